"""What a key may be allowed to do."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """One thing a key allows; the page of the API says what."""

    SLOTS_READ = "slots:read"
    APPOINTMENTS_READ = "appointments:read"
    APPOINTMENTS_WRITE = "appointments:write"
    APPOINTMENTS_OVERRIDE = "appointments:override"
    PATIENTS_READ = "patients:read"
    PATIENTS_WRITE = "patients:write"
    WAITLIST_READ = "waitlist:read"
    WAITLIST_WRITE = "waitlist:write"
    ROTAS_READ = "rotas:read"
    ROTAS_WRITE = "rotas:write"
    PUBLISH = "publish"
    RECALLS_WRITE = "recalls:write"
    WEBHOOKS_WRITE = "webhooks:write"
    CALENDARS_WRITE = "calendars:write"
    AUDIT_READ = "audit:read"
    KEYS_WRITE = "keys:write"
