# The workbook and the calendars.

period-and-date = Du { DAY($first) } au { DAY($last) } – planning établi le { DAY($today, style: "plain") }
week-of = Semaine du { DAY($date, style: "plain") }
column-practitioner = Praticien
column-profession = Profession
cover-short = Effectif manquant
missing-people = { $missing } { $profession }, { $span }
xlsx-site-title = { $site } – { $practice }
xlsx-equity-sheet = Équité
xlsx-equity-title = Partage des gardes et heures de contrat
xlsx-equity-note = Part équitable : selon la quotité de chacun, périodes passées comprises. En rouge : au-delà de la tolérance.
xlsx-now = Période
xlsx-carried = Report
xlsx-fair = Part équitable
xlsx-distance = Écart
xlsx-in-all = En tout
xlsx-hours = Heures
xlsx-worked = Planifiées
xlsx-owed = Dues
xlsx-over-under = Hors tolérance
ics-break = Pause de { DURATION($minutes) } à { CLOCK($begin) }.
