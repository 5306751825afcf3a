# How a rota breaks a rule, or by how much it falls short. The subject ($practitioner, $date, $site, $template) is
# "none" where it does not apply; the other facts are those of the check.

finding-one_place = { $reason ->
    [overlap] { $practitioner } has two sessions at the same time on { DAY($date) }: “{ $other }” and “{ $template }” ({ $site }).
    [travel] { $practitioner } has only { DURATION($pause) } on { DAY($date) } between “{ $other }” and “{ $template }” ({ $site }); the journey takes { DURATION($travel) }.
   *[apart] { $practitioner } cannot work both “{ $other }” and “{ $template }” ({ $site }) on { DAY($date) }: no journey is known between the two sites.
}
finding-absence = { $practitioner } works during an absence on { DAY($date) }: “{ $template }” ({ $site }), from { CLOCK($begin) } to { CLOCK($end) }.
finding-eligible = { $reason ->
    [not_offered] { $practitioner } has the session “{ $template }” ({ $site }) on { DAY($date) }, which is not offered that day.
   *[not_eligible] { $practitioner } has the session “{ $template }” ({ $site }) on { DAY($date) }, which their profession, skills or sites do not allow.
}
finding-first_of_may = { $practitioner } works on { DAY($date) } ({ $site }, “{ $template }”), but this site closes on 1 May.
finding-pinned = The pinned session of { $practitioner } on { DAY($date) }, “{ $template }” ({ $site }), is missing from the rota.
finding-rooms = { $site } uses { $needed ->
        [one] { $needed } room
       *[other] { $needed } rooms
    } ({ $room }) on { DAY($date) } at { CLOCK($at) } and has only { $count }.
finding-daily_rest = { $practitioner } has only { DURATION($minutes) } of rest before { DAY($date) }: ends at { CLOCK($ended) } the day before, starts at { CLOCK($begins) }; { DURATION($limit) } are due.
finding-weekly_rest = { $practitioner } has no rest of { DURATION($limit) } in the week of { DAY($date) }: { $minutes ->
        [0] no day is free.
       *[other] the longest lasts { DURATION($minutes) }.
    }
finding-work_break = { $practitioner } works { DURATION($minutes) } without a break of at least { DURATION($pause) } on { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }; the maximum is { DURATION($limit) }.
finding-day_span = The day of { $practitioner } spans { DURATION($minutes) } on { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }; the maximum is { DURATION($limit) }.
finding-spells = { $reason ->
    [too_many] The day of { $practitioner } on { DAY($date) } is cut into { $count } parts; the maximum is { $limit }.
    [too_short] The split day of { $practitioner } on { DAY($date) } has a part of { DURATION($minutes) }; at least { DURATION($limit) } are due.
   *[too_far_apart] The day of { $practitioner } on { DAY($date) } is interrupted for { DURATION($minutes) }; the maximum is { DURATION($limit) }.
}
finding-day_minutes = { $practitioner } works { DURATION($minutes) } on { DAY($date) }; the maximum is { DURATION($limit) }.
finding-week_minutes = { $practitioner } works { DURATION($minutes) } in the week of { DAY($date) }; the maximum is { DURATION($limit) }.
finding-mean_week_minutes = { $practitioner } works { DURATION($minutes) } a week on average over the { $weeks } weeks that end with the week of { DAY($date) }; the maximum is { DURATION($limit) }.
finding-days_per_week = { $practitioner } works { $days ->
        [one] { $days } day
       *[other] { $days } days
    } in the week of { DAY($date) }; the maximum is { $limit }.
finding-longest_run_on = { $practitioner } works { $days } days in a row around { DAY($date) }; the maximum is { $limit }.
finding-shortest_run_on = { $practitioner } works only { $days ->
        [one] { $days } day
       *[other] { $days } days
    } in a row from { DAY($date) }; the minimum is { $limit }.
finding-shortest_run_off = { $practitioner } has only { $days ->
        [one] { $days } day
       *[other] { $days } days
    } off in a row from { DAY($date) }; the minimum is { $limit }.
finding-weekends = { $practitioner } works { $count ->
        [one] { $count } weekend
       *[other] { $count } weekends
    }; the maximum is { $limit }.
finding-saturdays = { $practitioner } works { $count ->
        [one] { $count } Saturday
       *[other] { $count } Saturdays
    }; the maximum is { $limit }.
finding-template_limit = { $practitioner } has { $count ->
        [one] { $count } session
       *[other] { $count } sessions
    } of “{ $template }” ({ $site }); the maximum is { $limit }.
