"""The manual page of the booking rules, from cards, sentences and examples.

`python -m tests.booking_manual` writes docs/booking-rules.md; a test fails while it is not what this makes.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from scheduler.booking.request import Order
from scheduler.booking.rules import RULES, Card
from scheduler.booking.times import wall_clock
from scheduler.calendar import show_clock
from scheduler.messages import say
from scheduler.zones import zone_of
from tests.booking_examples import BookingExample, booking_examples_of
from tests.builders import A_MONDAY

PAGE = Path(__file__).parents[1] / "docs" / "booking-rules.md"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HEAD = """\
# The booking rules

Every start that is offered or booked has been judged by every rule on this page, in this order. A rule is a plain
function of the request, the start, the practice's policy and the moment (`scheduler/booking/checks/`); it says
nothing, or refuses with a sentence that a receptionist can read out. The search works out whole days at once
(`scheduler/booking/search.py`); a test demands that it offers just the starts that no rule refuses.

*Staff may set it aside* means: an order with `override`, by a key that has that scope, is booked all the same. The
appointment says which rules were set aside, and whether others are booked at its time.

This page is made from the cards, the catalogue and `tests/spec/booking` by `python -m tests.booking_manual`. In the
examples ada and ben work at one site, chloe at another; a planned consultation takes 20 minutes, 25 for a chronic
patient; an acute problem takes 15, a scan 30, a teleconsultation 10, a review 40, a visit 20 and 20 of travel. The
notation is that of [tests/spec/booking](../tests/spec/booking/README.md).
"""
_TAIL = """\
## How some words are meant

- *The acute reserve.* `agenda.json` tells for each site and day how many acute slots stay kept at each moment.
  Counted against it are the free acute slots of the whole day of the site, acute windows included, that still lie
  ahead: every free stretch of acute time holds as many as fit (`acute_minutes` each). A planned motive takes acute
  time between the windows if after it as many are free as stay kept; from hours of a window that was released it may
  take any. Where a day has acute time but the agenda tells no reserve, all of it stays kept.
- *The acute windows* are those of the site. On a public holiday, where holidays count, the whole day is one, with its
  own release. They bind the open and acute time of the professions that hold them; time kept for reviews, visits or
  teleconsultations stays theirs.
- *The own doctor* is that of the request, or of the patient if known. A motive that the own doctor's profession does
  not see is at home at the own doctor's site.
- *The site of a patient* is the own doctor's home site. Urgent teleconsultations with other sites stand at the step
  `tele`; those that can wait at `other_site`.
- *A useless gap* is what no combination of slots can fill: the slots are those that bookings cut out of the same
  kinds of time with that practitioner. The time before the notice is over counts as gone.
- *Shared equipment* is taken with the practitioner's time, for as long. It must be at the site of the appointment.
- *Clocks that change.* Starts are those that the clocks of the practice show; an hour skipped in spring has none
  and nothing lasts across it, of an hour shown twice in autumn the first counts.

## Rank

Offers are ranked by the sum of the costs in [the practice file](practice-file.md#booking), then by start and
practitioner. The chance that an acute slot is needed is that of at least as many acute patients still to come as
there are free acute slots, by the normal distribution with the mean and the standard deviation of `agenda.json`; of
the patients of the day, those still to come are the share that was learned, or that of the cited hours. Hours that an
acute problem waits are counted from midnight: only differences matter. `third_next_available` is the number of days
until the third start of the search.
"""


def manual() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_section(number, card) for number, card in enumerate(RULES, 1)), _TAIL])


def _section(number: int, card: Card) -> str:
    aside = "Staff may set it aside." if card.overridable else "Nobody can set it aside."
    examples = booking_examples_of(card.name)
    lines = [f"## {number}. {card.name}", "", say(f"booking-rule-{card.name}", "en"), ""]
    lines += [f"*From*: {card.source}. {aside}", "", f"*It says*: “{_refusal(examples)}”", ""]
    lines += ["| example | days | asked for | given | refused |", "| --- | --- | --- | --- | --- |"]
    lines += [*map(_row, examples), ""]
    return "\n".join(lines)


def _refusal(examples: list[BookingExample]) -> str:
    """What the rule says of the first start that an example has it refuse."""
    first = next(example for example in examples if example.refused)
    refusal = first.refusal(first.refused[0])
    return refusal.sentence("en") if refusal else ""


def _row(example: BookingExample) -> str:
    cells = [example.name, _days(example), _asked(example)]
    cells += [_starts(example, example.given), _starts(example, example.refused)]
    return f"| {' | '.join(cells)} |"


def _days(example: BookingExample) -> str:
    return "; ".join(f"{key}: {line}" for key, line in example.words["days"].items())


def _asked(example: BookingExample) -> str:
    asked = example.words["ask"]
    told = {"motive": asked} if isinstance(asked, str) else asked
    words = [str(told["motive"]), *(f"{name}: {_plain(value)}" for name, value in told.items() if name != "motive")]
    return ", ".join(words) + f"; at {_moment(example, example.now)}"


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _starts(example: BookingExample, orders: tuple[Order, ...]) -> str:
    return ", ".join(_start(example, order) for order in orders) or "–"


def _start(example: BookingExample, order: Order) -> str:
    return f"{order.practitioner} {_moment(example, order.starts)}"


def _moment(example: BookingExample, moment: datetime) -> str:
    zone = zone_of(example.diary.published.practice.practice)
    day, minute = wall_clock(zone, moment)
    name = "" if day == A_MONDAY else f"{_DAYS[day.weekday()]} "
    return name + show_clock(minute)


if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
