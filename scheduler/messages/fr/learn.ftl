# Apprendre d'un historique : ce que dit la commande, et ce qui ne va pas dans un fichier de ce qui a été appris.

help-learn = Apprend d’un historique les durées, les absences et la demande aiguë, et juge ce que valent ces prévisions.
help-history = L’historique : .csv, .csv.gz ou .parquet.
help-learned-out = Le fichier où écrire ce qui est appris, comme LEARNED.yaml.
help-rejects = Un fichier CSV où lister les lignes écartées, chacune avec sa raison.
help-layout = La forme de l’historique, si son en-tête ne la dit pas.
help-motive = Le motif du cabinet que l’historique nomme autrement, par exemple RV=follow-up ; une fois par motif.

option-out-is-input = Cela écraserait « { $path } », qui est lu ou écrit par une autre option.
option-out-is-directory = Il faut ici le nom d’un fichier, non celui d’un dossier.
option-layout = Les formes connues : { $known }.
option-motive = S’écrit NOM=ID, avec l’un des motifs du cabinet : { $known }.

# Le fichier

learned-comment = Écrit par « creneau learn ». Les durées sont en minutes ; low et high encadrent la moyenne 8 fois sur 10.
learned-other-file = Ce fichier n’a pas été écrit par « creneau learn ».
learned-version = Cette version lit les fichiers de version { $version } : apprenez de nouveau de l’historique.
learned-length-twice = La durée de « { $name } » y est deux fois.
learned-leads-out-of-order = Les délais vont en croissant d’une ligne à l’autre.
learned-shares = Les parts des moments d’une journée font 1 en tout.

# L'écran

learn-rows = { $read } lignes lues, { $used } utilisées, { $rejected } écartées.
learn-dates = Du { DAY($first, style: "plain") } au { DAY($last, style: "plain") }.
learn-synthetic = L’historique est synthétique : ce qui suit ne dit rien de vrais patients.
learn-left-out = Écartées
learn-values-left-out = Valeurs écartées de lignes utilisées
learn-in-column = { $column } : { $reason }
learn-untold = Ce que cet historique ne dit pas
learn-nothing = Rien ne peut être appris de cet historique ; aucun fichier n’a été écrit.
learn-written = Écrit dans { $path }.
learn-rejects-written = Les lignes écartées sont listées dans { $path }.

learn-missing-motives = Les durées ne peuvent pas être apprises : aucun motif de l’historique n’est un motif du cabinet. Dites lequel est lequel avec --motive NOM=ID.
learn-missing-few-days = La demande aiguë demande au moins cinq dates avec des patients.
learn-missing-asked = Sans requested_at, les demandes aiguës comptent le jour où elles ont été satisfaites : les jours complets paraissent plus calmes qu’ils n’étaient.
learn-missing-seasons = Les saisons demandent dix mois d’historique ; d’ici là, tous les mois comptent autant.
learn-missing-trend = Une tendance demande plus de treize mois d’historique ; d’ici là, aucune n’est supposée.
learn-missing-holidays = Aucune veille ni aucun lendemain de jour férié dans cet historique ; ces jours comptent comme les autres.
learn-missing-evaluation = Une partie de ce qui est appris n’a pas pu être jugée : l’historique est trop court pour en garder le dernier quart.

