# Words of the practice: professions, sessions, duties, days, holidays, units.

profession-gp = Doctor
profession-nurse = Nurse
profession-midwife = Midwife
profession-advanced_practice_nurse = Advanced practice nurse
profession-medical_assistant = Medical assistant
profession-coordinator = Coordinator
profession-trainee = Trainee
profession-locum = Locum

professions-gp = Doctors
professions-nurse = Nurses
professions-midwife = Midwives
professions-advanced_practice_nurse = Advanced practice nurses
professions-medical_assistant = Medical assistants
professions-coordinator = Coordinators
professions-trainee = Trainees
professions-locum = Locums

contract-salaried = salaried
contract-annual_days = annual days
contract-associate = associate

kind-consulting = Consulting
kind-phone = Phone
kind-desk = Desk
kind-reception = Reception
kind-nursing = Nursing
kind-visits = Visits
kind-teaching = Teaching
kind-training = Training
kind-coordination = Coordination

duty-early = Early sessions
duty-late = Late sessions
duty-saturday = Saturdays
duty-holiday = Public holidays
duty-named_holiday = Named holidays

half-day-morning = morning
half-day-afternoon = afternoon
half-day-whole = whole day
span = from { CLOCK($begin) } to { CLOCK($end) }

reason-leave = Leave
reason-sickness = Sickness
reason-training = Training
reason-parental = Parental leave
reason-other = Other absence

room-consulting = consulting room
room-nursing = treatment room
room-reception = reception desk
room-desk = desk
room-phone = phone desk

holiday-new-year-s-day = New Year’s Day
holiday-good-friday = Good Friday
holiday-easter-monday = Easter Monday
holiday-labor-day = Labour Day
holiday-victory-day = Victory Day
holiday-ascension-day = Ascension Day
holiday-pentecost-monday = Whit Monday
holiday-national-day = National Day
holiday-assumption-day = Assumption Day
holiday-all-saints-day = All Saints’ Day
holiday-armistice-day = Armistice Day
holiday-christmas-eve = Christmas Eve
holiday-christmas-day = Christmas Day
holiday-saint-stephen-s-day = Saint Stephen’s Day
holiday-new-year-s-eve = New Year’s Eve
holiday-new-years-eve = New Year’s Eve
holiday-new-years-day = New Year’s Day
holiday-abolition-of-slavery = Abolition of Slavery
holiday-victor-schoelcher-day = Victor Schœlcher Day
holiday-mi-careme = Mid-Lent
holiday-citizenship-day = Citizenship Day
holiday-missionary-day = Missionary Day

amount-breach = { $amount ->
    [one] { $amount } breach
   *[other] { $amount } breaches
}
amount-minutes = { DURATION($amount) }
amount-person_minutes = { DURATION($amount) } of presence
amount-sessions = { $amount ->
    [one] { $amount } session
   *[other] { $amount } sessions
}
amount-days = { $amount ->
    [one] { $amount } day
   *[other] { $amount } days
}
amount-wishes = { $amount ->
    [one] { $amount } wish
   *[other] { $amount } wishes
}
amount-gaps = { $amount ->
    [one] { $amount } gap
   *[other] { $amount } gaps
}
amount-assignments = { $amount ->
    [one] { $amount } change
   *[other] { $amount } changes
}

unit-breach = breach
unit-minutes = minute
unit-person_minutes = minute of presence
unit-sessions = session
unit-days = day
unit-wishes = wish
unit-gaps = gap
unit-assignments = change

tier-0 = Must hold
tier-1 = Cover and acute windows
tier-2 = Contracts and equity
tier-3 = Wishes and comfort

day = { DAY($date) }
