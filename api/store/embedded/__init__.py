"""The embedded PostgreSQL: a small supervisor that starts, finds again and stops a server of its own.

```
folder.py     the data folder: where it lies and what is in it
account.py    the account that the server runs as
programs.py   where PostgreSQL's programs lie, and their copy for an account that cannot reach them
locks.py      locks that the kernel releases when their holder dies
sockets.py    the private folder of the socket, and the URL
cluster.py    PostgreSQL's own folder, made once
log.py        the server's log
server.py     start, ask, stop
use.py        who uses the server, and who stops it at the end
backup.py     a backup in one file
restore.py    its return
dumps.py      the programs for both
```
"""

from __future__ import annotations

from api.store.embedded.errors import DatabaseError
from api.store.embedded.folder import data_folder
from api.store.embedded.server import ensure_running, is_alive, refuse_unmade, stop, url_of
from api.store.embedded.use import is_used, used

__all__ = [
    "DatabaseError",
    "data_folder",
    "ensure_running",
    "is_alive",
    "is_used",
    "refuse_unmade",
    "stop",
    "url_of",
    "used",
]
