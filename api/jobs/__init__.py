"""Work that outlives a request: solving rotas, telling webhooks, offering freed time, sweeping.

Jobs know the store, which knows nothing of them: it keeps the queue and what is put into it (`api.store.job_queue`).

```
connector.py  the worker's connection to the queue
tasks.py      what the jobs are
worker.py     a process that does them, and begins again when the database comes back
rescue.py     jobs of workers that died go back into the queue
rota/         a rota: the question, the process that solves it, and the task that watches this process
webhooks/     an event: whom to tell, how it is signed, where it may be sent, when to try again
```
"""
