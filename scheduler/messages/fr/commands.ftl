# What the commands say. Texts of help are shown in the language of the system.

help-creneau = Plannings des cabinets de médecine de groupe : planifier, juger, vérifier.
help-plan = Planifie les semaines à venir et écrit le planning. S’y ajoutent le classeur, les calendriers et le rapport.
help-audit = Juge n’importe quel planning, même fait à la main. Code 1 si une règle obligatoire est enfreinte.
help-check = Vérifie le fichier du cabinet et dit ce qu’il contient.
help-init = Écrit un fichier de cabinet commenté et des tableaux à remplir.
help-schema = Affiche le schéma JSON du fichier du cabinet.
help-version = Affiche la version.
help-lang = Langue des phrases ; sinon celle du cabinet.
help-practice = Le fichier du cabinet.
help-rota = Un planning, comme rota.json.
help-json = Affiche le jugement en JSON.
help-from = Le premier jour, un lundi.
help-weeks = Nombre de semaines.
help-out = Le dossier où écrire.
help-seconds = Temps de recherche.
help-workers = Processus de recherche.
help-seed = Graine du hasard.
help-previous = Le planning des semaines d’avant, ou une version déjà publiée de cette période.
help-ledger = Le compte des périodes passées.
help-today = La date du jour, pour le délai de prévenance ; sinon celle du système.
help-directory = Le dossier à remplir.

option-not-a-date = Une date s’écrit AAAA-MM-JJ.
option-not-monday = Une période commence un lundi.
option-weeks = Une période compte de 1 à { $most } semaines.
option-seconds = Une recherche demande un temps supérieur à 0 seconde.
option-workers = Une recherche demande au moins 1 processus.
option-no-directory = On ne peut pas écrire dans « { $path } » : ce n’est pas un dossier, ou il est protégé.

check-good = { $name } : le fichier est correct.
check-doubt = À vérifier : { $doubt }
holds-sites = Sites
holds-rooms = Salles
holds-templates = Types de vacation
holds-patients = Patients sur les listes
holds-absences = Absences
holds-wishes = Souhaits
holds-categories = Catégories de patients
holds-demand = Consultations attendues par semaine
holds-consulting = Consultations prévues aux contrats par semaine
check-holidays = Prochains jours fériés : { $holidays }.
column-people = Personnes
column-full-time = Temps pleins

audit-valid = Toutes les règles obligatoires sont respectées.
audit-broken = { $count ->
    [one] { $count } règle obligatoire n’est pas respectée :
   *[other] Les règles obligatoires sont enfreintes { $count } fois :
}
audit-total = Coût total

phase-build = préparation
phase-first_rota = recherche d’un premier planning
phase-improve = amélioration
phase-bound = preuve
progress-heading = { NUMBER($seconds) } s, { $phase }
progress-figures = coût { NUMBER($cost) }, borne { $bound }, écart { $gap }
progress-short = pèse le plus : { $short }

plan-stopping = Arrêt demandé : le meilleur planning trouvé va être écrit. Encore Ctrl-C pour tout abandonner.
plan-stopped = Recherche arrêtée avant la fin.
plan-optimal = Le meilleur planning possible, prouvé en { NUMBER($seconds) } s.
plan-feasible = Un planning valable, trouvé en { NUMBER($seconds) } s ; un meilleur existe peut-être.
plan-infeasible = Aucun planning ne respecte toutes les règles obligatoires. Celles-ci se contredisent :
plan-infeasible-unexplained = Aucun planning ne respecte toutes les règles obligatoires : c’est prouvé. Lesquelles se contredisent, cela n’a pas été trouvé dans le temps donné ; donnez plus de temps avec --seconds.
plan-no_answer = Aucun planning n’a été trouvé dans le temps donné ; il en existe peut-être un. Donnez plus de temps avec --seconds.
plan-nothing-written = Rien n’a été écrit.
plan-left-out = Du planning précédent, ceci n’est plus connu du cabinet et a été laissé de côté :
previous-too-early = Le planning précédent n’a pas servi : il finit le { $last }, avant la veille de la période, qui commence le { $first }.
previous-too-late = Le planning précédent n’a pas servi : il commence le { $begin }, après la fin de la période, qui commence le { $first }.
plan-written = Écrit dans { $directory } : { $files }, et { $calendars ->
    [one] { $calendars } calendrier.
   *[other] { $calendars } calendriers.
}
column-duty = Partage
column-spread = Par temps plein
column-farthest = Plus grand écart

option-ledger-ahead = Le compte va déjà jusqu’au { $until } ; la période qui commence le { $first } y serait comptée deux fois.
init-written = Écrit dans { $directory } :
init-next = Pour vérifier : creneau check { $practice }

closing-contracts = Heures en moins que dues
closing-demand = Consultations en moins que prévu
closing-cost = Coût
