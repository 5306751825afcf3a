# Agendas : types de plage, règles, constats, et ce que disent les commandes et le rapport.

block-open = libre
block-acute = urgence
block-review = bilan annuel
block-tele = téléconsultation
block-visit = visite
block-group = atelier
block-supervision = supervision
block-desk = bureau
block-break = pause

part-early = tôt
part-morning = matin
part-afternoon = après-midi
part-late = tard

agenda-tier-1 = La promesse aux patients urgents
agenda-tier-2 = Les besoins des patientèles
agenda-tier-3 = De bonnes places

rule-title-tiled = Ni trou ni chevauchement
rule-tiled = Les plages d’une vacation la couvrent une seule fois, du début à la fin.
finding-tiled = { $practitioner }, { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } : un trou, un chevauchement ou une coupure inutile.

rule-title-allowed_block = Plages permises
rule-allowed_block = Chaque plage est d’un type et d’une durée que sa vacation permet.
finding-allowed_block = { $practitioner }, { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } : une plage « { $kind } » de cette durée n’est pas permise ici.

rule-title-windows_hold = Plages d’urgence tenues
rule-windows_hold = Les heures tôt, tard et fériées attendent les problèmes aigus de bout en bout.
finding-windows_hold = { $practitioner }, { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } : « { $kind } » dans des heures réservées aux urgences.

rule-title-no_more_than_asked = Rien de trop
rule-no_more_than_asked = Rien n’est réservé au-delà du besoin ; le reste demeure libre.
finding-no_more_than_asked = { $site ->
    [none] { $practitioner }
   *[other] { $site }
  }, { DAY($date) } : { $count } plages « { $kind } » alors qu’il en faut { $most } au plus.

rule-title-visit_at_edge = Visites en premier ou en dernier
rule-visit_at_edge = Une visite se place au début ou à la fin d’une vacation de consultation.
finding-visit_at_edge = { $practitioner }, { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } : une visite au milieu de la vacation.

rule-title-acute_short = Créneaux d’urgence
rule-acute_short = Chaque site garde les créneaux d’urgence qui tiennent la promesse aux patients urgents.
finding-acute_short = { $site }, { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } : { $count } créneaux d’urgence sur { $need }.

rule-title-supervision_short = Supervision
rule-supervision_short = Chaque vacation de consultation d’un interne a le temps d’un superviseur.
finding-supervision_short = { $practitioner }, { DAY($date) } : pas de temps de superviseur de { CLOCK($begin) } à { CLOCK($end) }.

rule-title-break_short = Pauses
rule-break_short = Les longues vacations ont leurs pauses.
finding-break_short = { $practitioner }, { DAY($date) } : { $count } pauses sur { $need }.

rule-title-tele_short = Téléconsultations
rule-tele_short = Les téléconsultations attendues un jour ont leurs créneaux.
finding-tele_short = { $site }, { DAY($date) } : { $count } créneaux de téléconsultation sur { $need }.

rule-title-visit_short = Visites
rule-visit_short = Les visites attendues dans la semaine ont leur temps.
finding-visit_short = { $site }, semaine du { DAY($date) } : le temps de { $count } visites sur { $need }.

rule-title-messages_short = Messages et appels
rule-messages_short = Les messages et appels d’une patientèle ont leur temps de bureau.
finding-messages_short = { $practitioner }, semaine du { DAY($date) } : il manque { DURATION($minutes) } de bureau pour les messages et appels de la patientèle.

rule-title-review_short = Bilans annuels
rule-review_short = Les bilans annuels d’une patientèle ont leur temps.
finding-review_short = { $practitioner }, semaine du { DAY($date) } : le temps de { $count } bilans annuels sur { $need }.

rule-title-group_short = Ateliers
rule-group_short = Les ateliers ont lieu aussi souvent qu’il le faut.
finding-group_short = { $site }, semaine du { DAY($date) } : { $count } ateliers sur { $need }.

rule-title-open_short = Consultations programmées
rule-open_short = Les consultations programmées attendues dans la semaine ont leur temps.
finding-open_short = { $site }, semaine du { DAY($date) } : il manque { DURATION($minutes) } de temps libre pour les consultations programmées.

