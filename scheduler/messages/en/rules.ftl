# What each rule says, in two to four words and in one sentence.

rule-title-one_place = One place
rule-one_place = Nobody works in two places at once, and everybody has time to travel between two sites.

rule-title-absence = Absences respected
rule-absence = Nobody works while absent.

rule-title-eligible = Sessions allowed
rule-eligible = Everybody works only sessions that are offered that day and that their profession, skills and sites allow.

rule-title-first_of_may = First of May off
rule-first_of_may = The first of May is off, except where the work cannot stop.

rule-title-pinned = Pinned sessions
rule-pinned = Every session that the manager pinned stays in the rota.

rule-title-rooms = Rooms available
rule-rooms = At no moment does a site use more rooms of a kind than it has.

rule-title-daily_rest = Daily rest
rule-daily_rest = The rest between two days of work lasts at least as long as set, usually 11 hours.

rule-title-weekly_rest = Weekly rest
rule-weekly_rest = Every week holds one unbroken rest of at least the length set, usually 35 hours.

rule-title-work_break = Break due
rule-work_break = Nobody works too long without a break: usually 20 minutes after 6 hours at the latest.

rule-title-day_span = Day span
rule-day_span = From the first start to the last end, a day is no longer than the span set.

rule-title-spells = Days in few parts
rule-spells = A split day has few parts, none too short, and no pause between them too long.

rule-title-day_minutes = Hours a day
rule-day_minutes = Nobody works more hours in a day than the maximum set.

rule-title-week_minutes = Hours a week
rule-week_minutes = Nobody works more hours in a week than the maximum set, usually 48 hours.

rule-title-mean_week_minutes = Mean weekly hours
rule-mean_week_minutes = On average over several weeks in a row, nobody works more than the hours set, usually 44 hours over 12 weeks.

rule-title-days_per_week = Days a week
rule-days_per_week = Nobody works more days a week than their contract says.

rule-title-longest_run_on = Days in a row
rule-longest_run_on = Nobody works too many days in a row.

rule-title-shortest_run_on = Runs long enough
rule-shortest_run_on = Whoever comes in to work comes in for several days in a row, as the contract says.

rule-title-shortest_run_off = Time off together
rule-shortest_run_off = Enough days off follow one another, as the contract says.

rule-title-weekends = Number of weekends
rule-weekends = Nobody works more weekends than their contract allows.

rule-title-saturdays = Number of Saturdays
rule-saturdays = Nobody works more Saturdays than their contract allows.

rule-title-template_limit = Capped sessions
rule-template_limit = Nobody works more sessions of one kind than their contract allows.

rule-title-successions = Forbidden successions
rule-successions = Some sessions do not follow others on the next day, such as an early morning after a late evening.

rule-title-period_minutes = Hours over the period
rule-period_minutes = Over the whole period, everybody’s work stays between the bounds of their contract.

rule-title-acute_window = Acute windows held
rule-acute_window = A site that is open in an acute window (early, late or on a public holiday) has a doctor there.

rule-title-cover_under = Minimum cover
rule-cover_under = Every site has, at every hour, at least the people it needs from each profession.

rule-title-cover_over = Maximum cover
rule-cover_over = No site has more people from a profession than it asks for.

rule-title-demand_short = Expected demand
rule-demand_short = Every half-day offers the consulting minutes expected at the site.

rule-title-supervision = Trainees supervised
rule-supervision = Whoever needs supervision consults while a supervisor is at the same site.

rule-title-contract_under = Hours under contract
rule-contract_under = Everybody works at least the hours of their contract, within the tolerance.

rule-title-contract_over = Hours over contract
rule-contract_over = Nobody works more than the hours of their contract, within the tolerance.

rule-title-desk_short = Desk time
rule-desk_short = Everybody has the desk time that their contract promises.

rule-title-equity_early = Early sessions shared
rule-equity_early = Early sessions are shared by contract share, counting earlier periods.

rule-title-equity_late = Late sessions shared
rule-equity_late = Late sessions are shared by contract share, counting earlier periods.

rule-title-equity_saturday = Saturdays shared
rule-equity_saturday = Saturdays are shared by contract share, counting earlier periods.

rule-title-equity_holiday = Holidays shared
rule-equity_holiday = Public holidays are shared by contract share, counting earlier periods.

rule-title-equity_named_holiday = Named holidays shared
rule-equity_named_holiday = Each named holiday (Christmas, New Year, 1 May…) is shared by contract share over the years.

rule-title-change_inside_notice = Notice of changes
rule-change_inside_notice = What was announced for the next 15 days does not change without need.

rule-title-wish_off = Wishes to be off
rule-wish_off = Wishes to be off are granted.

rule-title-wish_on = Wishes to work
rule-wish_on = Wishes to work are granted.

rule-title-presence_days = Days for the list
rule-presence_days = A doctor consults at their site on enough days a week for their own list.

rule-title-presence_gap = No long gaps
rule-presence_gap = A doctor does not leave their own list for too many working days in a row without consulting.

rule-title-steady_week = Usual week
rule-steady_week = Everybody works on their usual days and is off on the others.

rule-title-split_day = Split days
rule-split_day = Few days are cut in two by a long pause.

rule-title-home_site = Home site
rule-home_site = Everybody works at their home site.

rule-title-change = Stable rota
rule-change = A rota already published stays as it is.
