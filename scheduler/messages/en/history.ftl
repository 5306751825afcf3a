# What is wrong with the file of a history, with a row of it or with a value.

# The file as a whole

history-unknown-file-type = A history is a .csv, .csv.gz or .parquet file.
history-not-gzip = The file cannot be unpacked: it is damaged, or not packed with gzip.
history-not-text = This is no plain text: a workbook, perhaps, or another kind of file. Save it as “CSV UTF-8”.
history-not-parquet = The file cannot be read as Parquet: it is damaged, or another kind of file.
history-too-large = The file holds more than { $most } MB of text. Split it by year.
history-too-many-columns = The table has more than { $most } columns.
history-no-rows = There is a header, but no row below it.
history-unknown-header = This header is of no known layout. Bookings need the columns { $needed1 }; the table of no-shows { $needed2 }; tables of consultation times { $needed3 }.
history-column-like = “{ $name }” is no column of a known layout. Is “{ $like }” meant?
history-mixed-zones = This time has no offset, while the one in row { $row }, column { $column } has one. Either all times have an offset (such as +01:00 or Z), or none has.
history-type-text = The column is of the type { $type }; text is needed here.
history-type-number = The column is of the type { $type }; numbers are needed here.
history-type-truth = The column is of the type { $type }; true or false is needed here.
history-type-time = The column is of the type { $type }; dates, timestamps or ISO 8601 text are needed here.
history-not-writable = This file cannot be written; nothing was.

# Rows left out

history-row-quotes = The quotation marks of this line do not match; every cell must open and close on one line.
history-row-too-long = The row has more cells than the header has columns. A cell that holds the separator needs quotes around it.
history-status-missing = The row does not say what became of the booking.
history-status-unknown = The status is none of those the layout knows.
history-start-missing = The date of the appointment is missing.
history-start-unreadable = The date of the appointment cannot be read; it is written 2026-01-05 or 2026-01-05T09:20 and must exist.
history-start-absurd = The appointment lies before { $first } or after { $last }.
history-requested-after = The appointment was requested after the day on which it took place.
history-age-impossible = The age is not a number from 0 to { $oldest }.
history-minutes-missing = The minutes of the consultation are missing.
history-minutes-impossible = The minutes are not a number above 0 and up to { $minutes }.
history-minutes-without-visit = The row tells minutes of a consultation that did not take place.
history-cancelled-yet-not = The row tells when it was cancelled, but its status is another.
history-duplicate = The same booking stands further up.

# Values left out of rows that are kept

history-time-unreadable = The time cannot be read; it is written 2026-01-05T09:20.
history-date-absurd = The date lies before { $first } or after { $last }.
history-no-clock = The time of day is missing.
history-cancelled-outside = The cancellation lies before the request or after the day of the appointment.
history-sex-unknown = The sex is neither f nor m.
history-conditions-impossible = The conditions are not a small whole number.
history-truth-unreadable = The value is neither true nor false.
history-wait-impossible = The wait is not a number from 0 to { $minutes }.
history-practitioner-left = The practitioner is not of the practice any more, or not known to it; the row counts for the group.
history-site-unknown = The practice has no such site.
history-category-unknown = The practice has no such patient category.
history-channel-unknown = The channel is none of in_person, tele, visit, group.
history-motive-unknown = The practice has no such motive.

# What cannot be learned

history-missing-lengths = Lengths cannot be learned: no row of an attended consultation has both motive and actual_minutes.
history-missing-lengths-by-category = Lengths by category cannot be learned: they take actual_minutes, motive, and category or age, sex and conditions.
history-missing-lengths-by-practitioner = Lengths by practitioner cannot be learned: they take actual_minutes, motive and practitioner.
history-missing-acute-demand = Acute demand cannot be learned: it takes acute (or a motive that is), site and the date in start.
history-missing-acute-parts = Acute demand by part of day cannot be learned: it takes acute (or a motive that is), site, and start with its time of day.
history-missing-no-shows = No-shows cannot be learned: no row has the status did_not_attend.
history-missing-no-shows-by-lead = No-shows by lead time cannot be learned: they take status, start and requested_at.
history-missing-release = When reserved time can be released cannot be learned: it takes acute (or a motive that is), start, and requested_at with its time of day.