finding-successions = { $practitioner } has “{ $template }” ({ $site }) on { DAY($date) }, which “{ $after }” the day before does not allow.
finding-period_minutes = { $reason ->
    [under] { $practitioner } works only { DURATION($minutes) } over the period; the minimum is { DURATION($limit) }.
   *[over] { $practitioner } works { DURATION($minutes) } over the period; the maximum is { DURATION($limit) }.
}

finding-acute_window = { $site }, { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }: acute window with { $present } of { $least } ({ $profession }).
finding-cover_under = { $site }, { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }: { $present } of { $least } ({ $profession }).
finding-cover_over = { $site }, { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }: { $present } where at most { $most } are wanted ({ $profession }).
finding-demand_short = { $site }, { DAY($date) }, { $half_day }: { DURATION($planned) } of consulting where { DURATION($expected) } are expected, { DURATION($amount) } short.
finding-supervision = { $practitioner } consults without a supervisor for { DURATION($minutes) } on { DAY($date) } ({ $site }, from { CLOCK($begin) } to { CLOCK($end) }).

finding-contract_under = { $practitioner } works { DURATION($worked) } from { DAY($date, style: "short") } to { DAY($last, style: "short") } of { DURATION($owed) } owed (tolerance { DURATION($tolerance) }): { DURATION($amount) } short.
finding-contract_over = { $practitioner } works { DURATION($worked) } from { DAY($date, style: "short") } to { DAY($last, style: "short") } of { DURATION($owed) } owed (tolerance { DURATION($tolerance) }): { DURATION($amount) } too many.
finding-desk_short = { $practitioner } has { DURATION($worked) } of desk time from { DAY($date, style: "short") } to { DAY($last, style: "short") } of { DURATION($owed) } due (tolerance { DURATION($tolerance) }): { DURATION($amount) } short.
finding-equity_early = { $practitioner } has { $reason ->
        [more] more
       *[fewer] fewer
    } early sessions than the fair share: { $sessions } in this period, { $carried } before, of a share of { $fair } in all.
finding-equity_late = { $practitioner } has { $reason ->
        [more] more
       *[fewer] fewer
    } late sessions than the fair share: { $sessions } in this period, { $carried } before, of a share of { $fair } in all.
finding-equity_saturday = { $practitioner } has { $reason ->
        [more] more
       *[fewer] fewer
    } Saturdays than the fair share: { $sessions } in this period, { $carried } before, of a share of { $fair } in all.
finding-equity_holiday = { $practitioner } has { $reason ->
        [more] more
       *[fewer] fewer
    } holiday sessions than the fair share: { $sessions } in this period, { $carried } before, of a share of { $fair } in all.
finding-equity_named_holiday = { $practitioner } has { $reason ->
        [more] more
       *[fewer] fewer
    } than the fair share of a named holiday ({ $group }): { $sessions } in this period, { $carried } before, of a share of { $fair } in all.
finding-change_inside_notice = { $reason ->
    [added] { $practitioner } is given, less than 15 days ahead, the session “{ $template }” ({ $site }) of { DAY($date) }.
   *[dropped] { $practitioner } loses, less than 15 days ahead, the session “{ $template }” ({ $site }) of { DAY($date) }.
}

finding-wish_off = { $template ->
    [none] { $practitioner } wished to be off on { DAY($date) } ({ $span }).
   *[other] { $practitioner } wished not to work “{ $template }” on { DAY($date) }.
}
finding-wish_on = { $template ->
    [none] { $practitioner } wished to work on { DAY($date) } ({ $span }).
   *[other] { $practitioner } wished to work “{ $template }” on { DAY($date) }.
}
finding-presence_days = { $practitioner } consults on { $days ->
        [one] { $days } day
       *[other] { $days } days
    } at { $site } in the week of { DAY($date) }; their list needs { $least }.
finding-presence_gap = { $practitioner } does not consult at { $site } for { $days ->
        [one] { $days } working day
       *[other] { $days } working days
    } from { DAY($date) }; the maximum is { $limit }.
finding-steady_week = { $reason ->
    [on] { $practitioner } works on { DAY($date) }, usually a day off.
   *[off] { $practitioner } is off on { DAY($date) }, usually a day of work.
}
finding-split_day = The day of { $practitioner } on { DAY($date) } is cut by a pause of { DURATION($minutes) }.
finding-home_site = { $practitioner } works away from their home site on { DAY($date) }: “{ $template }” ({ $site }).
finding-change = { $reason ->
    [added] { $practitioner } is given the session “{ $template }” ({ $site }) of { DAY($date) }.
   *[dropped] { $practitioner } loses the session “{ $template }” ({ $site }) of { DAY($date) }.
}

# A rule that clashes with others: whom it concerns, then what it says.
clash = { $subject }: { $rule }
clash-everyone = The whole practice
