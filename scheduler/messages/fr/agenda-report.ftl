# The report's section about agendas.

headline-promise = Patients urgents sans créneau
headline-promise-held = Le pire jour ({ $site }, { DAY($date, style: "short") }) ; la promesse, { PERCENT($promise) } au plus, est tenue chaque jour.
headline-promise-broken = Le pire jour ({ $site }, { DAY($date, style: "short") }) ; la promesse, { PERCENT($promise) } au plus, n’est pas tenue { $missing ->
    [one] un jour
   *[other] sur { $missing } jours
  }, faute de vacations.
headline-reviews = Bilans annuels
headline-reviews-note = Bilans des patientèles dus sur la période qui ont leur temps.

block-mark-acute = U
block-mark-review = Bi
block-mark-tele = T
block-mark-visit = V
block-mark-group = At
block-mark-supervision = S
block-mark-desk = Bu

report-agendas = Agendas
report-agendas-lead = Chaque vacation découpée en plages : ce qui est libre pour tous, ce qui est gardé pour les patients urgents, et le temps dont les patientèles ont besoin.
report-agenda-none = Aucune vacation de ce planning n’a d’agenda.
report-agenda-reserve = Gardé pour les urgences
report-agenda-reserve-lead = Chaque site garde assez de créneaux pour que { $promise } au plus de ses patients urgents n’en trouvent pas. En garder davantage en laisse moins sans créneau et prend plus de temps aux consultations programmées : pour chaque jour, les deux chiffres figurent côte à côte. À l’approche du jour, les créneaux devenus inutiles s’ouvrent à tous.
report-agenda-reserve-caption = { $site } : créneaux gardés pour les urgences, par jour. Sans créneau : la part des patients urgents attendus qui ne trouvent pas de créneau gardé. Vides : créneaux gardés qui le restent en moyenne si rien n’est libéré.
report-agenda-reserve-summary = { $slots } créneaux gardés pour { $expected } patients urgents attendus ; { DURATION($planned) } prises aux consultations programmées ; sans créneau le pire jour, { DAY($date, style: "short") } : { $away }.
report-agenda-expected = Patients urgents attendus
report-agenda-slots = Créneaux gardés
report-agenda-planned = Temps programmé ainsi pris
report-agenda-away = Sans créneau
report-agenda-unused = Vides
report-agenda-release = Encore gardés
report-agenda-at-first = au départ
report-agenda-moment = { $days ->
    [0] le jour même à { CLOCK($at) }
    [one] la veille à { CLOCK($at) }
   *[other] { $days } jours avant à { CLOCK($at) }
  }
report-agenda-more-than = > { $share }
report-agenda-broken = promesse non tenue
report-agenda-too-few = promesse non tenue : trop peu de vacations, il faudrait { $wanted } créneaux
report-agenda-not-placed = promesse non tenue : { $missing ->
    [one] un créneau n’a pas pu être placé
   *[other] { $missing } créneaux n’ont pas pu être placés
  }
report-agenda-nobody = promesse non tenue : personne pour les recevoir
report-agenda-days = Jour par jour
report-agenda-days-lead = Une ligne par praticien, au fil des heures. Ouvrez un jour pour le voir ; les jours ouverts s’impriment.
report-agenda-open-all = Ouvrir tous les jours
report-agenda-close-all = Fermer tous les jours
report-agenda-days-caption = { $date } : à quoi sert chaque plage, par site et par praticien.
report-agenda-day-summary = { $people ->
    [one] 1 praticien
   *[other] { $people } praticiens
  }, { $slots ->
    [one] 1 créneau d’urgence
   *[other] { $slots } créneaux d’urgence
  }, { DURATION($minutes) } libres
report-agenda-clock = Heures du jour
report-agenda-block = { CLOCK($begin) }–{ CLOCK($end) } { $kind }
report-agenda-block-for = { CLOCK($begin) }–{ CLOCK($end) } { $kind } ({ $motive })
report-agenda-loads = Par semaine et par praticien
report-agenda-loads-lead = Le temps de chaque type et, dessous, ce qui est donné de ce dont les patientèles et les sites ont besoin. En rouge : moins que le besoin.
report-agenda-loads-caption = Temps par type de plage. Dessous, ce qui est donné sur ce qu’il faut : des créneaux, ou du temps pour les plages libres et le bureau. Pour le temps libre ne compte que celui des professions qui reçoivent les consultations programmées.
report-agenda-sites = Sites
report-agenda-whole = En tout
report-agenda-of = { $given } sur { $asked }
report-agenda-duration-asked = il faut { DURATION($asked) }
report-agenda-duration-of = { DURATION($given) } sur { DURATION($asked) }
report-agenda-short = Ce qui manque
report-agenda-nothing-short = Rien ne manque : la promesse et tous les besoins des patientèles sont tenus.
report-agenda-more = { $count ->
    [one] Et { $count } autre.
   *[other] Et { $count } autres.
  }
report-agenda-costs = Agendas : coût par règle
report-agenda-costs-lead = Le coût des agendas est compté à part, en trois rangs qui ne se compensent jamais : d’abord la promesse aux patients urgents, puis les besoins des patientèles, enfin les bonnes places.
report-agenda-costs-caption = Le coût d’une règle est sa quantité fois le poids d’une unité ; ce qui manque à un besoin pèse par ses minutes. L’écart du dernier rang vaut à nombre égal de plages de chaque type dans chaque vacation, de créneaux d’urgence dans chaque partie du jour d’un site.
report-agenda-minutes = { DURATION($minutes) }
report-agenda-slots-and-minutes = { $slots }, { DURATION($minutes) }
