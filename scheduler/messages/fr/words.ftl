# Words of the practice: professions, sessions, duties, days, holidays, units.

profession-gp = Médecin
profession-nurse = Infirmier
profession-midwife = Sage-femme
profession-advanced_practice_nurse = Infirmier de pratique avancée
profession-medical_assistant = Assistant médical
profession-coordinator = Coordinateur
profession-trainee = Interne
profession-locum = Remplaçant

professions-gp = Médecins
professions-nurse = Infirmiers
professions-midwife = Sages-femmes
professions-advanced_practice_nurse = Infirmiers de pratique avancée
professions-medical_assistant = Assistants médicaux
professions-coordinator = Coordinateurs
professions-trainee = Internes
professions-locum = Remplaçants

contract-salaried = salarié
contract-annual_days = forfait jours
contract-associate = associé

kind-consulting = Consultation
kind-phone = Téléphone
kind-desk = Bureau
kind-reception = Accueil
kind-nursing = Soins infirmiers
kind-visits = Visites
kind-teaching = Enseignement
kind-training = Formation
kind-coordination = Coordination

duty-early = Matins tôt
duty-late = Soirs
duty-saturday = Samedis
duty-holiday = Jours fériés
duty-named_holiday = Fêtes

half-day-morning = matin
half-day-afternoon = après-midi
half-day-whole = toute la journée
span = de { CLOCK($begin) } à { CLOCK($end) }

reason-leave = Congé
reason-sickness = Maladie
reason-training = Formation
reason-parental = Congé parental
reason-other = Autre absence

room-consulting = cabinet
room-nursing = salle de soins
room-reception = poste d’accueil
room-desk = bureau
room-phone = poste téléphonique

holiday-new-year-s-day = Jour de l’An
holiday-good-friday = Vendredi saint
holiday-easter-monday = Lundi de Pâques
holiday-labor-day = Fête du Travail
holiday-victory-day = 8 mai 1945
holiday-ascension-day = Ascension
holiday-pentecost-monday = Lundi de Pentecôte
holiday-national-day = Fête nationale
holiday-assumption-day = Assomption
holiday-all-saints-day = Toussaint
holiday-armistice-day = Armistice de 1918
holiday-christmas-eve = Réveillon de Noël
holiday-christmas-day = Noël
holiday-saint-stephen-s-day = Saint-Étienne
holiday-new-year-s-eve = Saint-Sylvestre
holiday-new-years-eve = Saint-Sylvestre
holiday-new-years-day = Jour de l’An
holiday-abolition-of-slavery = Abolition de l’esclavage
holiday-victor-schoelcher-day = Fête de Victor Schœlcher
holiday-mi-careme = Mi-Carême
holiday-citizenship-day = Fête de la Citoyenneté
holiday-missionary-day = Arrivée de l’Évangile

amount-breach = { $amount ->
    [one] { $amount } infraction
   *[other] { $amount } infractions
}
amount-minutes = { DURATION($amount) }
amount-person_minutes = { DURATION($amount) } de présence
amount-sessions = { $amount ->
    [one] { $amount } vacation
   *[other] { $amount } vacations
}
amount-days = { $amount ->
    [one] { $amount } jour
   *[other] { $amount } jours
}
amount-wishes = { $amount ->
    [one] { $amount } souhait
   *[other] { $amount } souhaits
}
amount-gaps = { $amount ->
    [one] { $amount } trou
   *[other] { $amount } trous
}
amount-assignments = { $amount ->
    [one] { $amount } changement
   *[other] { $amount } changements
}

unit-breach = infraction
unit-minutes = minute
unit-person_minutes = minute de présence
unit-sessions = vacation
unit-days = jour
unit-wishes = souhait
unit-gaps = trou
unit-assignments = changement

tier-0 = Obligatoire
tier-1 = Effectifs et plages aiguës
tier-2 = Contrats et équité
tier-3 = Souhaits et confort

day = { DAY($date) }
