"""Booking: what is asked for, the rules that refuse, the offers, the store and the desk that joins them.

Nothing here reads a clock, draws a random number or knows a database: `now` and ids are arguments.
"""
