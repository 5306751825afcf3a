"""A year of agendas of a large group, what is asked of it, and how quickly it is answered.

```
group.py       the practice: sites with as many doctors each, its sessions and how each is cut
year.py        its rota and agendas by rule, and what they open for booking
filling.py     random bookings, until each day is full to a share
picture.py     all of it in memory, as a search needs it
database.py    its bookings in a database
searches.py    the searches that are timed
candidates.py  bookings that can be made
plain_sql.py   a booking in SQL alone, the same statements without HTTP
in_process.py  searches timed without HTTP, beside their rivals
over_http.py   routes under pressure, in rounds
solve.py       a solve that runs meanwhile
speed.py       all of it in one run
```
"""
