# Réservation : les règles, ce qui refuse un début, ce qui a vidé une recherche, et pourquoi une offre est à ce rang.

booking-rule-past = Rien ne se réserve une fois commencé.
refusal-past = Cet horaire est déjà passé : { DAY($day) } à { CLOCK($begin) }.
emptied-past = { $starts ->
    [one] { $starts } horaire est déjà passé.
   *[other] { $starts } horaires sont déjà passés.
}

booking-rule-notice = Rien ne se réserve dans un délai plus court que celui du cabinet ; les problèmes aigus ont le leur.
refusal-notice = Cet horaire est trop proche : il se réserve au moins { DURATION($minutes) } à l’avance.
emptied-notice = { $starts ->
    [one] { $starts } horaire est trop proche.
   *[other] { $starts } horaires sont trop proches.
}

booking-rule-not_open = Seule la période publiée est ouverte à la réservation.
refusal-not_open = Le { DAY($day) } n’est pas encore ouvert à la réservation.

booking-rule-horizon = Chaque motif se réserve un certain nombre de jours à l’avance, au plus.
refusal-horizon = Pour ce motif, les rendez-vous se donnent { $days ->
    [0] pour le jour même seulement
    [one] jusqu’au lendemain seulement
   *[other] au plus { $days } jours à l’avance
}.
emptied-horizon = { $starts ->
    [one] { $starts } horaire est trop lointain.
   *[other] { $starts } horaires sont trop lointains.
}

booking-rule-not_in_agenda = Un rendez-vous tient dans une seule vacation du praticien.
refusal-not_in_agenda = Le { DAY($day) } à { CLOCK($begin) }, aucune vacation n’est assez longue pour ce rendez-vous.

booking-rule-profession = Chaque motif est vu par les professions que le cabinet désigne.
refusal-profession = Ce praticien ne reçoit pas pour ce motif.
emptied-profession = { $starts ->
    [one] { $starts } horaire est avec un praticien qui ne reçoit pas pour ce motif.
   *[other] { $starts } horaires sont avec des praticiens qui ne reçoivent pas pour ce motif.
}

booking-rule-length = La durée découle du motif, de la catégorie et du praticien ; un atelier dure autant que sa plage.
refusal-length = Ce rendez-vous dure { DURATION($minutes) }.

booking-rule-sharing = On propose au patient son médecin traitant et, à côté de lui, ceux que nomme l’ordre de partage.
refusal-sharing = Pour ce motif, on voit son médecin traitant ou ceux avec qui il partage ses patients.
emptied-sharing = { $starts ->
    [one] { $starts } horaire est avec un praticien avec qui le médecin traitant ne partage pas ses patients.
   *[other] { $starts } horaires sont avec des praticiens avec qui le médecin traitant ne partage pas ses patients.
}

booking-rule-one_future = Un patient a un seul rendez-vous à venir par motif, sauf si le cabinet en permet plusieurs.
refusal-one_future = Le patient a déjà un rendez-vous pour ce motif.
emptied-one_future = { $starts ->
    [one] Le patient a déjà un rendez-vous pour ce motif ; { $starts } horaire serait libre.
   *[other] Le patient a déjà un rendez-vous pour ce motif ; { $starts } horaires seraient libres.
}

booking-rule-not_bookable = Le temps de bureau, les pauses et la supervision ne se réservent pas.
refusal-not_bookable = À cette heure, le praticien ne reçoit pas.
emptied-not_bookable = { $starts ->
    [one] { $starts } horaire tombe sur du temps sans patients.
   *[other] { $starts } horaires tombent sur du temps sans patients.
}

booking-rule-carve_out = Le temps des bilans annuels, des téléconsultations, des visites et des ateliers leur est gardé ; le temps libre est aux motifs programmés et aigus et aux bilans, et les téléconsultations urgentes peuvent prendre le temps libre et celui des urgences.
refusal-carve_out = Ce temps est gardé pour autre chose.
emptied-carve_out = { $starts ->
    [one] { $starts } horaire tombe sur du temps gardé pour autre chose.
   *[other] { $starts } horaires tombent sur du temps gardé pour autre chose.
}

booking-rule-time_taken = Personne n’est réservé deux fois à la même heure.
refusal-time_taken = Cet horaire est déjà pris.
emptied-time_taken = { $starts ->
    [one] { $starts } horaire est pris.
   *[other] { $starts } horaires sont pris.
}

booking-rule-group_full = Un atelier a un certain nombre de places.
refusal-group_full = Cet atelier est complet.
emptied-group_full = { $starts ->
    [one] { $starts } atelier est complet.
   *[other] { $starts } ateliers sont complets.
}

