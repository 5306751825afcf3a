# What is wrong with a file that somebody wrote: each sentence follows the file, the field and the value.

input-row = row { $row }
input-cell = row { $row }, column { $column }
input-nearest = Did you mean “{ $nearest }”?

# Files

input-file-missing = There is no such file.
input-file-is-folder = This is a folder; the name of a file is needed.
input-file-unreadable = The file cannot be opened; check its name and who may read it.
input-file-empty = The file is empty.
input-file-wide-characters = The file is not plain text in UTF-8 (it looks like UTF-16). Save it again as “UTF-8” or “CSV UTF-8”.
input-file-not-utf8 = A character here is not UTF-8. Save the file again as “UTF-8” or “CSV UTF-8”.
input-unknown-file-type = Only .csv, .xlsx, .yaml and .yml files can be included.
input-not-yaml = This is not valid YAML: from here on it cannot be read. Check the indentation (no tabs), the colons and the quotes.
input-not-json = This is not valid JSON: from here on it cannot be read.
input-not-csv = The table cannot be read. Save it again as “CSV UTF-8”.
input-not-workbook = The workbook cannot be opened: it is damaged, protected, or no .xlsx file.
input-table-too-long = The table has more than { $most } rows.
input-too-deep = The file is nested too deeply or is too large.
input-not-sections = The file must hold named sections (“version:”, “practice:”, “sites:”…), not a list or a single text.
input-not-a-list = An included file must hold a list of entries for “{ $section }”.
input-not-a-name = Only a plain text can stand before a colon here.
input-not-plain = This value cannot be read: write a plain text, number or list.
input-key-twice = “{ $name }” is written twice here; only one of them can hold.

# Tables

input-unknown-column = There is no column “{ $name }” in this table. Its columns: { $known }.
input-column-twice = The column “{ $name }” is there twice.
input-missing-column = The column “{ $name }” is missing.
input-cell-without-column = This cell has no column title above it. A cell that holds a comma or semicolon needs quotes around it.

# Values

input-version = This version reads practice files of version { $version }: write “version: { $version }”.
input-missing = “{ $field }” is missing.
input-nothing-written = Nothing is written after “{ $field }”.
input-unknown-field = There is no field “{ $field }” here.
input-reserved-section = This section is kept for a later version; leave it out or empty.
input-text = A text is needed here. Put numbers that are names in quotes.
input-empty-text = The text is empty.
input-too-long = The text is longer than { $max_length } characters.
input-identifier = Ids are written in lower-case letters without accents, digits, hyphens and underscores, such as “saint-martin”.
input-country-code = A country is written with two capitals, such as FR.
input-month-day = No year has this day; a day of the year is written as month and day, such as 12-24.
input-whole-number = A whole number is needed here, without quotes.
input-number = A number is needed here.
input-greater-than = The number must be above { $gt }.
input-at-least = The number must be { $ge } or more.
input-at-most = The number must be { $le } or less.
input-multiple = The number must be a multiple of { $multiple_of }.
input-one-of = Only these can stand here: { $known }.
input-true-or-false = Write true or false.
input-section = Several fields are needed here, each with its name.
input-list = A list is needed here, such as [a, b].
input-empty-list = The list is empty; at least one entry is needed.
input-list-too-long = The list has too many entries.
input-all-or-list = Write all, or a list such as [nation, italie].
input-name = Write a name, or {"{"} fr: …, en: … {"}"}.
input-contract = Write the name of a contract, or the contract itself.
input-date = A date is written as year, month and day, such as 2026-12-24 (in tables also 24/12/2026), and must exist.
input-clock = A clock time is written as hours and minutes, such as 08:30.
input-clock-grid = Clock times run from 00:00 to 24:00 in steps of { $grain } minutes.
input-span = Hours are written from and to, such as "08:00-13:00".
input-span-backwards = These hours end before they begin.
input-overlapping-hours = These hours overlap.
input-unknown-day = “{ $day }” is no day. Days: { $known }, and ranges such as mon-fri.
input-days-backwards = The days “{ $day }” run backwards; a week begins on Monday.
input-no-day = No day is named.
input-day-twice = These hours overlap: “{ $day }” names a day that another line already sets.
input-not-a-soft-rule = “{ $rule }” is not a rule with a weight. Those are: { $known }.
input-no-tolerance = The rule “{ $rule }” has no tolerance; those that have one: { $known }.
input-not-valid = This value cannot be used here.

# References

input-unknown-site = The practice has no site “{ $name }”. Its sites: { $known }.
input-unknown-template = There is no session template “{ $name }”. The templates: { $known }.
input-unknown-practitioner = The practice has no practitioner “{ $name }”. Its practitioners: { $known }.
input-unknown-category = There is no patient category “{ $name }”. The categories: { $known }.
input-unknown-contract = There is no contract “{ $name }”. The contracts: { $known }.
input-unknown-preset = There is no set of limits “{ $name }”. The sets: { $known }.
input-unknown-skill = No practitioner has the skill “{ $name }”. The skills: { $known }.
input-unknown-room = No site has rooms of the kind “{ $name }”. The kinds: { $known }.
input-unknown-country = No calendar of public holidays is known for the country “{ $name }”.
input-unknown-subdivision = No calendar of public holidays is known for “{ $name }” in { $country }. Known: { $known }.
input-twice-in-sites = Two sites have the id “{ $name }”.
input-twice-in-templates = Two session templates have the id “{ $name }”.
input-twice-in-practitioners = Two practitioners have the id “{ $name }”.
input-twice-in-categories = Two patient categories have the id “{ $name }”.
input-twice-in-lists = The list of “{ $name }” is given twice.
input-twice-in-travel = The travel time “{ $name }” is given twice; it is the same both ways.
input-twice-in-pins = This assignment is pinned twice: { $name }.

