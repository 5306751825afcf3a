# Plannings demandés par l’API, webhooks, agendas électroniques, et le processus qui exécute les tâches.

help-worker = Exécute les tâches en attente : plannings, webhooks, propositions de temps libéré. Autant de processus, sur autant de machines, que voulu.
help-concurrency = Plannings calculés en même temps, chacun dans son processus.
worker-ready = Le processus de travail est prêt. Ctrl-C l’arrête.
option-concurrency = Un processus calcule de 1 à { $most } plannings en même temps.

rota-infeasible = Aucun planning ne respecte toutes les règles obligatoires. Celles-ci se contredisent :
rota-infeasible-unexplained = Aucun planning ne respecte toutes les règles obligatoires : c’est prouvé. Lesquelles se contredisent, cela n’a pas été trouvé dans le temps donné ; redemandez avec plus de secondes.
rota-no-answer = Aucun planning n’a été trouvé dans le temps donné ; il en existe peut-être un. Redemandez avec plus de secondes.
rota-failed = La recherche a échoué et aucun planning n’a été gardé. La faute est nôtre : le détail est dans le journal du processus de travail.
rota-failed-lost = Le processus de recherche a été interrompu de l’extérieur, peut-être faute de mémoire. Redemandez.
rota-failed-late = La recherche ne finissait pas, bien après son temps, et a été abandonnée. Redemandez.
rota-failed-often = La recherche a été commencée de nombreuses fois sans jamais aboutir, son processus de travail s’arrêtant chaque fois.

rota-not-ended = Ce planning est encore en cours de recherche : il pourra être publié une fois terminé ou arrêté.
rota-none = Cette recherche n’a trouvé aucun planning : il n’y a rien à publier.
rota-no-agendas = Les agendas de ce planning ne sont pas composés : un planning n’est publié qu’avec ses agendas.
rota-no-practice = Aucun cabinet n’est encore publié : donnez le document entier du cabinet dans « practice ».

webhook-url = Un webhook demande une adresse entière, sans mot de passe et sans partie après #.
webhook-https = L’adresse d’un webhook commence par https://.
webhook-private = Cette adresse est à l’intérieur d’un réseau privé, où les messages ne sont pas envoyés.
calendar-nobody = Le cabinet n’a pas de praticien de ce nom.
calendar-group = { $motive } ({ $places ->
    [one] { $places } place prise
   *[other] { $places } places prises
})
