"""The tables. Every key begins with the practice, so that they can be sharded by it; moments are kept in UTC."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, BIT, JSONB, UUID

from scheduler.agenda.masks import GRAINS

metadata = MetaData()

_ZERO = text(f"repeat('0', {GRAINS})::bit({GRAINS})")
# Not now(), the begin of the transaction: a long one would seem older than it is to those who follow the log.
_NOW = text("clock_timestamp()")

# A digest of the request, under an idempotency key, that made a row whose id follows from the key.
FINGERPRINT = "fingerprint"


def _moment(name: str, *, nullable: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _practice() -> Column[str]:
    return Column("practice", Text, primary_key=True)


# One row a practice: its file, learned lengths and the open period.
practice = Table(
    "practice",
    metadata,
    _practice(),
    Column("document", JSONB, nullable=False),
    Column("learned", JSONB),
    Column("generation", Integer, nullable=False, server_default=text("0")),
    Column("first_day", Date),
    Column("last_day", Date),
    _moment("published_at"),
)

# The acute reserve of a site and date, as agenda.json holds it.
reserve_day = Table(
    "reserve_day",
    metadata,
    _practice(),
    Column("site", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("kept", JSONB, nullable=False),
)

# A holder's day: what is published (layout: stretches and pieces) and what is taken. The row of the promise.
agenda_day = Table(
    "agenda_day",
    metadata,
    _practice(),
    Column("holder", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("generation", Integer, nullable=False),
    Column("layout", JSONB, nullable=False),
    Column("bookable", BIT(GRAINS), nullable=False),
    Column("booked", BIT(GRAINS), nullable=False, server_default=_ZERO),
    Column("claims", JSONB, nullable=False, server_default=text("'[]'")),
    Column("places", JSONB, nullable=False, server_default=text("'[]'")),
    Column("version", BigInteger, nullable=False, server_default=text("0")),
    postgresql_with={"fillfactor": "70"},
)

_SLOT: tuple[tuple[str, type[object] | object, bool], ...] = (
    ("practitioner", Text, False),
    ("site", Text, False),
    ("day", Date, False),
    ("begin", SmallInteger, False),
    ("minutes", SmallInteger, False),
    ("taken_minutes", SmallInteger, False),
    ("starts", DateTime(timezone=True), False),
    ("channel", Text, False),
    ("room", Text, True),
    ("group", Boolean, False),
    ("resources", ARRAY(Text), False),
    ("motive", Text, False),
    ("category", Text, False),
    ("patient", Text, True),
    ("generation", Integer, False),
    ("overbooked", Boolean, False),
)


def _slot() -> list[Column[object]]:
    return [Column(name, kind, nullable=nullable) for name, kind, nullable in _SLOT]  # type: ignore[arg-type]


appointment = Table(
    "appointment",
    metadata,
    _practice(),
    Column("id", UUID(as_uuid=True), primary_key=True),
    *_slot(),
    Column("own_doctor", Text),
    Column("state", Text, nullable=False),
    Column("overridden", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column(FINGERPRINT, Text),
    Column("only_future", Boolean, nullable=False),
    _moment("booked_at", nullable=False),
    _moment("cancelled_at"),
    Column("reason", Text),
    _moment("arrived_at"),
    Column("actual_minutes", SmallInteger),
    Column("version", Integer, nullable=False),
    Index("appointment_by_day", "practice", "practitioner", "day"),
    Index("appointment_by_patient", "practice", "patient", postgresql_where=text("patient IS NOT NULL")),
    Index("appointment_to_forget", "practice", "starts", postgresql_where=text("patient IS NOT NULL")),
)

hold = Table(
    "hold",
    metadata,
    _practice(),
    Column("id", UUID(as_uuid=True), primary_key=True),
    *_slot(),
    Column("own_doctor", Text),
    Column("overridden", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column(FINGERPRINT, Text),
    _moment("until", nullable=False),
    Index("hold_by_end", "practice", "until"),
)

# The promise of one future appointment a motive: taken over only once the one before is past.
future_visit = Table(
    "future_visit",
    metadata,
    _practice(),
    Column("patient", Text, primary_key=True),
    Column("motive", Text, primary_key=True),
    Column("appointment", UUID(as_uuid=True), nullable=False),
    _moment("ends", nullable=False),
)

patient = Table(
    "patient",
    metadata,
    _practice(),
    Column("pseudonym", Text, primary_key=True),
    Column("category", Text, nullable=False),
    Column("own_doctor", Text),
    Column("enrolled_from", Date),
    Column("enrolled_to", Date),
    Column("last_review", Date),
    Column("version", Integer, nullable=False),
)

waiting = Table(
    "waiting",
    metadata,
    _practice(),
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("patient", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("motive", Text, nullable=False),
    Column("from_day", Date, nullable=False),
    Column("to_day", Date, nullable=False),
    _moment("asked_at", nullable=False),
    Column("practitioners", ARRAY(Text), nullable=False),
    Column("sites", ARRAY(Text), nullable=False),
    Column("parts", ARRAY(Text), nullable=False),
    Column("offered", UUID(as_uuid=True)),
    _moment("offered_until"),
    _moment("closed_at"),
    Column(FINGERPRINT, Text),
    Column("version", Integer, nullable=False),
    Index("waiting_open", "practice", "asked_at", postgresql_where=text("closed_at IS NULL")),
    Index("waiting_offered", "practice", "offered", postgresql_where=text("offered IS NOT NULL")),
)

# The change log that feeds the pictures in memory: what changed, not how. Old lines are swept away.
change = Table(
    "change",
    metadata,
    _practice(),
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("kind", Text, nullable=False),  # day | patient | visits | published | key
    Column("subject", Text),  # holder, or pseudonym
    Column("day", Date),
    Column("at", DateTime(timezone=True), nullable=False, server_default=_NOW),
    Index("change_by_number", "number"),
)

# Answers remembered under an idempotency key (`key`: the API key's id and the client's own key).
memo = Table(
    "memo",
    metadata,
    _practice(),
    Column("key", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("answer", JSONB),
    _moment("at", nullable=False),
    Index("memo_by_age", "practice", "at"),
)

api_key = Table(
    "api_key",
    metadata,
    _practice(),
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("name", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("per_minute", Integer, nullable=False),
    _moment("created_at", nullable=False),
    _moment("revoked_at"),
)

# Append-only (a trigger refuses changes; only the retention sweep may delete). Never a pseudonym.
audit = Table(
    "audit",
    metadata,
    _practice(),
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    _moment("at", nullable=False),
    Column("key", UUID(as_uuid=True)),
    Column("attempt", UUID(as_uuid=True)),  # the transaction that wrote it: whoever has not heard its end looks for it
    Column("action", Text, nullable=False),
    Column("subject", Text),  # id of the thing, never a pseudonym
    Column("outcome", Text, nullable=False),  # done | again | refused
    Column("rules", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("facts", JSONB),
    Index("audit_by_age", "practice", "at"),
)

webhook = Table(
    "webhook",
    metadata,
    _practice(),
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("url", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("events", ARRAY(Text), nullable=False),
    _moment("created_at", nullable=False),
    Column("failures", JSONB, nullable=False, server_default=text("'[]'")),  # the last ones, newest first
)

# What webhooks are to be told: written with the change itself, so that none is lost; sent by the job queue.
event = Table(
    "event",
    metadata,
    _practice(),
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("kind", Text, nullable=False),  # appointment.booked | .moved | .cancelled | .marked | agenda.published | …
    Column("subject", Text, nullable=False),
    _moment("at", nullable=False),
    _moment("sent_at"),
    Index("event_unsent", "practice", "number", postgresql_where=text("sent_at IS NULL")),
)

calendar_feed = Table(
    "calendar_feed",
    metadata,
    _practice(),
    Column("practitioner", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    _moment("created_at", nullable=False),
)

# A rota asked for over the API: the job's state, its progress, and what it found.
rota_job = Table(
    "rota_job",
    metadata,
    _practice(),
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("state", Text, nullable=False),  # queued | running | stopping | done | stopped | failed
    Column("question", JSONB, nullable=False),
    Column("request", Text, nullable=False),  # fingerprint of the request: the question holds what was published then
    Column("progress", JSONB),
    Column("result", JSONB),
    Column("rota", JSONB),
    Column("agenda", JSONB),
    Column("stop", Boolean, nullable=False, server_default=text("false")),
    Column("job", BigInteger),
    Column("lost", SmallInteger, nullable=False, server_default=text("0")),  # attempts that died with their workers
    Column("run", UUID(as_uuid=True)),  # the attempt that may write: one that was taken for dead no longer may
    _moment("asked_at", nullable=False),
    _moment("started_at"),
    _moment("ended_at"),
    Column("version", BigInteger, nullable=False, server_default=text("0")),
)
