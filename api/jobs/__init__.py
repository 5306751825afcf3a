"""Work that outlives a request: solving rotas, telling webhooks, offering freed time, sweeping.

```
schema.py     the tables of the queue, in a PostgreSQL schema of their own
queue.py      putting jobs into the queue, where possible in the transaction that makes them necessary
connector.py  the worker's connection to the queue
tasks.py      what the jobs are
worker.py     a process that does them, and begins again when the database comes back
rescue.py     jobs of workers that died go back into the queue
rota/         a rota: the question, the process that solves it, and the task that watches this process
webhooks/     an event: whom to tell, how it is signed, where it may be sent, when to try again
```
"""
