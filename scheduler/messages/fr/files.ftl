# Ce qui ne va pas dans un fichier écrit par quelqu'un : chaque phrase suit le fichier, le champ et la valeur.

input-row = ligne { $row }
input-cell = ligne { $row }, colonne { $column }
input-nearest = Vouliez-vous dire « { $nearest } » ?

# Fichiers

input-file-missing = Ce fichier n’existe pas.
input-file-is-folder = C’est un dossier ; il faut le nom d’un fichier.
input-file-unreadable = Le fichier ne peut pas être ouvert ; vérifiez son nom et qui a le droit de le lire.
input-file-empty = Le fichier est vide.
input-file-wide-characters = Le fichier n’est pas du texte en UTF-8 (il semble être en UTF-16). Enregistrez-le de nouveau en « UTF-8 » ou « CSV UTF-8 ».
input-file-not-utf8 = Un caractère n’est pas en UTF-8 à cet endroit. Enregistrez de nouveau le fichier en « UTF-8 » ou « CSV UTF-8 ».
input-unknown-file-type = Seuls des fichiers .csv, .xlsx, .yaml et .yml peuvent être inclus.
input-not-yaml = Ce n’est pas du YAML valable : la lecture s’arrête ici. Vérifiez les décalages (sans tabulation), les deux-points et les guillemets.
input-not-json = Ce n’est pas du JSON valable : la lecture s’arrête ici.
input-not-csv = Le tableau est illisible. Enregistrez-le de nouveau en « CSV UTF-8 ».
input-not-workbook = Le classeur ne s’ouvre pas : il est abîmé, protégé, ou ce n’est pas un fichier .xlsx.
input-table-too-long = Le tableau a plus de { $most } lignes.
input-too-deep = Le fichier est imbriqué trop profondément ou trop grand.
input-not-sections = Le fichier doit contenir des rubriques nommées (« version: », « practice: », « sites: »…), et non une liste ou un simple texte.
input-not-a-list = Un fichier inclus doit contenir une liste d’entrées pour « { $section } ».
input-not-a-name = Seul un texte simple peut précéder les deux-points ici.
input-not-plain = Cette valeur est illisible : écrivez un texte, un nombre ou une liste simple.
input-key-twice = « { $name } » est écrit deux fois ici ; un seul des deux peut valoir.

# Tableaux

input-unknown-column = Ce tableau n’a pas de colonne « { $name } ». Ses colonnes : { $known }.
input-column-twice = La colonne « { $name } » y est deux fois.
input-missing-column = La colonne « { $name } » manque.
input-cell-without-column = Cette cellule n’a pas de titre de colonne au-dessus d’elle. Une cellule qui contient une virgule ou un point-virgule doit être entre guillemets.

# Valeurs

input-version = Cette version lit les fichiers de cabinet de version { $version } : écrivez « version: { $version } ».
input-missing = « { $field } » manque.
input-nothing-written = Rien n’est écrit après « { $field } ».
input-unknown-field = Il n’y a pas de champ « { $field } » ici.
input-reserved-section = Cette rubrique est réservée à une version ultérieure ; laissez-la vide ou enlevez-la.
input-text = Il faut un texte ici. Mettez entre guillemets les nombres qui servent de nom.
input-empty-text = Le texte est vide.
input-too-long = Le texte dépasse { $max_length } caractères.
input-identifier = Un identifiant s’écrit en minuscules sans accent, chiffres, tirets et tirets bas, comme « saint-martin ».
input-country-code = Un pays s’écrit en deux capitales, comme FR.
input-month-day = Aucune année n’a ce jour ; un jour de l’année s’écrit mois puis jour, comme 12-24.
input-whole-number = Il faut un nombre entier ici, sans guillemets.
input-number = Il faut un nombre ici.
input-greater-than = Le nombre doit être au-dessus de { $gt }.
input-at-least = Le nombre doit être d’au moins { $ge }.
input-at-most = Le nombre doit être d’au plus { $le }.
input-multiple = Le nombre doit être un multiple de { $multiple_of }.
input-one-of = Seules ces valeurs sont possibles : { $known }.
input-true-or-false = Écrivez true (oui) ou false (non).
input-section = Il faut ici plusieurs champs, chacun avec son nom.
input-list = Il faut une liste ici, comme [a, b].
input-empty-list = La liste est vide ; il faut au moins une entrée.
input-list-too-long = La liste a trop d’entrées.
input-all-or-list = Écrivez all (tous), ou une liste comme [nation, italie].
input-name = Écrivez un nom, ou {"{"} fr: …, en: … {"}"}.
input-contract = Écrivez le nom d’un contrat, ou le contrat lui-même.
input-date = Une date s’écrit année, mois, jour, comme 2026-12-24 (dans les tableaux aussi 24/12/2026), et doit exister.
input-clock = Une heure s’écrit heures et minutes, comme 08:30.
input-clock-grid = Les heures vont de 00:00 à 24:00, par pas de { $grain } minutes.
input-span = Un horaire s’écrit début et fin, comme "08:00-13:00".
input-span-backwards = Cet horaire finit avant de commencer.
input-overlapping-hours = Ces horaires se chevauchent.
input-unknown-day = « { $day } » n’est pas un jour. Les jours : { $known }, et des suites comme mon-fri.
input-days-backwards = Les jours « { $day } » vont à rebours ; la semaine commence le lundi.
input-no-day = Aucun jour n’est nommé.
input-day-twice = Ces horaires se chevauchent : « { $day } » nomme un jour qu’une autre ligne fixe déjà.
input-not-a-soft-rule = « { $rule } » n’est pas une règle à pondérer. Les voici : { $known }.
input-no-tolerance = La règle « { $rule } » n’a pas de tolérance ; en ont une : { $known }.
input-not-valid = Cette valeur ne peut pas servir ici.

