# Publishing: what cannot be published, what was opened, and which appointments no longer fit.

help-publish = Open the period of a rota and its agendas for booking. Published again, every appointment is kept and those that no longer fit are listed. Exit code 1 when a hard rule is broken.

publish-no-room = No { $room } room is left at { $site } on { $date } for { $practitioner }: more sessions run at once than there are rooms.
publish-session-without-agenda = The session “{ $template }” of { $practitioner } at { $site } on { $date } has no agenda: its time would stay closed. Lay out agendas of this rota anew.
publish-outside-session = This block lies outside its session, which runs from { $from } to { $to }.
publish-overlap = { $practitioner } is still busy until { $until } on { $date }: blocks of one day must not overlap.
publish-group-without-motive = A group needs its motive.
publish-group-without-places = A group needs a number of places.
publish-reserve-twice = The reserve of { $site } on { $date } is given twice.
publish-beyond-calendar = Nothing is planned after the year { $year }.
publish-not-of-key = This is the practice “{ $name }”; the key is for “{ $practice }”.

publish-refused =
    { $count ->
        [one] Not published: a rule that must hold is broken.
       *[other] Not published: rules that must hold are broken, { $count } times.
    }
publish-learned-needed = These agendas were laid out with learned figures: give them too (--learned).
publish-learned-unused = These agendas were laid out without learned figures; bookings will follow the learned lengths.
publish-done = Open for booking from { DAY($first) } to { DAY($last) } (publication number { $number }).
publish-over = This period is over: nothing of it can be booked any more.
publish-opened =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    } with consultations, { $people ->
        [one] { $people } practitioner
       *[other] { $people } practitioners
    }:
publish-time = { $kind }: { $time }
publish-places =
    { $count ->
        [one] { $count } place in a group
       *[other] { $count } places in groups
    }
publish-rooms = Rooms at { $site } ({ $kind }): { $used } of { $count } in use
publish-units = Booked together with appointments: { $units }
publish-kept =
    { $count ->
        [0] No appointment lies in this period yet.
        [one] { $count } appointment to come is kept.
       *[other] All { $count } appointments to come are kept.
    }
publish-misfits =
    { $count ->
        [one] { $count } of them no longer fits the agendas; the patient must be called:
       *[other] { $count } of them no longer fit the agendas; the patients must be called:
    }
publish-misfit = Appointment { $appointment }, { $practitioner }, { DAY($date) } at { CLOCK($at) }: { $why }

problem-title-rules-broken = Rules broken
problem-rules-broken = The rota or its agendas break rules that must hold; nothing was published.
problem-title-too-busy = Too busy
problem-too-busy = The service is busy with other long work, or this took too long. Ask again in a moment.
problem-title-not-answered = Not answered
problem-not-answered = The work ended without an answer. Nothing was written.
