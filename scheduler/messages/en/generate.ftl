# Synthetic histories: what the command asks, refuses and says.

help-histories = Histories of appointments.
help-generate = Write a realistic but synthetic history of a practice: every patient and appointment is made up.
help-generate-from = The first day of the history.
help-generate-months = Number of months.
help-generate-out = The file to write, .csv or .parquet.

generate-months = A history covers 1 to { $most } months.
generate-seed = A seed is 0 or more.
generate-suffix = A history is written to a file that ends in .csv or .parquet.
generate-not-writable = This file cannot be written: its folder does not exist or is protected, or a folder has its name.
generate-no-patients = A history needs patients: give categories and lists.
generate-no-sessions = No practitioner has a session with patients: give consulting sessions in the opening hours, for the professions of the motives.
generate-too-far = The history would end after the last year of the calendar, or begin before the first.

generate-made = { $name }: history written to { $path }
generate-synthetic = This history is synthetic: no patient and no appointment in it is real.
generate-rows = Rows: { $rows }
generate-consultations = Consultations a year: { $count }
generate-acute = Acute among them: { PERCENT($share) }
generate-refused = Requests refused: { PERCENT($share) }
generate-missed = Appointments not attended: { PERCENT($share) }
generate-minutes = Mean length: { $minutes } min
