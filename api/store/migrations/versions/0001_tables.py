"""The tables as they were first, the functions of the promise, and the guard of the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What claims and places hold is an array of {id, mask or begin, until}; `until` is ISO 8601 in UTC, so that its cast
# does not depend on any setting and the functions may be called immutable.
_FUNCTIONS = (
    """
    CREATE FUNCTION creneau_live(claims jsonb, at timestamptz, without uuid[] DEFAULT '{}') RETURNS bit(288)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(bit_or((one->>'mask')::bit(288)), repeat('0', 288)::bit(288))
        FROM jsonb_array_elements(claims) AS one
        WHERE (one->>'until' IS NULL OR (one->>'until')::timestamptz > at) AND (one->>'id')::uuid <> ALL (without)
    $$
    """,
    """
    CREATE FUNCTION creneau_kept(items jsonb, at timestamptz, without uuid[] DEFAULT '{}') RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(jsonb_agg(one ORDER BY number), '[]')
        FROM jsonb_array_elements(items) WITH ORDINALITY AS every (one, number)
        WHERE (one->>'until' IS NULL OR (one->>'until')::timestamptz > at) AND (one->>'id')::uuid <> ALL (without)
    $$
    """,
    """
    CREATE FUNCTION creneau_places(places jsonb, start int, at timestamptz, without uuid[] DEFAULT '{}') RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT count(*) FROM jsonb_array_elements(creneau_kept(places, at, without)) AS one
        WHERE (one->>'begin')::int = start
    $$
    """,
    """
    CREATE FUNCTION creneau_room(layout jsonb, start int) RETURNS int
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(max(coalesce((one->>'places')::int, 1)), 0) FROM jsonb_array_elements(layout->'pieces') AS one
        WHERE one->>'kind' = 'group' AND (one->>'begin')::int = start
    $$
    """,
)

_GUARD = (
    """
    CREATE FUNCTION creneau_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND current_setting('creneau.retention', true) = 'on' THEN
            RETURN NULL;
        END IF;
        RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
    END $$
    """,
    """
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION creneau_append_only()
    """,
)


def upgrade() -> None:
    """Make everything."""
    _practice()
    _reserve_day()
    _agenda_day()
    _appointment()
    _hold()
    _future_visit()
    _patient()
    _waiting()
    _change()
    _memo()
    _api_key()
    _audit()
    _webhook()
    _event()
    _calendar_feed()
    _rota_job()
    for statement in (*_FUNCTIONS, *_GUARD):
        op.execute(statement)


def downgrade() -> None:
    """There is nothing before the first tables: a practice is never dropped by a migration."""
    raise NotImplementedError


def _practice() -> None:
    op.create_table(
        "practice",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("learned", postgresql.JSONB(), nullable=True),
        sa.Column("generation", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("practice"),
    )


def _reserve_day() -> None:
    op.create_table(
        "reserve_day",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kept", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("practice", "site", "day"),
    )


def _agenda_day() -> None:
    op.create_table(
        "agenda_day",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("layout", postgresql.JSONB(), nullable=False),
        sa.Column("bookable", postgresql.BIT(length=288), nullable=False),
        sa.Column(
            "booked", postgresql.BIT(length=288), server_default=sa.text("repeat('0', 288)::bit(288)"), nullable=False
        ),
        sa.Column("claims", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("places", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("practice", "holder", "day"),
        postgresql_with={"fillfactor": "70"},
    )


def _appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("practitioner", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begin", sa.SmallInteger(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("taken_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("group", sa.Boolean(), nullable=False),
        sa.Column("resources", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("motive", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("overbooked", sa.Boolean(), nullable=False),
        sa.Column("own_doctor", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("overridden", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("only_future", sa.Boolean(), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("actual_minutes", sa.SmallInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("practice", "id"),
    )
    op.create_index("appointment_by_day", "appointment", ["practice", "practitioner", "day"])
    op.create_index(
        "appointment_by_patient",
        "appointment",
        ["practice", "patient"],
        postgresql_where=sa.text("patient IS NOT NULL"),
    )
    op.create_index(
        "appointment_to_forget", "appointment", ["practice", "starts"], postgresql_where=sa.text("patient IS NOT NULL")
    )


def _hold() -> None:
    op.create_table(
        "hold",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("practitioner", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begin", sa.SmallInteger(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("taken_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("group", sa.Boolean(), nullable=False),
        sa.Column("resources", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("motive", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("overbooked", sa.Boolean(), nullable=False),
        sa.Column("own_doctor", sa.Text(), nullable=True),
        sa.Column("overridden", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("practice", "id"),
    )
    op.create_index("hold_by_end", "hold", ["practice", "until"])


def _future_visit() -> None:
    op.create_table(
        "future_visit",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("motive", sa.Text(), nullable=False),
        sa.Column("appointment", sa.UUID(), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("practice", "patient", "motive"),
    )


def _patient() -> None:
    op.create_table(
        "patient",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("pseudonym", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("own_doctor", sa.Text(), nullable=True),
        sa.Column("enrolled_from", sa.Date(), nullable=True),
        sa.Column("enrolled_to", sa.Date(), nullable=True),
        sa.Column("last_review", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("practice", "pseudonym"),
    )


def _waiting() -> None:
    op.create_table(
        "waiting",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("motive", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("practitioners", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("sites", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("parts", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("offered", sa.UUID(), nullable=True),
        sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("practice", "id"),
    )
    op.create_index(
        "waiting_offered", "waiting", ["practice", "offered"], postgresql_where=sa.text("offered IS NOT NULL")
    )
    op.create_index("waiting_open", "waiting", ["practice", "asked_at"], postgresql_where=sa.text("closed_at IS NULL"))


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.PrimaryKeyConstraint("practice", "number"),
    )
    op.create_index("change_by_number", "change", ["number"])


def _memo() -> None:
    op.create_table(
        "memo",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("answer", postgresql.JSONB(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("practice", "key"),
    )
    op.create_index("memo_by_age", "memo", ["practice", "at"])


def _api_key() -> None:
    op.create_table(
        "api_key",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("per_minute", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("practice", "id"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.UUID(), nullable=True),
        sa.Column("attempt", sa.UUID(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("rules", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("practice", "number"),
    )
    op.create_index("audit_by_age", "audit", ["practice", "at"])


def _webhook() -> None:
    op.create_table(
        "webhook",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("events", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.PrimaryKeyConstraint("practice", "id"),
    )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("practice", "number"),
    )
    op.create_index("event_unsent", "event", ["practice", "number"], postgresql_where=sa.text("sent_at IS NULL"))


def _calendar_feed() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("practitioner", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("practice", "practitioner"),
    )


def _rota_job() -> None:
    op.create_table(
        "rota_job",
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("question", postgresql.JSONB(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("progress", postgresql.JSONB(), nullable=True),
        sa.Column("result", postgresql.JSONB(), nullable=True),
        sa.Column("rota", postgresql.JSONB(), nullable=True),
        sa.Column("agenda", postgresql.JSONB(), nullable=True),
        sa.Column("stop", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("job", sa.BigInteger(), nullable=True),
        sa.Column("lost", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("run", sa.UUID(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("practice", "id"),
    )
