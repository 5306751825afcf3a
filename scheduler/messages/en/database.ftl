# The database: the command "creneau db", and what can go wrong.

help-db = The database: start, stop, back up, restore, verify.
help-db-start = Start the embedded database, which stays running, and show its address and folder.
help-db-stop = Stop the embedded database.
help-db-backup = Back the database up into a file.
help-db-restore = Replace the database by a backup, wholly or not at all.
help-db-verify = Verify every appointment and agenda of the database. Code 1 if anything is wrong.
help-database = The address of a PostgreSQL server; otherwise CRENEAU_DATABASE_URL, otherwise the embedded database.
help-data = The folder of the embedded database; otherwise CRENEAU_DATA, otherwise the usual place.
help-backup-file = The file of the backup.

db-started = The database is running.
db-address = Address: { $url }
db-folder = Folder: { $folder }
db-stopped = The database is stopped.
db-stopped-used = The database is stopped, though other programs were using it.
db-not-running = The database was not running.
db-saved = The database is backed up in { $file }.
db-restored = The backup { $file } has replaced the database.
db-old-remains = The old database could not be removed; it remains under the name "{ $name }".
db-sound = The database is sound.
db-unsound = { $count ->
    [one] { $count } fault in the database:
   *[other] { $count } faults in the database:
}

database-url = The address of a database begins with postgresql://, for example postgresql://name@server/creneau.
database-folder = This folder cannot serve the database: { $reason }.
database-not-made = No database was made in this folder yet.
database-unreachable = The account "{ $name }", which runs the database, cannot enter this folder. Choose another with --data or { $variable }.
database-foreign = The database in this folder belongs to "{ $owner }".
database-no-account = PostgreSQL does not run as root, and the account "{ $name }" could not be created. Create it, or run the command from another account.
database-account-created = The account "{ $name }" was created to run the database.
database-version = This database was written by PostgreSQL { $version }, which is not installed.
database-programs = The account "{ $name }" cannot run PostgreSQL's programs in this folder.
database-socket-folder = This folder must be open to the account "{ $name }" alone. Remove it if it is nobody else's.
database-socket-long = The paths of this folder and of the temporary folder are too long to reach the database.
database-initdb = The database could not be created: { $reason }
database-silent = The database does not answer, though at least one of its processes still lives. End of its log: { $log }
database-not-started = The database could not be started. End of its log: { $log }
database-no-answer = The database does not answer: { $reason }
database-outcome-unknown = The connection was lost at the last moment, and it is not known whether the change was kept. Look before you repeat the command.
database-secret = The address holds { $name }, which everybody on this machine could read while the backup runs. For backups, use an account without it.
database-in-use = Other programs are using the database; stop them first.
database-not-a-backup = This file is not a backup of creneau.
database-no-file = This file could not be read or written: { $reason }.
database-backup-failed = The backup failed, nothing was written: { $reason }
database-restore-failed = The restore failed, the database is unchanged: { $reason }
database-empty = This database does not hold creneau's tables yet.