# Renvois

input-unknown-site = Le cabinet n’a pas de site « { $name } » ; sites connus : { $known }.
input-unknown-template = Il n’y a pas de vacation type « { $name } » ; vacations types connues : { $known }.
input-unknown-practitioner = Le cabinet n’a pas de praticien « { $name } » ; praticiens connus : { $known }.
input-unknown-category = Il n’y a pas de catégorie de patients « { $name } » ; catégories connues : { $known }.
input-unknown-contract = Il n’y a pas de contrat « { $name } » ; contrats connus : { $known }.
input-unknown-preset = Il n’y a pas de jeu de limites « { $name } » ; jeux connus : { $known }.
input-unknown-skill = Aucun praticien n’a la compétence « { $name } » ; compétences connues : { $known }.
input-unknown-room = Aucun site n’a de salle du type « { $name } » ; types connus : { $known }.
input-unknown-country = Aucun calendrier des jours fériés n’est connu pour le pays « { $name } ».
input-unknown-subdivision = Aucun calendrier des jours fériés n’est connu pour « { $name } » ({ $country }) ; connus : { $known }.
input-twice-in-sites = Deux sites ont l’identifiant « { $name } ».
input-twice-in-templates = Deux vacations types ont l’identifiant « { $name } ».
input-twice-in-practitioners = Deux praticiens ont l’identifiant « { $name } ».
input-twice-in-categories = Deux catégories de patients ont l’identifiant « { $name } ».
input-twice-in-lists = La patientèle de « { $name } » est donnée deux fois.
input-twice-in-travel = Le trajet « { $name } » est donné deux fois ; il vaut dans les deux sens.
input-twice-in-pins = Cette affectation est épinglée deux fois : { $name }.

# Dates, vacations types, contrats, personnes

input-dates-backwards = Les dates vont à rebours : du { $from } au { $to }.
input-travel-to-itself = Un trajet relie deux sites différents, et non « { $site } » à lui-même.
input-site-never-open = Le site « { $site } » n’ouvre jamais.
input-template-backwards = La vacation type « { $template } » finit à { $end }, et non après son début à { $start }.
input-template-too-long = La vacation type « { $template } » dure plus de { $hours } heures.
input-break-outside = La pause de la vacation type « { $template } » doit commencer et finir pendant la vacation, de { $start } à { $end }.
input-template-outside-opening = La vacation type « { $template } » ({ $hours }) est proposée quand le site « { $site } » est fermé ({ $days }) ; il y ouvre : { $opening }.
input-template-open-nowhere = Aucun site n’ouvre ces jours-là ({ $days }), où la vacation type « { $template } » est proposée.
input-no-such-room = La vacation type « { $template } » demande une salle du type « { $room } », qui manque ici : { $sites }.
input-week-too-full = { $minutes } minutes par semaine ne tiennent pas en { $days } jours d’au plus { $hours } heures.
input-more-desk-than-work = { $desk } minutes de bureau dépassent les { $minutes } minutes du contrat.
input-limits-contradict = { $small } ({ $least }) dépasse { $large } ({ $most }).
input-allowed-nowhere = « { $practitioner } » ({ $profession }) ne peut travailler nulle part : aucune vacation type ne convient à cette profession, à ces compétences et aux sites { $sites }.
input-no-supervisor = « { $practitioner } » a besoin d’un encadrant, et personne d’autre n’a la compétence « { $skill } ».
input-not-offered-there = La vacation type « { $template } » n’est pas proposée à « { $site } », mais seulement ici : { $sites }.

# Effectifs et demande

