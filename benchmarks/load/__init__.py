"""Load over HTTP: the lightest client that does, clients that book what many want, and the check of what is left.

```
wire.py      a connection that speaks HTTP/1.1 and keeps alive
pressure.py  many clients that ask without pause: how many answers, how late
opening.py   an agenda opened for booking straight in the tables
service.py   `creneau serve` and `creneau db` as processes of their own
hot.py       a small practice with few starts that many want
client.py    one client that searches, holds, books, moves and cancels, and never gives up on an answer
crowd.py     hundreds of those in a process
journal.py   what clients were answered, line by line
check.py     what the database must hold then, by SQL of its own
faults.py    workers killed, the database stopped, started and killed
run.py       all of it
```
"""
