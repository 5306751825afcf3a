# Ce que `creneau db verify` trouve de faux dans une base. $holder est un praticien ou un exemplaire d’un matériel partagé.

verify-bookable = { $practice } : le temps ouvert aux rendez-vous de { $holder } le { DAY($day) } n’est pas celui de l’agenda à partir de { CLOCK($begin) }.
verify-booked = { $practice } : ce qui compte comme pris chez { $holder } le { DAY($day) } n’est pas ce que prennent les rendez-vous à partir de { CLOCK($begin) }.
verify-overlap = { $practice } : chez { $holder } le { DAY($day) }, le temps de { $id } à { CLOCK($begin) } est pris deux fois.
verify-uncovered = { $practice } : le rendez-vous { $id } chez { $holder } le { DAY($day) } à { CLOCK($begin) } est en dehors de l’agenda, sans qu’une publication l’ait signalé.
verify-unclaimed = { $practice } : ce que { $id } prend chez { $holder } le { DAY($day) } à { CLOCK($begin) } n’est pas noté dans l’agenda.
verify-stray = { $practice } : l’agenda de { $holder } le { DAY($day) } garde du temps à partir de { CLOCK($begin) } pour { $id }, qui ne le prend pas.
verify-group = { $practice } : le groupe de { $holder } le { DAY($day) } à { CLOCK($begin) } a { $count } patients pour { $places ->
        [one] { $places } place
       *[other] { $places } places
    }.
verify-promise = { $practice } : il est noté que { $id } est le seul rendez-vous à venir d’un patient, et ce n’est pas le cas.
verify-unpromised = { $practice } : il n’est pas noté que { $id } est le seul rendez-vous à venir de son patient.
verify-lost = { $practice } : le rendez-vous { $id } a été confirmé et a disparu.
