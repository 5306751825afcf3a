# How a rota breaks a rule, or by how much it falls short. The subject ($practitioner, $date, $site, $template) is
# "none" where it does not apply; the other facts are those of the check.

finding-one_place = { $reason ->
    [overlap] { $practitioner } a deux vacations en même temps le { DAY($date) } : « { $other } » et « { $template } » ({ $site }).
    [travel] { $practitioner } n’a que { DURATION($pause) } le { DAY($date) } entre « { $other } » et « { $template } » ({ $site }) ; le trajet demande { DURATION($travel) }.
   *[apart] { $practitioner } ne peut enchaîner « { $other } » et « { $template } » ({ $site }) le { DAY($date) } : aucun trajet n’est connu entre les deux sites.
}
finding-absence = { $practitioner } travaille pendant une absence le { DAY($date) } : « { $template } » ({ $site }), de { CLOCK($begin) } à { CLOCK($end) }.
finding-eligible = { $reason ->
    [not_offered] { $practitioner } a le { DAY($date) } la vacation « { $template } » ({ $site }), qui n’est pas proposée ce jour-là.
   *[not_eligible] { $practitioner } a le { DAY($date) } la vacation « { $template } » ({ $site }), que sa profession, ses compétences ou ses sites ne permettent pas.
}
finding-first_of_may = { $practitioner } travaille le { DAY($date) } ({ $site }, « { $template } ») alors que ce site ferme le 1er mai.
finding-pinned = La vacation épinglée de { $practitioner } le { DAY($date) }, « { $template } » ({ $site }), manque au planning.
finding-rooms = { $site } occupe { $needed ->
        [one] { $needed } salle
       *[other] { $needed } salles
    } ({ $room }) le { DAY($date) } à { CLOCK($at) } et n’en a que { $count }.
finding-daily_rest = { $practitioner } n’a que { DURATION($minutes) } de repos avant le { DAY($date) } : fin la veille à { CLOCK($ended) }, reprise à { CLOCK($begins) } ; il en faut { DURATION($limit) }.
finding-weekly_rest = { $practitioner } n’a pas de repos de { DURATION($limit) } la semaine du { DAY($date) } : { $minutes ->
        [0] aucun jour libre.
       *[other] le plus long dure { DURATION($minutes) }.
    }
finding-work_break = { $practitioner } travaille { DURATION($minutes) } sans pause d’au moins { DURATION($pause) } le { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } ; le maximum est { DURATION($limit) }.
finding-day_span = La journée de { $practitioner } s’étend sur { DURATION($minutes) } le { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } ; le maximum est { DURATION($limit) }.
finding-spells = { $reason ->
    [too_many] La journée de { $practitioner } le { DAY($date) } est coupée en { $count } périodes ; le maximum est { $limit }.
    [too_short] La journée coupée de { $practitioner } le { DAY($date) } a une période de { DURATION($minutes) } ; il en faut au moins { DURATION($limit) }.
   *[too_far_apart] La journée de { $practitioner } le { DAY($date) } est interrompue pendant { DURATION($minutes) } ; le maximum est { DURATION($limit) }.
}
finding-day_minutes = { $practitioner } travaille { DURATION($minutes) } le { DAY($date) } ; le maximum est { DURATION($limit) }.
finding-week_minutes = { $practitioner } travaille { DURATION($minutes) } la semaine du { DAY($date) } ; le maximum est { DURATION($limit) }.
finding-mean_week_minutes = { $practitioner } travaille en moyenne { DURATION($minutes) } par semaine sur les { $weeks } semaines qui finissent avec celle du { DAY($date) } ; le maximum est { DURATION($limit) }.
finding-days_per_week = { $practitioner } travaille { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    } la semaine du { DAY($date) } ; le maximum est { $limit }.
finding-longest_run_on = { $practitioner } travaille { $days } jours d’affilée autour du { DAY($date) } ; le maximum est { $limit }.
finding-shortest_run_on = { $practitioner } ne travaille que { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    } de suite à partir du { DAY($date) } ; le minimum est { $limit }.
finding-shortest_run_off = { $practitioner } n’a que { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    } de repos de suite à partir du { DAY($date) } ; le minimum est { $limit }.
finding-weekends = { $practitioner } travaille { $count ->
        [one] { $count } week-end
       *[other] { $count } week-ends
    } ; le maximum est { $limit }.
finding-saturdays = { $practitioner } travaille { $count ->
        [one] { $count } samedi
       *[other] { $count } samedis
    } ; le maximum est { $limit }.
finding-template_limit = { $practitioner } a { $count ->
        [one] { $count } vacation
       *[other] { $count } vacations
    } « { $template } » ({ $site }) ; le maximum est { $limit }.