# Dates, templates, contracts, people

input-dates-backwards = The dates run backwards: from { $from } to { $to }.
input-travel-to-itself = Travel needs two different sites, not “{ $site }” twice.
input-site-never-open = The site “{ $site }” never opens.
input-template-backwards = The template “{ $template }” ends at { $end }, not after its start at { $start }.
input-template-too-long = The template “{ $template }” lasts longer than { $hours } hours.
input-break-outside = The break of the template “{ $template }” must begin and end within the session, from { $start } to { $end }.
input-template-outside-opening = The template “{ $template }” ({ $hours }) is offered while the site “{ $site }” is closed ({ $days }); opening hours there: { $opening }.
input-template-open-nowhere = No site is open on { $days }, when the template “{ $template }” is offered.
input-no-such-room = The template “{ $template }” needs a room of the kind “{ $room }”, which is missing at: { $sites }.
input-week-too-full = { $minutes } minutes a week do not fit into { $days } days of at most { $hours } hours.
input-more-desk-than-work = { $desk } minutes of desk work are more than the { $minutes } minutes of the contract.
input-limits-contradict = { $small } ({ $least }) is above { $large } ({ $most }).
input-allowed-nowhere = “{ $practitioner }” ({ $profession }) may work nowhere: no session template suits this profession, these skills and the sites { $sites }.
input-no-supervisor = “{ $practitioner }” needs a supervisor, and nobody else has the skill “{ $skill }”.
input-not-offered-there = The template “{ $template }” is not offered at “{ $site }”, only at: { $sites }.

# Cover and demand

input-hours-backwards = The hours run backwards: from { $from } to { $to }.
input-no-days-nor-dates = Days or dates are missing: write “days: mon-fri” or “dates: [2026-12-24]”.
input-most-under-least = At most { $most } is fewer than at least { $least }.
input-cover-outside-opening = Cover is asked for ({ $hours }) while the site “{ $site }” is closed ({ $days }); opening hours there: { $opening }.
input-cover-open-nowhere = Cover is asked for ({ $hours }) when no site is open ({ $days }).
input-cover-no-one-can-give = Nobody can give this cover: at “{ $site }” ({ $days }, { $hours }) { $least } are needed ({ $professions }), and the templates, skills and sites allow { $able }.
input-acute-window-no-one-can-hold = Nobody can hold this acute window: at “{ $site }” ({ $days }, { $hours }) { $least } are needed, and the templates, skills and sites allow { $able }.
input-demand-while-closed = Demand is expected while the site “{ $site }” is closed ({ $days }, { $half_day }).
input-demand-twice = The demand of “{ $site }” ({ $days }, { $half_day }) is stated twice for the same professions.

# Rotas and ledgers

input-other-practice = This paper belongs to another practice, “{ $name }”; this one is “{ $practice }”.
input-not-monday = { $date } is not a Monday.
input-outside-period = This date is outside the rota, which runs from { $from } to { $to }.
input-assigned-twice = “{ $practitioner }” has this session twice: { $date }, { $template }, { $site }.
input-nothing-known = The practice knows nothing of this rota: its practitioners, templates or sites all have other names.
input-twice-in-ledger = “{ $name }” is in the ledger twice.
input-week-twice = The week of { $date } is there twice.

# Starting a practice of one's own

input-file-exists = This file is there already; nothing was written.
input-folder-not-writable = This folder cannot be made or written to; nothing was written.

starter-hints = hints
starter-column = Column
starter-what-to-write = What to write
starter-practitioners-id = The id by which the other files name this person: lower-case letters, digits, hyphens. Needed.
starter-practitioners-name = The name as papers show it. Needed.
starter-practitioners-profession = gp, nurse, midwife, advanced_practice_nurse, medical_assistant, coordinator, trainee or locum. Needed.
starter-practitioners-contract = The name of a contract in practice.yaml. Needed.
starter-practitioners-home_site = The id of the site where this person would rather work. Needed.
starter-practitioners-sites = The ids of other sites where this person may work, with | between them: nation | italie
starter-practitioners-skills = Skills that templates ask for, with | between them. Those who supervise trainees have the skill supervises.
starter-practitioners-supervised_by = The skill that this person’s supervisor needs; trainees have supervises unless another is written.
starter-practitioners-usual_days = The days of the usual week: mon-fri, or mon, tue, thu
starter-lists-practitioner = The id of the doctor. Needed.
starter-lists-category = The id of a patient category in practice.yaml. Needed.
starter-lists-patients = How many patients of this category have this doctor as their own. Needed.
starter-absences-practitioner = The id of the person who is away. Needed.
starter-absences-from = The first day away, such as 2026-12-24 or 24/12/2026. Needed.
starter-absences-to = The last day away, itself included. Needed.
starter-absences-half_day = morning or afternoon (they meet at 13:00); empty for whole days.
starter-absences-reason = A word of yours, in lower-case letters: leave, training, illness…
starter-wishes-practitioner = The id of the person who wishes. Needed.
starter-wishes-from = The first day, such as 2026-12-24 or 24/12/2026. Needed.
starter-wishes-to = The last day, itself included. Needed.
starter-wishes-want = on to work, off to be free. Needed.
starter-wishes-half_day = morning or afternoon (they meet at 13:00); empty for whole days.
starter-wishes-template = The id of a session template if the wish is about this one only.
starter-wishes-weight = From 1 (would like) to 5 (matters much); 1 if empty.