booking-rule-resource_busy = Le matériel partagé dont un motif a besoin est libre, et sur place.
refusal-resource_busy = Le matériel nécessaire n’est pas libre à cette heure et à cet endroit.
emptied-resource_busy = { $starts ->
    [one] Pour { $starts } horaire, le matériel nécessaire n’est pas libre.
   *[other] Pour { $starts } horaires, le matériel nécessaire n’est pas libre.
}

booking-rule-patient_elsewhere = Un patient est à un seul endroit à la fois.
refusal-patient_elsewhere = Le patient a un autre rendez-vous à cette heure.
emptied-patient_elsewhere = { $starts ->
    [one] Pour { $starts } horaire, le patient a un autre rendez-vous.
   *[other] Pour { $starts } horaires, le patient a un autre rendez-vous.
}

booking-rule-acute_window = Les heures tôt, tard et fériées attendent les problèmes aigus jusqu’à leur libération.
refusal-acute_window = Ces heures sont pour l’instant gardées pour les urgences.
emptied-acute_window = { $starts ->
    [one] { $starts } horaire est dans des heures gardées pour l’instant pour les urgences.
   *[other] { $starts } horaires sont dans des heures gardées pour l’instant pour les urgences.
}

booking-rule-acute_reserve = Un motif programmé ne prend du temps d’urgence que s’il reste, sur la journée du site, autant de créneaux d’urgence libres qu’il en faut garder à ce moment.
refusal-acute_reserve = Ce temps est pour l’instant gardé pour les urgences.
emptied-acute_reserve = { $starts ->
    [one] { $starts } horaire est pour l’instant gardé pour les urgences.
   *[other] { $starts } horaires sont pour l’instant gardés pour les urgences.
}

booking-rule-enrolled_first = Quand la journée d’un site est presque pleine, les créneaux programmés sont pour les patients inscrits.
refusal-enrolled_first = Le peu de temps qui reste ce jour-là est pour les patients inscrits au cabinet.
emptied-enrolled_first = { $starts ->
    [one] { $starts } horaire reste pour les patients inscrits.
   *[other] { $starts } horaires restent pour les patients inscrits.
}

booking-rule-useless_gap = Un début qui laisse plus de temps inutilisable qu’un autre de la même plage libre n’est pas proposé.
refusal-useless_gap = Ce début laisserait du temps que personne ne peut utiliser ; un peu plus tôt ou plus tard, non.
emptied-useless_gap = { $starts ->
    [one] { $starts } horaire laisserait du temps que personne ne peut utiliser.
   *[other] { $starts } horaires laisseraient du temps que personne ne peut utiliser.
}

refusal-unknown_practitioner = Le cabinet n’a pas ce praticien.
refusal-unknown_motive = Le cabinet n’a pas ce motif de rendez-vous.
refusal-unknown_category = Le cabinet n’a pas cette catégorie de patients.
refusal-unknown_site = Le cabinet n’a pas ce site.
refusal-off_grid = Les rendez-vous commencent toutes les { $grain } minutes aux horloges du cabinet ; cet horaire n’en est pas un.
refusal-no_agenda = Le praticien ne consulte pas ce jour-là.
emptied-no_agenda = { $starts ->
   *[other] Aucun des praticiens demandés ne consulte ces jours-là.
}

reason-own_doctor = Avec le médecin traitant.
reason-same_site = Avec un confrère du site du médecin traitant.
reason-other_site = Sur un autre site.
reason-tele = En téléconsultation avec un autre site.
reason-soonest = Le premier horaire libre.
reason-wait = Quelques jours d’attente.
reason-late = Plus tard que ce motif ne devrait attendre.
reason-leaves_gap = Laisse un peu de temps que personne ne peut utiliser.
reason-displaces_acute = Prend du temps dont des patients urgents peuvent avoir besoin.
reason-wish_met = Au moment de la journée souhaité.
reason-wish_missed = Pas au moment de la journée souhaité.
reason-free = Libre.

input-booking-motive-twice = La réservation de « { $motive } » est donnée deux fois.
input-shared-twice = Deux ressources partagées ont l’identifiant « { $name } ».
input-sharing-twice = L’ordre de partage nomme « { $step } » deux fois.
input-hold-beyond-longest = Une option de { $minutes } minutes dure plus que la plus longue, { $most } minutes.
input-shared-at-a-distance = « { $motive } » ne se voit pas au cabinet un patient à la fois : il ne peut pas prendre « { $name } ».
