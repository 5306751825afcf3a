# The workbook and the calendars.

period-and-date = From { DAY($first) } to { DAY($last) } – planned on { DAY($today, style: "plain") }
week-of = Week of { DAY($date, style: "plain") }
column-practitioner = Practitioner
column-profession = Profession
cover-short = Cover short
missing-people = { $missing } { $profession }, { $span }
xlsx-site-title = { $site } – { $practice }
xlsx-equity-sheet = Equity
xlsx-equity-title = Duties shared and contract hours
xlsx-equity-note = Fair share: by contract share, earlier periods included. In red: beyond the tolerance.
xlsx-now = Period
xlsx-carried = Carried
xlsx-fair = Fair share
xlsx-distance = Distance
xlsx-in-all = In all
xlsx-hours = Hours
xlsx-worked = Planned
xlsx-owed = Owed
xlsx-over-under = Beyond tolerance
ics-break = Break of { DURATION($minutes) } at { CLOCK($begin) }.
