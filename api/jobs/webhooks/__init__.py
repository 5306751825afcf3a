"""Webhooks: others are told that something changed, never what it says of a patient.

```
signature.py   how a message is signed, and how a receiver checks it
address.py     where messages may go: public addresses, unless private ones are allowed
patience.py    when a message is tried again, and when it is given up
delivery.py    the tasks: from new events to messages, and one message
```
"""
