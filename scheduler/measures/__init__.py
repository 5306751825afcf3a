"""Figures about a rota that a manager reads: cover, acute windows, equity, wishes, contracts, presence.

Plain functions of a problem and a rota; nothing here judges (that is `scheduler.rota.audit`).
"""
