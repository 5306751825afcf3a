"""What all requests and answers have in common."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from scheduler.booking.store import Place
from scheduler.calendar import GRAIN

Thing = TypeVar("Thing")
LONGEST_ID = 64
LONGEST_CURSOR = 400
FIRST_YEAR, LAST_YEAR = 2000, 2199
_PLACES = json.JSONEncoder(default=str)
Last = TypeVar("Last", bound=date | None)


def _in_calendar(moment: Any) -> Any:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        years = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
        raise PydanticCustomError("field_year", "not a year of the calendar", years)
    return moment


def _written(value: Any) -> Any:
    """JSON has texts for dates; a number would be read as seconds since 1970."""
    if isinstance(value, int | float):
        raise PydanticCustomError("field_date", "not a date or time")
    return value


def counted(value: Any) -> Any:
    """Where a number is meant, neither "5" nor true will do."""
    if isinstance(value, str | bool):
        raise PydanticCustomError("field_number", "not a number")
    return value


def as_cursor(place: tuple[Any, ...]) -> str:
    """Where a page ends, as an opaque text."""
    return base64.urlsafe_b64encode(_PLACES.encode(place).encode()).decode().rstrip("=")


def from_cursor(text: str, *readers: Callable[[Any], Any]) -> tuple[Any, ...]:
    """What `as_cursor` wrote, each value read by its reader; a ValueError that pydantic understands otherwise."""
    try:
        place = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        return tuple(read(one) for read, one in zip(readers, place, strict=True))
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        raise PydanticCustomError("field_cursor", "not a page of this list") from None


def page_of(
    found: Sequence[Thing], count: int, place: Callable[[Thing], tuple[Any, ...]]
) -> tuple[Sequence[Thing], str | None]:
    """The things of a page, of which `count` + 1 were looked for, and where the next page begins if there is one."""
    shown = found[:count]
    return shown, as_cursor(place(shown[-1])) if len(found) > count else None


def in_order(last: Last, info: ValidationInfo, first: str) -> Last:
    """The last day of a period, if it is not before the first, the field of that name; what pydantic understands."""
    begins = info.data.get(first)
    if last is not None and begins is not None and last < begins:
        raise PydanticCustomError("field_days_in_order", "the last day is before the first")
    return last


def checked(read: Callable[[str], Any]) -> AfterValidator:
    """What refuses a cursor that its list cannot read."""

    def check(page: str) -> str:
        read(page)
        return page

    return AfterValidator(check)


def a_moment(value: Any) -> datetime:
    """Reads the moment of a cursor; ValueError, TypeError."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return moment.astimezone(UTC)


def a_place(page: str) -> Place:
    """Reads the cursor of a list in order of moments, and of ids within a moment."""
    moment, thing = from_cursor(page, a_moment, UUID)
    return moment, thing


def a_text(value: Any) -> str:
    """Reads a text of a cursor; TypeError."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def in_zone(facts: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """Facts with all their moments as the practice's clocks show them."""
    return {name: fact.astimezone(zone) if isinstance(fact, datetime) else fact for name, fact in facts.items()}


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=LONGEST_ID)]
Pseudonym = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._~-]*$", max_length=LONGEST_ID),
    Field(description="What the booking software calls the patient; never a name or a number that others know."),
]
Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_written),
    AfterValidator(_in_calendar),
    Field(
        description="ISO 8601 with an offset; answers bear the offset of the practice's clocks.",
        json_schema_extra={"pattern": "^2[01]\\d{2}-"},
    ),
]
Day = Annotated[
    date,
    BeforeValidator(_written),
    AfterValidator(_in_calendar),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^2[01]\d{2}-\d{2}-\d{2}$"}),
]
Flag = Annotated[bool, Field(strict=True)]
SlotLength = Annotated[int, Field(ge=GRAIN, le=480, multiple_of=GRAIN), BeforeValidator(counted)]
Cursor = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_CURSOR), Field(description="`next_page`")]
PlaceCursor = Annotated[Cursor, checked(a_place)]


class Model(BaseModel):
    """A request or an answer: frozen, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
