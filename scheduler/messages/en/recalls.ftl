# Recalls: annual reviews proposed to those due.

recall-left-no-time = Nobody who may see this patient has free time for reviews in this period.
recall-left-not-near = There is free time for reviews in this period, but not near enough to this patient's place.
recall-left-taken = All free time for reviews went to patients whose review is more urgent.
recall-period = A period of 1 to { $days } days is needed, the last day not before the first.
recall-past = This period is over.
recall-no-review = The practice has no motive that is an annual review.
recall-not-a-review = This motive is not an annual review.
