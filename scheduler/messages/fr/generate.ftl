# Historiques synthétiques : ce que la commande demande, refuse et dit.

help-histories = Historiques de rendez-vous.
help-generate = Écrit l’historique réaliste mais synthétique d’un cabinet : patients et rendez-vous sont inventés.
help-generate-from = Le premier jour de l’historique.
help-generate-months = Nombre de mois.
help-generate-out = Le fichier à écrire, .csv ou .parquet.

generate-months = Un historique couvre de 1 à { $most } mois.
generate-seed = Une graine vaut 0 ou plus.
generate-suffix = Un historique s’écrit dans un fichier qui finit par .csv ou .parquet.
generate-not-writable = Ce fichier ne peut pas être écrit : son dossier n’existe pas ou est protégé, ou un dossier porte ce nom.
generate-no-patients = Un historique demande des patients : indiquez des catégories et des listes.
generate-no-sessions = Aucun praticien n’a de vacation avec des patients : indiquez des vacations de consultation aux heures d’ouverture, pour les professions des motifs.
generate-too-far = L’historique finirait après la dernière année du calendrier, ou commencerait avant la première.

generate-made = { $name } : historique écrit dans { $path }
generate-synthetic = Cet historique est synthétique : aucun de ses patients ni de ses rendez-vous n’est réel.
generate-rows = Lignes : { $rows }
generate-consultations = Consultations par an : { $count }
generate-acute = Dont aiguës : { PERCENT($share) }
generate-refused = Demandes refusées : { PERCENT($share) }
generate-missed = Rendez-vous non honorés : { PERCENT($share) }
generate-minutes = Durée moyenne : { $minutes } min