finding-successions = { $practitioner } a « { $template } » ({ $site }) le { DAY($date) }, ce que ne permet pas « { $after } » la veille.
finding-period_minutes = { $reason ->
    [under] { $practitioner } ne travaille que { DURATION($minutes) } sur la période ; le minimum est { DURATION($limit) }.
   *[over] { $practitioner } travaille { DURATION($minutes) } sur la période ; le maximum est { DURATION($limit) }.
}

finding-acute_window = { $site }, { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } : plage aiguë avec { $present } sur { $least } ({ $profession }).
finding-cover_under = { $site }, { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } : { $present } sur { $least } ({ $profession }).
finding-cover_over = { $site }, { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } : { $present } pour au plus { $most } ({ $profession }).
finding-demand_short = { $site }, { DAY($date) }, { $half_day } : { DURATION($planned) } de consultation pour { DURATION($expected) } attendues, il manque { DURATION($amount) }.
finding-supervision = { $practitioner } consulte sans encadrant pendant { DURATION($minutes) } le { DAY($date) } ({ $site }, de { CLOCK($begin) } à { CLOCK($end) }).

finding-contract_under = { $practitioner } travaille { DURATION($worked) } du { DAY($date, style: "short") } au { DAY($last, style: "short") } pour { DURATION($owed) } dues (tolérance { DURATION($tolerance) }) : il manque { DURATION($amount) }.
finding-contract_over = { $practitioner } travaille { DURATION($worked) } du { DAY($date, style: "short") } au { DAY($last, style: "short") } pour { DURATION($owed) } dues (tolérance { DURATION($tolerance) }) : { DURATION($amount) } de trop.
finding-desk_short = { $practitioner } a { DURATION($worked) } de bureau du { DAY($date, style: "short") } au { DAY($last, style: "short") } pour { DURATION($owed) } prévues (tolérance { DURATION($tolerance) }) : il manque { DURATION($amount) }.
finding-equity_early = { $practitioner } a { $reason ->
        [more] plus
       *[fewer] moins
    } de matins tôt que sa part : { $sessions } sur la période, { $carried } auparavant, pour une part de { $fair } en tout.
finding-equity_late = { $practitioner } a { $reason ->
        [more] plus
       *[fewer] moins
    } de soirs que sa part : { $sessions } sur la période, { $carried } auparavant, pour une part de { $fair } en tout.
finding-equity_saturday = { $practitioner } a { $reason ->
        [more] plus
       *[fewer] moins
    } de samedis que sa part : { $sessions } sur la période, { $carried } auparavant, pour une part de { $fair } en tout.
finding-equity_holiday = { $practitioner } a { $reason ->
        [more] plus
       *[fewer] moins
    } de jours fériés que sa part : { $sessions } sur la période, { $carried } auparavant, pour une part de { $fair } en tout.
finding-equity_named_holiday = { $practitioner } a { $reason ->
        [more] plus
       *[fewer] moins
    } que sa part pour une fête ({ $group }) : { $sessions } sur la période, { $carried } auparavant, pour une part de { $fair } en tout.
finding-change_inside_notice = { $reason ->
    [added] { $practitioner } reçoit moins de 15 jours avant la vacation « { $template } » ({ $site }) du { DAY($date) }.
   *[dropped] { $practitioner } perd moins de 15 jours avant la vacation « { $template } » ({ $site }) du { DAY($date) }.
}

finding-wish_off = { $template ->
    [none] { $practitioner } souhaitait ne pas travailler le { DAY($date) } ({ $span }).
   *[other] { $practitioner } souhaitait ne pas faire « { $template } » le { DAY($date) }.
}
finding-wish_on = { $template ->
    [none] { $practitioner } souhaitait travailler le { DAY($date) } ({ $span }).
   *[other] { $practitioner } souhaitait faire « { $template } » le { DAY($date) }.
}
finding-presence_days = { $practitioner } consulte { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    } sur le site { $site } la semaine du { DAY($date) } ; sa patientèle en demande { $least }.
finding-presence_gap = { $practitioner } ne consulte pas sur le site { $site } pendant { $days ->
        [one] { $days } jour ouvré
       *[other] { $days } jours ouvrés
    } à partir du { DAY($date) } ; le maximum est { $limit }.
finding-steady_week = { $reason ->
    [on] { $practitioner } travaille le { DAY($date) }, d’habitude un jour de repos.
   *[off] { $practitioner } ne travaille pas le { DAY($date) }, d’habitude un jour de travail.
}
finding-split_day = La journée de { $practitioner } le { DAY($date) } est coupée par une interruption de { DURATION($minutes) }.
finding-home_site = { $practitioner } travaille hors de son site d’attache le { DAY($date) } : « { $template } » ({ $site }).
finding-change = { $reason ->
    [added] { $practitioner } reçoit la vacation « { $template } » ({ $site }) du { DAY($date) }.
   *[dropped] { $practitioner } perd la vacation « { $template } » ({ $site }) du { DAY($date) }.
}

# A rule that clashes with others: whom it concerns, then what it says.
clash = { $subject } : { $rule }
clash-everyone = L’ensemble du cabinet
