# The report and the screen at the end of a plan.

of = { $part } sur { $whole }
sessions-apart = ± { $sessions }
from-to = de { $least } à { $most }
spread = de { $least } à { $most } par temps plein

headline-cover = Effectif manquant
headline-cover-note = { PERCENT($held) } des présences demandées sont assurées.
headline-acute = Plages aiguës tenues
headline-acute-note = Tôt, tard et jours fériés, un médecin sur place du début à la fin.
headline-equity = Équité
headline-equity-note = Plus grand écart à la part équitable, en vacations : { $duty } ({ $profession }).
headline-equity-none = Rien à partager sur cette période.
headline-wishes = Souhaits accordés
headline-wishes-note = Souhaits de repos ou de travail, un par jour.
headline-gap = Écart à l’optimum
headline-gap-best = Il n’existe pas de meilleur planning : c’est prouvé.
headline-gap-open = Rien n’est encore prouvé au-delà de 0 : on ne sait pas de combien un planning pourrait coûter moins.
headline-gap-note = À priorités égales, un planning meilleur d’au plus { PERCENT($gap) } pourrait exister : c’est prouvé.

report-title = Planning
report-nav = Sommaire et filtres
report-summary = En bref
report-week = Semaine { $number }
report-weeks = Semaine par semaine
report-heat = Effectif et demande
report-equity = Équité et contrats
report-wishes = Souhaits non accordés
report-costs = Coût par règle
report-site = Site
report-profession = Profession
report-all-sites = Tous les sites
report-all-professions = Toutes les professions
report-shown = { $shown } sur { $all } praticiens
report-watch = À regarder
report-nothing-to-watch = Rien ne manque : tous les effectifs et toutes les plages aiguës sont tenus.
report-more = { $count ->
    [one] Et { $count } autre point, détaillé plus bas.
   *[other] Et { $count } autres points, détaillés plus bas.
}
report-grid-caption = Une ligne par praticien, une colonne par jour. Fond jaune : jour férié. Hachures : absence. En rouge : effectif manquant.
report-today = Aujourd’hui
report-hours = Heures
report-hour = Heure
report-pinned = épinglée
report-heat-lead = Chaque case compare, pour une heure, les consultations offertes à la demande attendue : −1 veut dire qu’il manque l’équivalent d’une personne.
report-heat-caption = { $site } : consultations offertes moins demande attendue, en personnes, par heure et par jour.
report-equity-lead = Chaque barre compte les vacations faites et prévues ; le trait marque la part équitable selon la quotité.
report-equity-caption = { $profession } : vacations par type et heures de contrat.
report-contract-hours = Heures
report-contract-hours-note = prévues / dues
report-wishes-caption = Du plus important (5) au moins important (1).
report-all-wishes-met = Tous les souhaits sont accordés.
report-costs-lead = Les règles obligatoires sont toutes respectées. Les autres se paient en points, en trois rangs qui ne se compensent jamais : d’abord les effectifs, puis les contrats et l’équité, enfin le confort.
report-costs-caption = Le coût d’une règle est sa quantité fois le poids d’une unité ; un souhait compte autant de fois que le dit son propre poids.
report-footer = Établi par créneau { $version }. Aucune donnée de patient dans ce document.

column-date = Date
column-wish = Souhait
column-weight = Importance
column-rule = Règle
column-amount = Quantité
column-unit-weight = Poids
column-cost = Coût
column-share = Part du coût
tier-gap = écart à l’optimum { $gap }

wish-off = ne pas travailler ({ $what })
wish-on = travailler ({ $what })
presence = Présence pour la patientèle : { $days } jours de consultation sur { $wanted } demandés.

heat-summary = Consultations offertes : { $offered } pour { $expected } attendues. Effectif manquant, toutes professions : { $short }.
heat-hour = À { $hour } : { $offered } pour { $expected } attendus.
heat-short = Effectif manquant : { $short }.
shade-s3 = manque de plus de 1,5
shade-s2 = de 0,75 à 1,5
shade-s1 = de 0,25 à 0,75
shade-even = équilibre
shade-o1 = jusqu’à 0,75 de plus
shade-o2 = davantage
shade-short = effectif minimum non atteint

key-carried = périodes passées
key-planned = cette période
key-fair = part équitable
key-far = au-delà de la tolérance
bar-figure = { $sessions } + { $carried } passées / { $fair }
bar-figure-plain = { $sessions } / { $fair }
bar-sentence = { $sessions } sur la période, { $carried } auparavant, pour une part équitable de { $fair }.
bar-far = hors tolérance
bar-none = ne partage pas
hours-figure = { $worked } / { $owed }
