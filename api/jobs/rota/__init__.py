"""A rota solved as a job.

```
question.py   what is asked, as it is kept: the whole practice document with it
solving.py    the door of the solve's own niced process: begin, look, stop
solve.py      behind it: the search, its progress, its agendas
papers.py     what is kept of an answer
sentences.py  its sentences, kept in every language
solver.py     this process's hold on the other one: look, stop, end
watch.py      the task: begins, watches, writes progress, hears a stop, writes the end
```
"""
