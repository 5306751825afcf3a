# Ce qui ne va pas dans le fichier d'un historique, dans une de ses lignes ou dans une valeur.

# Le fichier entier

history-unknown-file-type = Un historique est un fichier .csv, .csv.gz ou .parquet.
history-not-gzip = Le fichier ne peut pas être décompressé : il est abîmé, ou n’est pas compressé par gzip.
history-not-text = Ce n’est pas du texte : peut-être un classeur, ou un autre genre de fichier. Enregistrez-le en « CSV UTF-8 ».
history-not-parquet = Le fichier ne se lit pas comme du Parquet : il est abîmé, ou c’est un autre genre de fichier.
history-too-large = Le fichier contient plus de { $most } Mo de texte. Coupez-le par année.
history-too-many-columns = Le tableau a plus de { $most } colonnes.
history-no-rows = Il y a un en-tête, mais aucune ligne en dessous.
history-unknown-header = Cet en-tête n’est d’aucune forme connue. Les rendez-vous demandent les colonnes { $needed1 } ; le tableau des absences { $needed2 } ; les tableaux de durées de consultation { $needed3 }.
history-column-like = « { $name } » n’est une colonne d’aucune forme connue. Est-ce « { $like } » ?
history-mixed-zones = Cette heure n’a pas de décalage horaire, alors que celle de la ligne { $row }, colonne { $column }, en a un. Toutes les heures doivent en avoir un (comme +01:00 ou Z), ou aucune.
history-type-text = La colonne est du type { $type } ; il faut du texte ici.
history-type-number = La colonne est du type { $type } ; il faut des nombres ici.
history-type-truth = La colonne est du type { $type } ; il faut vrai ou faux ici.
history-type-time = La colonne est du type { $type } ; il faut ici des dates, des horodatages ou du texte ISO 8601.
history-not-writable = Ce fichier ne peut pas être écrit ; rien ne l’a été.

# Lignes écartées

history-row-quotes = Les guillemets de cette ligne ne vont pas par paires ; chaque cellule doit s’ouvrir et se fermer sur une même ligne.
history-row-too-long = La ligne a plus de cellules que l’en-tête n’a de colonnes. Une cellule qui contient le séparateur doit être entre guillemets.
history-status-missing = La ligne ne dit pas ce qu’est devenu le rendez-vous.
history-status-unknown = L’état n’est pas de ceux que connaît cette forme de fichier.
history-start-missing = La date du rendez-vous manque.
history-start-unreadable = La date du rendez-vous est illisible ; elle s’écrit 2026-01-05 ou 2026-01-05T09:20 et doit exister.
history-start-absurd = Le rendez-vous est avant { $first } ou après { $last }.
history-requested-after = Le rendez-vous a été demandé après le jour où il a eu lieu.
history-age-impossible = L’âge n’est pas un nombre de 0 à { $oldest }.
history-minutes-missing = Les minutes de la consultation manquent.
history-minutes-impossible = Les minutes ne sont pas un nombre au-dessus de 0 et d’au plus { $minutes }.
history-minutes-without-visit = La ligne donne les minutes d’une consultation qui n’a pas eu lieu.
history-cancelled-yet-not = La ligne dit quand le rendez-vous a été annulé, mais son état est un autre.
history-duplicate = Le même rendez-vous figure plus haut.

# Valeurs écartées de lignes gardées

history-time-unreadable = L’heure est illisible ; elle s’écrit 2026-01-05T09:20.
history-date-absurd = La date est avant { $first } ou après { $last }.
history-no-clock = L’heure du jour manque.
history-cancelled-outside = L’annulation est avant la demande ou après le jour du rendez-vous.
history-sex-unknown = Le sexe n’est ni f ni m.
history-conditions-impossible = Les affections ne sont pas un petit nombre entier.
history-truth-unreadable = La valeur n’est ni vraie ni fausse (true, false).
history-wait-impossible = L’attente n’est pas un nombre de 0 à { $minutes }.
history-practitioner-left = Le praticien n’est plus du cabinet, ou n’y est pas connu ; la ligne compte pour le groupe.
history-site-unknown = Le cabinet n’a pas ce site.
history-category-unknown = Le cabinet n’a pas cette catégorie de patients.
history-channel-unknown = Le mode n’est aucun de in_person, tele, visit, group.
history-motive-unknown = Le cabinet n’a pas ce motif.

# Ce qui ne peut pas être appris

history-missing-lengths = Les durées ne peuvent pas être apprises : aucune ligne d’une consultation honorée n’a à la fois motive et actual_minutes.
history-missing-lengths-by-category = Les durées par catégorie ne peuvent pas être apprises : il faut actual_minutes, motive, et category ou age, sex et conditions.
history-missing-lengths-by-practitioner = Les durées par praticien ne peuvent pas être apprises : il faut actual_minutes, motive et practitioner.
history-missing-acute-demand = La demande aiguë ne peut pas être apprise : il faut acute (ou un motif aigu), site et la date dans start.
history-missing-acute-parts = La demande aiguë par moment de la journée ne peut pas être apprise : il faut acute (ou un motif aigu), site, et start avec l’heure.
history-missing-no-shows = Les rendez-vous non honorés ne peuvent pas être appris : aucune ligne n’a l’état did_not_attend.
history-missing-no-shows-by-lead = Les rendez-vous non honorés selon le délai ne peuvent pas être appris : il faut status, start et requested_at.
history-missing-release = Le moment de libérer le temps réservé ne peut pas être appris : il faut acute (ou un motif aigu), start, et requested_at avec l’heure.