rule-title-acute_wait = Une urgence peu après l’appel
rule-acute_wait = Qui appelle, à toute heure, trouve peu après un créneau d’urgence.
finding-acute_wait = { $site }, { DAY($date) } : aucun créneau d’urgence dans les { DURATION($amount) } après un appel à { CLOCK($call) }.

rule-title-useless_gap = Trous inutiles
rule-useless_gap = Peu de temps libre se perd en morceaux qu’aucun rendez-vous ne peut prendre.
finding-useless_gap = { $practitioner }, { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } : { DURATION($amount) } qu’aucun rendez-vous ne peut prendre.

rule-title-long_run = Travail sans pause
rule-long_run = Personne ne reçoit longtemps d’affilée sans pause, là où une pause peut se placer.
finding-long_run = { $practitioner }, { DAY($date) } : de { CLOCK($begin) } à { CLOCK($end) } sans pause, { DURATION($amount) } de trop.

rule-title-acute_even = Urgences partagées
rule-acute_even = Les créneaux d’urgence se partagent entre les vacations du jour.
finding-acute_even = { $practitioner }, { DAY($date) } : { $count } créneaux d’urgence, la part serait de { $share }.

rule-title-acute_bunched = Urgences réparties
rule-acute_bunched = Les créneaux d’urgence se répartissent sur les heures du jour.
finding-acute_bunched = { $site }, { DAY($date) }, de { CLOCK($begin) } à { CLOCK($end) } : { $count } créneaux d’urgence, la part serait de { $share }.

rule-title-week_even = Travail de patientèle réparti
rule-week_even = Bilans et temps de bureau se répartissent sur les vacations de la semaine.
finding-week_even = { $practitioner }, { DAY($date) } : { $count } bilans ou plages de bureau, la part serait de { $share }.

amount-slots = { $amount ->
    [one] 1 créneau
   *[other] { $amount } créneaux
  }
unit-slots = créneau

help-agenda = Composer les agendas d’un planning : temps libre, réservé et de bureau dans chaque vacation.
help-learned = Ce qui a été appris d’un historique, tel que l’écrit `creneau learn`.
help-agenda-seconds = Temps accordé aux agendas.

agenda-laying = Composition des agendas.
agenda-progress = Composition des agendas : { $share }
agenda-stopping = Arrêt : les meilleurs agendas trouvés seront écrits. Encore Ctrl-C pour tout abandonner.
agenda-optimal = La promesse et les besoins ne peuvent être mieux tenus, ni ces plages mieux placées : prouvé en { NUMBER($seconds) } s.
agenda-feasible = Des agendas valides, composés en { NUMBER($seconds) } s ; il peut en exister de meilleurs.
agenda-written = Écrit dans { $directory } : { $files }.
closing-agendas = Agendas
closing-kept = Créneaux d’urgence gardés
closing-kept-note = Pour { $expected } patients attendus ; { $unused } restent vides en moyenne si rien n’est libéré.
closing-of = { $count } sur { $need }
closing-duration-of = { DURATION($count) } sur { DURATION($need) }

input-other-period = Ces agendas sont d’une autre période que le planning, qui commence le { $from } et compte { $weeks } semaines.
input-agenda-of-no-session = Le planning n’a pas cette vacation, ou elle n’a pas d’agenda : { $practitioner }, { $date }, { $template } à { $site }.
input-agenda-twice = L’agenda de cette vacation est donné deux fois : { $practitioner }, { $date }, { $template } à { $site }.
input-block-backwards = Une plage doit finir après son début.
help-agenda-file = Des agendas tels que agenda.json, jugés avec le planning.
audit-agendas = Agendas
audit-agenda-missing = { $count ->
    [one] Une vacation du planning n’a pas d’agenda dans ce fichier.
   *[other] { $count } vacations du planning n’ont pas d’agenda dans ce fichier.
}
agenda-failed = Les agendas n’ont pu être composés ; le planning a été écrit sans eux. ({ $reason })
audit-learned-needed = Ces agendas ont été composés avec des valeurs apprises : donnez le même fichier par --learned, sinon ils sont jugés sur d’autres durées et besoins.
audit-learned-unused = Ces agendas ont été composés sans valeurs apprises : jugez-les sans --learned, sinon ils sont jugés sur d’autres durées et besoins.
