# Agendas: kinds of block, rules, findings, and what the commands and the report say.

block-open = open
block-acute = acute
block-review = annual review
block-tele = teleconsultation
block-visit = visit
block-group = workshop
block-supervision = supervision
block-desk = desk
block-break = break

part-early = early
part-morning = morning
part-afternoon = afternoon
part-late = late

agenda-tier-1 = The promise to acute patients
agenda-tier-2 = What the lists need
agenda-tier-3 = Good places

rule-title-tiled = No hole, no overlap
rule-tiled = The blocks of a session cover it once, from beginning to end.
finding-tiled = { $practitioner }, { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }: a hole, an overlap or a needless cut.

rule-title-allowed_block = Blocks allowed
rule-allowed_block = Every block is of a kind and length that its session allows.
finding-allowed_block = { $practitioner }, { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }: a block "{ $kind }" of this length is not allowed here.

rule-title-windows_hold = Acute windows kept
rule-windows_hold = Early, late and holiday hours wait for acute problems throughout.
finding-windows_hold = { $practitioner }, { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }: "{ $kind }" in hours kept for acute problems.

rule-title-no_more_than_asked = Nothing in excess
rule-no_more_than_asked = Nothing is laid out beyond the need for it; the rest stays open.
finding-no_more_than_asked = { $site ->
    [none] { $practitioner }
   *[other] { $site }
  }, { DAY($date) }: { $count } blocks "{ $kind }" laid out where { $most } are asked for at most.

rule-title-visit_at_edge = Visits first or last
rule-visit_at_edge = A visit stands at the beginning or the end of a consulting session.
finding-visit_at_edge = { $practitioner }, { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }: a visit in the midst of the session.

rule-title-acute_short = Acute slots
rule-acute_short = Every site keeps the acute slots that hold the promise to acute patients.
finding-acute_short = { $site }, { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }: { $count } acute slots of { $need }.

rule-title-supervision_short = Supervision
rule-supervision_short = Every consulting session of a trainee has a supervisor's time.
finding-supervision_short = { $practitioner }, { DAY($date) }: no supervisor's time from { CLOCK($begin) } to { CLOCK($end) }.

rule-title-break_short = Breaks
rule-break_short = Long sessions have their breaks.
finding-break_short = { $practitioner }, { DAY($date) }: { $count } breaks of { $need }.

rule-title-tele_short = Teleconsultations
rule-tele_short = The teleconsultations expected on a day have their slots.
finding-tele_short = { $site }, { DAY($date) }: { $count } teleconsultation slots of { $need }.

rule-title-visit_short = Visits
rule-visit_short = The visits expected in a week have their time.
finding-visit_short = { $site }, week of { DAY($date) }: time for { $count } visits of { $need }.

rule-title-messages_short = Messages and calls
rule-messages_short = The messages and calls of a list have their desk time.
finding-messages_short = { $practitioner }, week of { DAY($date) }: { DURATION($minutes) } of desk time missing for the messages and calls of the list.

rule-title-review_short = Annual reviews
rule-review_short = The annual reviews of a list have their time.
finding-review_short = { $practitioner }, week of { DAY($date) }: time for { $count } annual reviews of { $need }.

rule-title-group_short = Workshops
rule-group_short = Group workshops take place as often as they should.
finding-group_short = { $site }, week of { DAY($date) }: { $count } workshops of { $need }.

rule-title-open_short = Planned consultations
rule-open_short = The planned consultations expected in a week have their time.
finding-open_short = { $site }, week of { DAY($date) }: { DURATION($minutes) } of open time missing for planned consultations.

rule-title-acute_wait = Acute slots soon after a call
rule-acute_wait = Whoever calls at any hour finds an acute slot soon after.
finding-acute_wait = { $site }, { DAY($date) }: no acute slot within { DURATION($amount) } of a call at { CLOCK($call) }.

rule-title-useless_gap = Useless gaps
rule-useless_gap = Little open time lies in stretches that no booking can use.
finding-useless_gap = { $practitioner }, { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }: { DURATION($amount) } that no booking can use.

rule-title-long_run = Work without a break
rule-long_run = Nobody sees patients long in a row without a break, where one can be laid.
finding-long_run = { $practitioner }, { DAY($date) }: from { CLOCK($begin) } to { CLOCK($end) } without a break, { DURATION($amount) } too long.

rule-title-acute_even = Acute slots shared
rule-acute_even = Acute slots are shared among the sessions of a day.
finding-acute_even = { $practitioner }, { DAY($date) }: { $count } acute slots, { $share } would be the share.

rule-title-acute_bunched = Acute slots spread
rule-acute_bunched = Acute slots are spread over the hours of a day.
finding-acute_bunched = { $site }, { DAY($date) }, from { CLOCK($begin) } to { CLOCK($end) }: { $count } acute slots, { $share } would be the share.

rule-title-week_even = The list's work shared
rule-week_even = Reviews and desk time are shared among the sessions of a week.
finding-week_even = { $practitioner }, { DAY($date) }: { $count } reviews or stretches of desk time, { $share } would be the share.

amount-slots = { $amount ->
    [one] 1 slot
   *[other] { $amount } slots
  }
unit-slots = slot

help-agenda = Lay out the agendas of a rota: open, reserved and desk time in each session.
help-learned = What was learned from a history, as `creneau learn` writes it.
help-agenda-seconds = Time to lay out the agendas.

agenda-laying = Laying out the agendas.
agenda-progress = Laying out the agendas: { $share }
agenda-stopping = Stopping: the best agendas so far will be written. Ctrl-C again to give up everything.
agenda-optimal = The promise and the needs cannot be met better, nor these blocks lie better: proved in { NUMBER($seconds) } s.
agenda-feasible = Valid agendas, laid out in { NUMBER($seconds) } s; there may be better ones.
agenda-written = Written to { $directory }: { $files }.
closing-agendas = Agendas
closing-kept = Acute slots kept
closing-kept-note = For { $expected } patients expected; { $unused } stay unused on average if none is released.
closing-of = { $count } of { $need }
closing-duration-of = { DURATION($count) } of { DURATION($need) }

input-other-period = These agendas are of another period than the rota, which begins on { $from } and has { $weeks } weeks.
input-agenda-of-no-session = The rota has no such session with an agenda: { $practitioner }, { $date }, { $template } at { $site }.
input-agenda-twice = The agenda of this session is given twice: { $practitioner }, { $date }, { $template } at { $site }.
input-block-backwards = A block must end after it begins.
help-agenda-file = Agendas such as agenda.json, judged with the rota.
audit-agendas = Agendas
audit-agenda-missing = { $count ->
    [one] 1 session of the rota has no agenda in this file.
   *[other] { $count } sessions of the rota have no agenda in this file.
}
agenda-failed = The agendas could not be laid out; the rota was written without them. ({ $reason })
audit-learned-needed = These agendas were laid out with learned figures: give the same file with --learned, otherwise they are judged by other lengths and needs.
audit-learned-unused = These agendas were laid out without learned figures: judge them without --learned, otherwise they are judged by other lengths and needs.
