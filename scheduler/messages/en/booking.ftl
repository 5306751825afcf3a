# Booking: the rules, what refuses a start, what emptied a search, and why an offer stands where it stands.

booking-rule-past = Nothing is booked that has already begun.
refusal-past = This time has already passed: { DAY($day) } at { CLOCK($begin) }.
emptied-past = { $starts ->
    [one] One start has already passed.
   *[other] { $starts } starts have already passed.
}

booking-rule-notice = Nothing is booked at shorter notice than the practice asks for; acute problems have their own notice.
refusal-notice = This time is too soon: it must be booked at least { DURATION($minutes) } ahead.
emptied-notice = { $starts ->
    [one] One start is too soon.
   *[other] { $starts } starts are too soon.
}

booking-rule-not_open = Only the period that was published is open for booking.
refusal-not_open = { DAY($day) } is not open for booking yet.

booking-rule-horizon = Each motive is booked so many days ahead at most.
refusal-horizon = For this reason, appointments are given { $days ->
    [0] for the same day only
    [one] until tomorrow only
   *[other] at most { $days } days ahead
}.
emptied-horizon = { $starts ->
    [one] One start lies too far ahead.
   *[other] { $starts } starts lie too far ahead.
}

booking-rule-not_in_agenda = A booking lies in one session of its practitioner.
refusal-not_in_agenda = On { DAY($day) } at { CLOCK($begin) } there is no session long enough for this appointment.

booking-rule-profession = Each motive is seen by the professions that the practice names for it.
refusal-profession = This practitioner does not see patients for this reason.
emptied-profession = { $starts ->
    [one] One start is with somebody who does not see patients for this reason.
   *[other] { $starts } starts are with people who do not see patients for this reason.
}

booking-rule-length = The length follows from motive, category and practitioner; a workshop lasts as long as its block.
refusal-length = This appointment takes { DURATION($minutes) }.

booking-rule-sharing = A patient is offered the own doctor, and beside the own doctor those whom the sharing order names.
refusal-sharing = For this reason patients see their own doctor, or those with whom their own doctor shares patients.
emptied-sharing = { $starts ->
    [one] One start is with somebody with whom the own doctor does not share patients.
   *[other] { $starts } starts are with practitioners with whom the own doctor does not share patients.
}

booking-rule-one_future = A patient has one future appointment for each motive, unless the practice allows several.
refusal-one_future = The patient already has an appointment for this reason.
emptied-one_future = { $starts ->
    [one] The patient already has an appointment for this reason; one start would be free.
   *[other] The patient already has an appointment for this reason; { $starts } starts would be free.
}

booking-rule-not_bookable = Desk time, breaks and supervision are not booked.
refusal-not_bookable = At this time the practitioner sees no patients.
emptied-not_bookable = { $starts ->
    [one] One start lies in time without patients.
   *[other] { $starts } starts lie in time without patients.
}

booking-rule-carve_out = Time for annual reviews, teleconsultations, visits and workshops is kept for them; open time is for planned and acute motives and for reviews, and urgent teleconsultations may use open and acute time.
refusal-carve_out = This time is kept for something else.
emptied-carve_out = { $starts ->
    [one] One start lies in time kept for something else.
   *[other] { $starts } starts lie in time kept for something else.
}

booking-rule-time_taken = Nobody is booked twice at the same time.
refusal-time_taken = This time is already taken.
emptied-time_taken = { $starts ->
    [one] One start is taken.
   *[other] { $starts } starts are taken.
}

booking-rule-group_full = A workshop has so many places.
refusal-group_full = This workshop is full.
emptied-group_full = { $starts ->
    [one] One workshop is full.
   *[other] { $starts } workshops are full.
}

booking-rule-resource_busy = Shared equipment that a motive needs is free, and at the site.
refusal-resource_busy = The equipment needed is not free at this time and place.
emptied-resource_busy = { $starts ->
    [one] At one start the equipment needed is not free.
   *[other] At { $starts } starts the equipment needed is not free.
}

booking-rule-patient_elsewhere = A patient is in one place at a time.
refusal-patient_elsewhere = The patient has another appointment at this time.
emptied-patient_elsewhere = { $starts ->
    [one] At one start the patient has another appointment.
   *[other] At { $starts } starts the patient has another appointment.
}

booking-rule-acute_window = Early, late and holiday hours wait for acute problems until they are released.
refusal-acute_window = These hours are kept for acute problems for now.
emptied-acute_window = { $starts ->
    [one] One start lies in hours kept for acute problems for now.
   *[other] { $starts } starts lie in hours kept for acute problems for now.
}

booking-rule-acute_reserve = A planned motive takes acute time only if as many free acute slots remain on the site's day as must stay kept at that moment.
refusal-acute_reserve = This time is kept for acute problems for now.
emptied-acute_reserve = { $starts ->
    [one] One start is kept for acute problems for now.
   *[other] { $starts } starts are kept for acute problems for now.
}

booking-rule-enrolled_first = Where a site's day is nearly full, planned slots are for enrolled patients.
refusal-enrolled_first = The little time left on this day is for patients enrolled with the practice.
emptied-enrolled_first = { $starts ->
    [one] One start is left for enrolled patients.
   *[other] { $starts } starts are left for enrolled patients.
}

booking-rule-useless_gap = A start that leaves more time of no use than another start of the same free stretch is not offered.
refusal-useless_gap = This start would leave time that nobody can use; a start shortly before or after would not.
emptied-useless_gap = { $starts ->
    [one] One start would leave time that nobody can use.
   *[other] { $starts } starts would leave time that nobody can use.
}

refusal-unknown_practitioner = The practice has no such practitioner.
refusal-unknown_motive = The practice has no such reason for an appointment.
refusal-unknown_category = The practice has no such category of patients.
refusal-unknown_site = The practice has no such site.
refusal-off_grid = Appointments begin every { $grain } minutes by the clocks of the practice; this start is none of those.
refusal-no_agenda = The practitioner has no consultations on this day.
emptied-no_agenda = { $starts ->
   *[other] Nobody asked for has consultations on these days.
}

reason-own_doctor = With the patient's own doctor.
reason-same_site = With a colleague at the own doctor's site.
reason-other_site = At another site.
reason-tele = By teleconsultation with another site.
reason-soonest = The first free time.
reason-wait = Some days to wait.
reason-late = Later than this reason should wait.
reason-leaves_gap = Leaves a little time that nobody can use.
reason-displaces_acute = Takes time that acute patients may need.
reason-wish_met = At a time of day that was wished for.
reason-wish_missed = Not at a time of day that was wished for.
reason-free = Free.

input-booking-motive-twice = The booking of “{ $motive }” is stated twice.
input-shared-twice = Two shared resources have the id “{ $name }”.
input-sharing-twice = The sharing order names “{ $step }” twice.
input-hold-beyond-longest = Holds of { $minutes } minutes live longer than the longest hold, { $most } minutes.
input-shared-at-a-distance = “{ $motive }” is not seen in the practice one patient at a time: it cannot take “{ $name }”.