input-hours-backwards = Les heures vont à rebours : de { $from } à { $to }.
input-no-days-nor-dates = Il manque des jours ou des dates : écrivez « days: mon-fri » ou « dates: [2026-12-24] ».
input-most-under-least = Au plus { $most }, c’est moins qu’au moins { $least }.
input-cover-outside-opening = Un effectif est demandé ({ $hours }) quand le site « { $site } » est fermé ({ $days }) ; il y ouvre : { $opening }.
input-cover-open-nowhere = Un effectif est demandé ({ $hours }) quand aucun site n’est ouvert ({ $days }).
input-cover-no-one-can-give = Personne ne peut assurer cet effectif : à « { $site } » ({ $days }, { $hours }) il en faut { $least } ({ $professions }), et les vacations types, compétences et sites en permettent { $able }.
input-acute-window-no-one-can-hold = Personne ne peut tenir cette plage aiguë : à « { $site } » ({ $days }, { $hours }) il en faut { $least }, et les vacations types, compétences et sites en permettent { $able }.
input-demand-while-closed = Une demande est attendue quand le site « { $site } » est fermé ({ $days }, { $half_day }).
input-demand-twice = La demande de « { $site } » ({ $days }, { $half_day }) est indiquée deux fois pour les mêmes professions.

# Plannings et compteurs

input-other-practice = Ce document est celui d’un autre cabinet, « { $name } » ; celui-ci est « { $practice } ».
input-not-monday = Le { $date } n’est pas un lundi.
input-outside-period = Cette date est hors du planning, qui va du { $from } au { $to }.
input-assigned-twice = « { $practitioner } » a deux fois cette vacation : { $date }, { $template }, { $site }.
input-nothing-known = Le cabinet ne connaît rien de ce planning : tous ses praticiens, vacations types ou sites portent d’autres noms.
input-twice-in-ledger = « { $name } » est deux fois dans les compteurs.
input-week-twice = La semaine du { $date } y est deux fois.

# Commencer son propre cabinet

input-file-exists = Ce fichier existe déjà ; rien n’a été écrit.
input-folder-not-writable = Ce dossier ne peut pas être créé ou rempli ; rien n’a été écrit.

starter-hints = aide
starter-column = Colonne
starter-what-to-write = Ce qu’il faut écrire
starter-practitioners-id = L’identifiant par lequel les autres fichiers nomment cette personne : minuscules sans accent, chiffres, tirets. Nécessaire.
starter-practitioners-name = Le nom tel que les documents le montrent. Nécessaire.
starter-practitioners-profession = gp (médecin), nurse (infirmier), midwife (sage-femme), advanced_practice_nurse (infirmier de pratique avancée), medical_assistant (assistant médical), coordinator (coordinateur), trainee (interne) ou locum (remplaçant). Nécessaire.
starter-practitioners-contract = Le nom d’un contrat de practice.yaml. Nécessaire.
starter-practitioners-home_site = L’identifiant du site où cette personne travaille de préférence. Nécessaire.
starter-practitioners-sites = Les identifiants d’autres sites où cette personne peut travailler, séparés par | : nation | italie
starter-practitioners-skills = Les compétences que demandent les vacations types, séparées par |. Qui encadre des internes a la compétence supervises.
starter-practitioners-supervised_by = La compétence que doit avoir l’encadrant de cette personne ; pour un interne, supervises si rien d’autre n’est écrit.
starter-practitioners-usual_days = Les jours de la semaine habituelle : mon-fri, ou mon, tue, thu
starter-lists-practitioner = L’identifiant du médecin. Nécessaire.
starter-lists-category = L’identifiant d’une catégorie de patients de practice.yaml. Nécessaire.
starter-lists-patients = Combien de patients de cette catégorie ont ce médecin traitant. Nécessaire.
starter-absences-practitioner = L’identifiant de la personne absente. Nécessaire.
starter-absences-from = Le premier jour d’absence, comme 24/12/2026 ou 2026-12-24. Nécessaire.
starter-absences-to = Le dernier jour d’absence, compris. Nécessaire.
starter-absences-half_day = morning (matin) ou afternoon (après-midi), de part et d’autre de 13 h ; vide pour des jours entiers.
starter-absences-reason = Un mot à vous, en minuscules sans accent : leave, training, conge…
starter-wishes-practitioner = L’identifiant de la personne qui souhaite. Nécessaire.
starter-wishes-from = Le premier jour, comme 24/12/2026 ou 2026-12-24. Nécessaire.
starter-wishes-to = Le dernier jour, compris. Nécessaire.
starter-wishes-want = on pour travailler, off pour être libre. Nécessaire.
starter-wishes-half_day = morning (matin) ou afternoon (après-midi), de part et d’autre de 13 h ; vide pour des jours entiers.
starter-wishes-template = L’identifiant d’une vacation type si le souhait ne porte que sur elle.
starter-wishes-weight = De 1 (ce serait bien) à 5 (très important) ; 1 si rien n’est écrit.
