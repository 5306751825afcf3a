# What `creneau db verify` finds wrong in a database. $holder is a practitioner or a unit of shared equipment.

verify-bookable = { $practice }: the bookable time of { $holder } on { DAY($day) } is not that of the agenda from { CLOCK($begin) } on.
verify-booked = { $practice }: what counts as booked with { $holder } on { DAY($day) } is not what the appointments take from { CLOCK($begin) } on.
verify-overlap = { $practice }: with { $holder } on { DAY($day) } the time of { $id } at { CLOCK($begin) } is taken twice.
verify-uncovered = { $practice }: the appointment { $id } with { $holder } on { DAY($day) } at { CLOCK($begin) } lies outside the agenda, and no publication told so.
verify-unclaimed = { $practice }: what { $id } takes from { $holder } on { DAY($day) } at { CLOCK($begin) } is not noted in the agenda.
verify-stray = { $practice }: the agenda of { $holder } on { DAY($day) } keeps time from { CLOCK($begin) } on for { $id }, which does not take it.
verify-group = { $practice }: the group of { $holder } on { DAY($day) } at { CLOCK($begin) } has { $count } patients for { $places ->
        [one] { $places } place
       *[other] { $places } places
    }.
verify-promise = { $practice }: it is noted that { $id } is a patient’s only appointment to come, which it is not.
verify-unpromised = { $practice }: it is not noted that { $id } is its patient’s only appointment to come.
verify-lost = { $practice }: the appointment { $id } was confirmed and is gone.
