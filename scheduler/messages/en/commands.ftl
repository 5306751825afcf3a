# What the commands say. Texts of help are shown in the language of the system.

help-creneau = Rotas of group general practices: plan, judge, check.
help-plan = Plan the coming weeks and write the rota. With it come the workbook, the calendars and the report.
help-audit = Judge any rota, hand-made ones too. Exit code 1 when a hard rule is broken.
help-check = Check the practice file and say what it holds.
help-init = Write a commented practice file and spreadsheets to fill in.
help-schema = Print the JSON Schema of the practice file.
help-version = Show the version.
help-lang = Language of the sentences; otherwise the practice's own.
help-practice = The practice file.
help-rota = A rota such as rota.json.
help-json = Print the judgement as JSON.
help-from = The first day, a Monday.
help-weeks = Number of weeks.
help-out = The directory to write to.
help-seconds = Time to search.
help-workers = Workers that search.
help-seed = Seed of every random choice.
help-previous = The rota of the weeks before, or a version of this period already published.
help-ledger = The account of earlier periods.
help-today = Today's date, for the notice of changes; otherwise the system's.
help-directory = The directory to fill.

option-not-a-date = A date is written YYYY-MM-DD.
option-not-monday = A period begins on a Monday.
option-weeks = A period has 1 to { $most } weeks.
option-seconds = A search needs more than 0 seconds.
option-workers = A search needs at least 1 worker.
option-no-directory = Nothing can be written to “{ $path }”: it is not a directory, or it is protected.

check-good = { $name }: the file is right.
check-doubt = Worth checking: { $doubt }
holds-sites = Sites
holds-rooms = Rooms
holds-templates = Session templates
holds-patients = Patients on the lists
holds-absences = Absences
holds-wishes = Wishes
holds-categories = Patient categories
holds-demand = Consulting expected a week
holds-consulting = Consulting owed by contract a week
check-holidays = Next public holidays: { $holidays }.
column-people = People
column-full-time = Full-time

audit-valid = Every rule that must hold is kept.
audit-broken = { $count ->
    [one] { $count } rule that must hold is broken:
   *[other] Rules that must hold are broken { $count } times:
}
audit-total = Total cost

phase-build = preparing
phase-first_rota = searching for a first rota
phase-improve = improving
phase-bound = proving
progress-heading = { NUMBER($seconds) } s, { $phase }
progress-figures = cost { NUMBER($cost) }, bound { $bound }, gap { $gap }
progress-short = weighs most: { $short }

plan-stopping = Stopping: the best rota so far will be written. Ctrl-C again to give up everything.
plan-stopped = The search was stopped before its end.
plan-optimal = The best rota possible, proved in { NUMBER($seconds) } s.
plan-feasible = A valid rota, found in { NUMBER($seconds) } s; there may be a better one.
plan-infeasible = No rota keeps every rule that must hold. These contradict one another:
plan-infeasible-unexplained = No rota keeps every rule that must hold: this is proved. Which rules contradict one another was not found in the time given; give more time with --seconds.
plan-no_answer = No rota was found in the time given; there may be one. Give more time with --seconds.
plan-nothing-written = Nothing was written.
plan-left-out = Of the previous rota, the practice no longer knows the following, which was left out:
previous-too-early = The previous rota was not used: it ends on { $last }, before the eve of the period, which begins on { $first }.
previous-too-late = The previous rota was not used: it begins on { $begin }, after the end of the period, which begins on { $first }.
plan-written = Written to { $directory }: { $files }, and { $calendars ->
    [one] { $calendars } calendar.
   *[other] { $calendars } calendars.
}
column-duty = Shared duty
column-spread = Per full-time
column-farthest = Farthest

option-ledger-ahead = The ledger already counts up to { $until }; the period that begins on { $first } would count twice.
init-written = Written to { $directory }:
init-next = To check it: creneau check { $practice }

closing-contracts = Hours below contract
closing-demand = Consulting below demand
closing-cost = Cost
