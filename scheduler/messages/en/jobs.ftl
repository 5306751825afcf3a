# Rotas asked for over the API, webhooks, calendars, and the worker that does the jobs.

help-worker = Run queued jobs: rotas, webhooks, offers of freed time. As many workers, on as many machines, as wanted.
help-concurrency = Rotas solved at the same time, each in a process of its own.
worker-ready = The worker is running. Ctrl-C ends it.
option-concurrency = A worker solves 1 to { $most } rotas at the same time.

rota-infeasible = No rota keeps every rule that must hold. These contradict one another:
rota-infeasible-unexplained = No rota keeps every rule that must hold: this is proved. Which rules contradict one another was not found in the time given; ask again with more seconds.
rota-no-answer = No rota was found in the time given; there may be one. Ask again with more seconds.
rota-failed = The search failed, and no rota was kept. The fault is ours: its details are in the worker's log.
rota-failed-lost = The process that searched was ended from outside, perhaps for lack of memory. Ask again.
rota-failed-late = The search did not end long after its time and was given up. Ask again.
rota-failed-often = The search was begun many times and never reached its end, because its worker ended each time.

rota-not-ended = This rota is still being searched for: it can be published when it is done or stopped.
rota-none = This search found no rota: there is nothing to publish.
rota-no-agendas = The agendas of this rota are not laid out: a rota is published with its agendas only.
rota-no-practice = No practice is published yet: give the whole practice document as "practice".

webhook-url = A webhook needs a whole address, without a password and without a part after #.
webhook-https = A webhook's address begins with https://.
webhook-private = This address lies inside a private network, where messages are not sent.
calendar-nobody = The practice has no practitioner of this name.
calendar-group = { $motive } ({ $places ->
    [one] { $places } place taken
   *[other] { $places } places taken
})
