# What each rule says, in two to four words and in one sentence.

rule-title-one_place = Un seul lieu
rule-one_place = Personne ne travaille à deux endroits à la fois, et chacun a le temps du trajet entre deux sites.

rule-title-absence = Absences respectées
rule-absence = Personne ne travaille pendant une absence.

rule-title-eligible = Vacations autorisées
rule-eligible = Chacun ne travaille que les vacations proposées ce jour-là et permises par sa profession, ses compétences et ses sites.

rule-title-first_of_may = Premier mai chômé
rule-first_of_may = Le 1er mai est chômé, sauf là où le travail ne peut s’arrêter.

rule-title-pinned = Vacations épinglées
rule-pinned = Toute vacation épinglée par le gestionnaire reste dans le planning.

rule-title-rooms = Salles disponibles
rule-rooms = À tout moment, un site n’occupe pas plus de salles d’un type qu’il n’en a.

rule-title-daily_rest = Repos quotidien
rule-daily_rest = Le repos entre deux journées de travail dure au moins le minimum fixé, 11 heures d’ordinaire.

rule-title-weekly_rest = Repos hebdomadaire
rule-weekly_rest = Chaque semaine contient un repos continu d’au moins la durée fixée, 35 heures d’ordinaire.

rule-title-work_break = Pause obligatoire
rule-work_break = Personne ne travaille trop longtemps sans pause : d’ordinaire 20 minutes au plus tard après 6 heures.

rule-title-day_span = Amplitude de la journée
rule-day_span = Du début de la première vacation à la fin de la dernière, la journée ne dépasse pas l’amplitude fixée.

rule-title-spells = Journée peu coupée
rule-spells = Une journée coupée compte peu de périodes, aucune trop courte, sans trop longue interruption entre elles.

rule-title-day_minutes = Durée du jour
rule-day_minutes = Personne ne travaille plus d’heures par jour que le maximum fixé.

rule-title-week_minutes = Durée de la semaine
rule-week_minutes = Personne ne travaille plus d’heures par semaine que le maximum fixé, 48 heures d’ordinaire.

rule-title-mean_week_minutes = Moyenne hebdomadaire
rule-mean_week_minutes = En moyenne sur plusieurs semaines de suite, personne ne dépasse la durée fixée, d’ordinaire 44 heures sur 12 semaines.

rule-title-days_per_week = Jours par semaine
rule-days_per_week = Personne ne travaille plus de jours par semaine que son contrat ne le prévoit.

rule-title-longest_run_on = Jours d’affilée
rule-longest_run_on = Personne ne travaille trop de jours d’affilée.

rule-title-shortest_run_on = Séries assez longues
rule-shortest_run_on = Qui vient travailler vient plusieurs jours de suite, selon son contrat.

rule-title-shortest_run_off = Congés assez longs
rule-shortest_run_off = Les jours de repos se suivent en nombre suffisant, selon le contrat.

rule-title-weekends = Nombre de week-ends
rule-weekends = Personne ne travaille plus de week-ends que son contrat ne le permet.

rule-title-saturdays = Nombre de samedis
rule-saturdays = Personne ne travaille plus de samedis que son contrat ne le permet.

rule-title-template_limit = Vacations plafonnées
rule-template_limit = Personne ne fait plus de vacations d’un même type que son contrat ne le permet.

rule-title-successions = Enchaînements interdits
rule-successions = Certaines vacations n’en suivent pas d’autres le lendemain, par exemple un matin tôt après un soir tard.

rule-title-period_minutes = Durée de la période
rule-period_minutes = Sur toute la période, le travail de chacun reste entre le minimum et le maximum de son contrat.

rule-title-acute_window = Plages aiguës tenues
rule-acute_window = Un site ouvert pendant une plage aiguë (tôt, tard ou jour férié) a un médecin sur place.

rule-title-cover_under = Effectif minimum
rule-cover_under = Chaque site a, à chaque heure, au moins l’effectif demandé dans chaque profession.

rule-title-cover_over = Effectif maximum
rule-cover_over = Aucun site n’a plus de personnes d’une profession qu’il n’en demande.

rule-title-demand_short = Demande attendue
rule-demand_short = Chaque demi-journée offre les minutes de consultation attendues sur le site.

rule-title-supervision = Encadrement des internes
rule-supervision = Qui doit être encadré consulte lorsqu’un encadrant est présent sur le même site.

rule-title-contract_under = Heures en dessous
rule-contract_under = Chacun travaille au moins les heures de son contrat, à la tolérance près.

rule-title-contract_over = Heures en plus
rule-contract_over = Personne ne travaille plus que les heures de son contrat, à la tolérance près.

rule-title-desk_short = Temps de bureau
rule-desk_short = Chacun dispose du temps de bureau prévu à son contrat.

rule-title-equity_early = Partage des matins
rule-equity_early = Les vacations du matin tôt se partagent selon la quotité de chacun, en comptant les périodes passées.

rule-title-equity_late = Partage des soirs
rule-equity_late = Les vacations du soir se partagent selon la quotité de chacun, en comptant les périodes passées.

rule-title-equity_saturday = Partage des samedis
rule-equity_saturday = Les samedis se partagent selon la quotité de chacun, en comptant les périodes passées.

rule-title-equity_holiday = Partage des fériés
rule-equity_holiday = Les jours fériés se partagent selon la quotité de chacun, en comptant les périodes passées.

rule-title-equity_named_holiday = Partage des fêtes
rule-equity_named_holiday = Chaque fête (Noël, jour de l’An, 1er mai…) se partage selon la quotité de chacun au fil des années.

rule-title-change_inside_notice = Délai de prévenance
rule-change_inside_notice = Ce qui est annoncé pour les 15 prochains jours ne change pas sans nécessité.

rule-title-wish_off = Souhaits de repos
rule-wish_off = Les souhaits de repos sont accordés.

rule-title-wish_on = Souhaits de travail
rule-wish_on = Les souhaits de travailler sont accordés.

rule-title-presence_days = Présence pour la patientèle
rule-presence_days = Un médecin consulte sur son site assez de jours par semaine pour sa patientèle.

rule-title-presence_gap = Présence sans trou
rule-presence_gap = Un médecin ne laisse pas sa patientèle trop de jours ouvrés de suite sans consultation.

rule-title-steady_week = Semaine habituelle
rule-steady_week = Chacun travaille ses jours habituels et se repose les autres.

rule-title-split_day = Journées coupées
rule-split_day = Peu de journées sont coupées par une longue interruption.

rule-title-home_site = Site d’attache
rule-home_site = Chacun travaille sur son site d’attache.

rule-title-change = Planning stable
rule-change = Un planning déjà publié reste comme il est.
