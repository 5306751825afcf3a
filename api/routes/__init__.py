"""All routes; each part of the service has a router of its own."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes import (
    appointments,
    audit,
    calendars,
    health,
    holds,
    keys,
    patients,
    publications,
    recalls,
    rotas,
    slots,
    waitlist,
    webhooks,
)

ROUTERS: tuple[APIRouter, ...] = (
    slots.router,
    holds.router,
    appointments.router,
    appointments.reports,
    waitlist.offers,
    waitlist.router,
    patients.router,
    publications.router,
    recalls.router,
    keys.router,
    audit.router,
    rotas.router,
    webhooks.router,
    calendars.router,
    health.router,
)