learn-lengths = Durées (minutes)
learn-column-motive = Motif et catégorie
learn-column-cases = Cas
learn-column-mean = Moyenne
learn-column-spread = Écart
learn-column-sure = Plage à 80 %
learn-column-slot = Créneau
learn-column-waiting = Attente
learn-column-overtime = Dépass.
learn-changed = { $before } → { $after }
learn-lengths-note = La plage à 80 % encadre la moyenne entre praticiens 8 fois sur 10. L’attente est celle de chaque patient venu, le dépassement se compte après le dernier créneau d’une vacation de { $sessions } faite de tels créneaux. Le créneau est celui qui coûte le moins à { $waiting } la minute d’attente, { $idle } sans patient, { $overtime } de dépassement ; « → » montre ce qui change.
learn-lengths-aside = { $count ->
    [one] { $count } cas ({ PERCENT($share) }), très loin des durées de son motif, a été écarté comme erreur de saisie.
   *[other] { $count } cas ({ PERCENT($share) }), très loin des durées de leur motif, ont été écartés comme erreurs de saisie.
}
learn-lengths-people = { $count ->
    [one] Le fichier contient aussi { $count } durée d’un seul praticien ; { $own } avec un autre créneau que le groupe.
   *[other] Le fichier contient aussi { $count } durées de praticiens ; { $own } avec un autre créneau que le groupe.
}

learn-no-shows = Rendez-vous non honorés
learn-overall = En tout
learn-column-booked = Pris
learn-column-chance = Part
learn-lead-0 = le jour même
learn-lead-one = { $days ->
    [one] { $days } jour avant
   *[other] { $days } jours avant
}
learn-lead-span = { $first } à { $last } jours avant
learn-lead-from = { $first } jours avant ou plus

learn-demand = Demande aiguë
learn-column-site = Site
learn-column-requests = Demandes par jour ouvré
learn-column-day = Jour
learn-column-effect = Effet
learn-day-mon = Lundi
learn-day-tue = Mardi
learn-day-wed = Mercredi
learn-day-thu = Jeudi
learn-day-fri = Vendredi
learn-day-sat = Samedi
learn-day-sun = Dimanche
learn-day-holiday = Jour férié
learn-day-before_holiday = Veille de jour férié
learn-day-after_holiday = Lendemain de jour férié
learn-day-trend = Chaque année
learn-between = { $low } à { $high }
learn-demand-note = Par rapport à la moyenne du lundi au vendredi ; veilles et lendemains de fête en plus de leur jour de semaine. Au-delà du hasard, les jours diffèrent de { PERCENT($spread) }.

learn-evaluation = Jugement : appris sur les trois premiers quarts, comparé sur le dernier
learn-column-forecast = Prévision
learn-column-log-score = Score log.
learn-column-coverage = Dans 80 %
learn-column-error = Erreur moyenne
learn-what-lengths = Durées
learn-what-acute_demand = Demandes aiguës par jour
learn-what-no_shows = Rendez-vous non honorés
learn-by-learned = apprise
learn-naive-overall-mean = moyenne générale
learn-naive-same-weekday-last-week = même jour la semaine d’avant
learn-naive-overall-rate = part générale
learn-verdict-learned = { $what } : ce qui a été appris prévoit mieux (comparé à : { $naive }).
learn-verdict-learned-but = { $what } : ce qui a été appris prévoit mieux selon le score logarithmique, malgré une erreur moyenne plus grande (comparé à : { $naive }).
learn-verdict-naive = { $what } : ce qui a été appris prévoit moins bien (comparé à : { $naive }). Ne vous fiez pas à ces chiffres.
learn-verdict-naive-but = { $what } : ce qui a été appris prévoit moins bien selon le score logarithmique, malgré une erreur moyenne plus petite (comparé à : { $naive }).
learn-verdict-even = { $what } : pas de différence établie (comparé à : { $naive }).
learn-evaluation-note = Score logarithmique : plus il est haut, mieux c’est. Dans 80 % : la part tombée dans l’intervalle censé en contenir 80 %.

learn-mostly-rejected = Plus de la moitié des lignes ont été écartées : ce que dit le reste n’est pas crédible, et aucun fichier n’a été écrit. Des virgules décimales dans un fichier dont les colonnes sont séparées par des virgules donnent ce résultat.
learn-other-practice = Aucune ligne ne nomme un site de ce cabinet : l’historique semble être celui d’un autre cabinet, et aucun fichier n’a été écrit.

learn-named = { $reason } ({ $names })
