# The report and the screen at the end of a plan.

of = { $part } of { $whole }
sessions-apart = ± { $sessions }
from-to = { $least } to { $most }
spread = { $least } to { $most } per full-time

headline-cover = Cover short
headline-cover-note = { PERCENT($held) } of the presence asked for is there.
headline-acute = Acute windows held
headline-acute-note = Early, late and on public holidays, with a doctor from beginning to end.
headline-equity = Equity
headline-equity-note = Farthest from the fair share, in sessions: { $duty } ({ $profession }).
headline-equity-none = Nothing to share in this period.
headline-wishes = Wishes met
headline-wishes-note = Wishes to be off or to work, one a day.
headline-gap = Gap
headline-gap-best = No better rota exists: this is proved.
headline-gap-open = Nothing is proved yet beyond 0: how much less a rota could cost is not known.
headline-gap-note = At the same priorities a rota at most { PERCENT($gap) } better may exist: this is proved.

report-title = Rota
report-nav = Contents and filters
report-summary = At a glance
report-week = Week { $number }
report-weeks = Week by week
report-heat = Cover and demand
report-equity = Equity and contracts
report-wishes = Wishes not met
report-costs = Cost by rule
report-site = Site
report-profession = Profession
report-all-sites = All sites
report-all-professions = All professions
report-shown = { $shown } of { $all } practitioners
report-watch = Worth a look
report-nothing-to-watch = Nothing is missing: all cover needs and acute windows are held.
report-more = { $count ->
    [one] And { $count } more, shown below.
   *[other] And { $count } more, shown below.
}
report-grid-caption = One row a practitioner, one column a day. Yellow: public holiday. Hatched: absence. Red: cover short.
report-today = Today
report-hours = Hours
report-hour = Hour
report-pinned = pinned
report-heat-lead = Each cell compares, for one hour, the consulting offered with the demand expected: −1 means that the equivalent of one person is missing.
report-heat-caption = { $site }: consulting offered less demand expected, in people, by hour and day.
report-equity-lead = Each bar counts the sessions done and planned; the line marks the fair share by contract.
report-equity-caption = { $profession }: sessions by kind, and contract hours.
report-contract-hours = Hours
report-contract-hours-note = planned / owed
report-wishes-caption = From those that matter most (5) to those that matter least (1).
report-all-wishes-met = All wishes are met.
report-costs-lead = All rules that must hold are kept. The others cost points, in three tiers that never pay for each other: cover first, then contracts and equity, comfort last.
report-costs-caption = The cost of a rule is its amount times the weight of one unit; a wish counts as many times as its own weight says.
report-footer = Made by créneau { $version }. This document holds no patient data.

column-date = Date
column-wish = Wish
column-weight = Importance
column-rule = Rule
column-amount = Amount
column-unit-weight = Weight
column-cost = Cost
column-share = Share of cost
tier-gap = gap { $gap }

wish-off = to be off ({ $what })
wish-on = to work ({ $what })
presence = Presence for own lists: { $days } consulting days of { $wanted } asked for.

heat-summary = Consulting offered: { $offered } where { $expected } are expected. Cover short, all professions: { $short }.
heat-hour = At { $hour }: { $offered } where { $expected } are expected.
heat-short = Cover short: { $short }.
shade-s3 = short by more than 1.5
shade-s2 = by 0.75 to 1.5
shade-s1 = by 0.25 to 0.75
shade-even = balanced
shade-o1 = up to 0.75 more
shade-o2 = more than that
shade-short = below minimum cover

key-carried = earlier periods
key-planned = this period
key-fair = fair share
key-far = beyond the tolerance
bar-figure = { $sessions } + { $carried } before / { $fair }
bar-figure-plain = { $sessions } / { $fair }
bar-sentence = { $sessions } in this period, { $carried } before, of a fair share of { $fair }.
bar-far = beyond tolerance
bar-none = does not share
hours-figure = { $worked } / { $owed }
