# La base de données : la commande « creneau db », et ce qui peut mal aller.

help-db = La base de données : démarrer, arrêter, sauvegarder, restaurer, vérifier.
help-db-start = Démarre la base intégrée, qui reste en marche, et affiche son adresse et son dossier.
help-db-stop = Arrête la base intégrée.
help-db-backup = Sauvegarde la base dans un fichier.
help-db-restore = Remplace la base par une sauvegarde, en entier ou pas du tout.
help-db-verify = Vérifie chaque rendez-vous et chaque agenda de la base. Code 1 si quelque chose ne va pas.
help-database = L’adresse d’un serveur PostgreSQL ; sinon CRENEAU_DATABASE_URL, sinon la base intégrée.
help-data = Le dossier de la base intégrée ; sinon CRENEAU_DATA, sinon la place habituelle.
help-backup-file = Le fichier de la sauvegarde.

db-started = La base est en marche.
db-address = Adresse : { $url }
db-folder = Dossier : { $folder }
db-stopped = La base est arrêtée.
db-stopped-used = La base est arrêtée, alors que d’autres programmes s’en servaient.
db-not-running = La base n’était pas en marche.
db-saved = La base est sauvegardée dans { $file }.
db-restored = La sauvegarde { $file } a remplacé la base.
db-old-remains = L’ancienne base n’a pas pu être supprimée ; elle reste sous le nom « { $name } ».
db-sound = La base est saine.
db-unsound = { $count ->
    [one] { $count } défaut dans la base :
   *[other] { $count } défauts dans la base :
}

database-url = L’adresse d’une base commence par postgresql://, par exemple postgresql://nom@serveur/creneau.
database-folder = Ce dossier ne peut pas servir à la base : { $reason }.
database-not-made = Aucune base n’a encore été créée dans ce dossier.
database-unreachable = Le compte « { $name } », qui fait marcher la base, ne peut pas entrer dans ce dossier. Choisissez-en un autre avec --data ou { $variable }.
database-foreign = La base de ce dossier appartient à « { $owner } ».
database-no-account = PostgreSQL ne marche pas sous root, et le compte « { $name } » n’a pas pu être créé. Créez-le, ou lancez la commande sous un autre compte.
database-account-created = Le compte « { $name } » a été créé pour faire marcher la base.
database-version = Cette base a été écrite par PostgreSQL { $version }, qui n’est pas installé.
database-programs = Le compte « { $name } » ne peut pas lancer les programmes de PostgreSQL de ce dossier.
database-socket-folder = Ce dossier doit n’être ouvert qu’au compte « { $name } ». Supprimez-le s’il n’est à personne d’autre.
database-socket-long = Le chemin de ce dossier et celui du dossier temporaire sont trop longs pour joindre la base.
database-initdb = La base n’a pas pu être créée : { $reason }
database-silent = La base ne répond pas, mais au moins un de ses processus vit encore. Fin de son journal : { $log }
database-not-started = La base n’a pas pu démarrer. Fin de son journal : { $log }
database-no-answer = La base ne répond pas : { $reason }
database-outcome-unknown = La connexion s’est perdue au dernier moment : on ne sait pas si le changement a été gardé. Vérifiez avant de relancer la commande.
database-secret = L’adresse contient { $name }, que tout le monde sur cette machine pourrait lire pendant la sauvegarde. Pour les sauvegardes, prenez un compte qui s’en passe.
database-in-use = D’autres programmes se servent de la base ; arrêtez-les d’abord.
database-not-a-backup = Ce fichier n’est pas une sauvegarde de creneau.
database-no-file = Ce fichier n’a pas pu être lu ou écrit : { $reason }.
database-backup-failed = La sauvegarde a échoué, rien n’a été écrit : { $reason }
database-restore-failed = La restauration a échoué, la base est inchangée : { $reason }
database-empty = Cette base ne contient pas encore les tables de creneau.
