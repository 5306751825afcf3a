# The report's section about agendas.

headline-promise = Acute patients turned away
headline-promise-held = On the worst day ({ $site }, { DAY($date, style: "short") }); the promise is at most { PERCENT($promise) }, held on every day.
headline-promise-broken = On the worst day ({ $site }, { DAY($date, style: "short") }); the promise is at most { PERCENT($promise) }, not held on { $missing ->
    [one] 1 day
   *[other] { $missing } days
  } for want of sessions.
headline-reviews = Annual reviews
headline-reviews-note = Reviews of the lists due in this period that have their time.

block-mark-acute = A
block-mark-review = R
block-mark-tele = T
block-mark-visit = V
block-mark-group = W
block-mark-supervision = S
block-mark-desk = D

report-agendas = Agendas
report-agendas-lead = Each session cut into blocks: what is open to all, what is kept for acute patients, and the time that the lists need.
report-agenda-none = No session of this rota has an agenda.
report-agenda-reserve = Kept for acute patients
report-agenda-reserve-lead = Every site keeps as many slots as it takes to turn away { $promise } of its acute patients at most. Keeping more turns fewer away and takes more time from planned consultations: both figures stand beside each other for every day. As the day nears, slots that are not needed any more open to all.
report-agenda-reserve-caption = { $site }: slots kept for acute patients by day. Turned away: the share of acute patients expected who find no kept slot. Unused: kept slots that stay empty on average if none is released.
report-agenda-reserve-summary = { $slots } slots kept for { $expected } acute patients expected; { DURATION($planned) } taken from planned consultations; turned away on the worst day, { DAY($date, style: "short") }: { $away }.
report-agenda-expected = Acute patients expected
report-agenda-slots = Slots kept
report-agenda-planned = Planned time it takes
report-agenda-away = Turned away
report-agenda-unused = Unused
report-agenda-release = Still kept
report-agenda-at-first = at first
report-agenda-moment = { $days ->
    [0] from { CLOCK($at) } on the day
    [one] from { CLOCK($at) } the day before
   *[other] from { CLOCK($at) }, { $days } days before
  }
report-agenda-more-than = > { $share }
report-agenda-broken = promise not held
report-agenda-too-few = promise not held: too few sessions, { $wanted } slots wanted
report-agenda-not-placed = promise not held: { $missing ->
    [one] 1 slot
   *[other] { $missing } slots
  } could not be placed
report-agenda-nobody = promise not held: nobody there to see them
report-agenda-days = Day by day
report-agenda-days-lead = One line a practitioner, by the clock. Open a day to see it; days that are open are printed.
report-agenda-open-all = Open all days
report-agenda-close-all = Close all days
report-agenda-days-caption = { $date }: what each block is for, by site and practitioner.
report-agenda-day-summary = { $people ->
    [one] 1 practitioner
   *[other] { $people } practitioners
  }, { $slots ->
    [one] 1 acute slot
   *[other] { $slots } acute slots
  }, { DURATION($minutes) } open
report-agenda-clock = Hours of the day
report-agenda-block = { CLOCK($begin) }–{ CLOCK($end) } { $kind }
report-agenda-block-for = { CLOCK($begin) }–{ CLOCK($end) } { $kind } ({ $motive })
report-agenda-loads = By week and practitioner
report-agenda-loads-lead = The time of each kind and, below it, what is given of what the lists and sites need. Red: less than needed.
report-agenda-loads-caption = Time by kind of block. Below it what is given of what is needed: slots, or time for open blocks and desk work. Towards open time needed counts only that of professions who see planned patients.
report-agenda-sites = Sites
report-agenda-whole = In all
report-agenda-of = { $given } of { $asked }
report-agenda-duration-asked = needed: { DURATION($asked) }
report-agenda-duration-of = { DURATION($given) } of { DURATION($asked) }
report-agenda-short = What falls short
report-agenda-nothing-short = Nothing falls short: the promise and all needs of the lists are met.
report-agenda-more = And { $count } more.
report-agenda-costs = Agendas: cost by rule
report-agenda-costs-lead = What agendas cost is counted by itself, in three tiers that never pay for each other: the promise to acute patients first, then what the lists need, good places last.
report-agenda-costs-caption = The cost of a rule is its amount times the weight of one unit; what is missing of a need weighs by its minutes. The gap of the last tier holds for as many blocks of each kind in each session, acute slots in each part of a site’s day.
report-agenda-minutes = { DURATION($minutes) }
report-agenda-slots-and-minutes = { $slots }, { DURATION($minutes) }
