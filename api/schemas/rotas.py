"""Rotas over HTTP: what is asked for, how it stands, and what was found."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field

from api.jobs.rota.sentences import in_language
from api.schemas.model import Day, Model, Moment
from api.store.rota_jobs import RotaRecord, RotaStanding, RotaState

Document = dict[str, Any]
Seconds = Annotated[float, Field(gt=0, le=86_400)]

EFFORT = ("from", "weeks", "seconds", "agenda_seconds", "seed", "workers")
"""The fields of a question that are no documents."""

PRACTICE = Field(
    default=None,
    description="The whole practice, as the practice file holds it (`creneau schema`), without `include`; "
    "otherwise the published one.",
)
PREVIOUS = Field(
    default=None, description="The rota of the weeks before, or an earlier version of this period, as `rota.json`."
)
LEDGER = Field(default=None, description="The account of earlier periods, as `ledger.json`.")


class RotaOrder(Model):
    """A rota to search for, over `weeks` weeks from the Monday `from`.

    `seconds` for the search, `agenda_seconds` for its agendas; `workers` at most, and no more than there are cores.
    """

    first_day: Day = Field(alias="from")
    weeks: Annotated[int, Field(ge=1, le=53)]
    seconds: Seconds = 60.0
    agenda_seconds: Seconds = 20.0
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    workers: Annotated[int, Field(ge=1, le=64)] = 2
    practice: Document | None = PRACTICE
    learned: Document | None = Field(
        default=None, description="What was learned, as LEARNED.yaml; otherwise what is published with the practice."
    )
    previous: Document | None = PREVIOUS
    ledger: Document | None = LEDGER


class RotaToJudge(Model):
    """Any rota, one made by hand too."""

    rota: Document = Field(description="As `rota.json`.")
    practice: Document | None = PRACTICE
    previous: Document | None = PREVIOUS
    ledger: Document | None = LEDGER


class RotaProgress(Model):
    """How far a search is. `phase`: build, first_rota, improve, bound or agendas; `share` of the agendas done.

    `cost_by_rule` of the best rota so far; `gap` = (cost − bound) ÷ cost.
    """

    seconds: float
    phase: str
    cost: int | None = None
    bound: int | None = None
    gap: float | None = None
    cost_by_rule: dict[str, int] = Field(default_factory=dict)
    share: float | None = None


class RotaEvent(Model):
    """What the event stream tells."""

    state: RotaState
    progress: RotaProgress | None
    version: int


class RotaLine(RotaEvent):
    """A rota asked for, as it is listed."""

    id: UUID
    first_day: date = Field(alias="from")
    weeks: int
    seconds: float
    agenda_seconds: float
    seed: int
    workers: int
    today: date
    asked_at: Moment
    started_at: Moment | None
    ended_at: Moment | None


class RotaView(RotaLine):
    """A rota asked for, with what was found.

    `result` as `result.json`, with the agendas' figures under `agenda`; `rota`, `agenda` and `ledger` as the files of
    these names. `reasons`: why there is no rota. While the agendas are being laid out, `agenda` is null.
    """

    result: Document | None
    reasons: tuple[str, ...] = ()
    rota: Document | None
    agenda: Document | None
    ledger: Document | None


class RotaPage(Model):
    """Rotas asked for, newest first."""

    rotas: tuple[RotaLine, ...]
    next_page: str | None


class RotaJudgement(Model):
    """What rules say of a rota: as `creneau audit --json` prints it."""

    valid: bool
    cost: int
    cost_by_tier: dict[str, int]
    practice: str
    first_day: date = Field(alias="from")
    weeks: int
    cost_by_rule: dict[str, Document]
    amount_by_rule: dict[str, float]
    violations: tuple[Document, ...]
    penalties: tuple[Document, ...]


def rota_event(standing: RotaStanding) -> RotaEvent:
    """How a rota stands."""
    return RotaEvent(
        state=standing.state,
        progress=None if standing.progress is None else RotaProgress(**standing.progress),
        version=standing.version,
    )


def rota_line(record: RotaRecord, zone: ZoneInfo) -> RotaLine:
    """A rota as it is listed, its moments by the practice's clocks."""
    return RotaLine(**_line(record, zone))


def rota_view(record: RotaRecord, zone: ZoneInfo, language: str) -> RotaView:
    """A rota with what was found, its sentences in a language."""
    result = in_language(record.result, language) or {}
    reasons = tuple(one["sentence"] for one in result.pop("reasons", ()))
    ledger = result.pop("ledger", None)
    return RotaView(
        **_line(record, zone),
        result=result or None,
        reasons=reasons,
        rota=record.rota,
        agenda=record.agenda,
        ledger=ledger,
    )


def _line(record: RotaRecord, zone: ZoneInfo) -> dict[str, Any]:
    effort = {name: record.question[name] for name in (*EFFORT, "today")}
    moments = {name: getattr(record, name) for name in ("asked_at", "started_at", "ended_at")}
    shown = {name: moment and moment.astimezone(zone) for name, moment in moments.items()}
    return {"id": record.id, **dict(rota_event(record)), **effort, **shown}
