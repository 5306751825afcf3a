"""The five figures a manager asks for first: cover short, acute windows, equity, wishes, gap."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from api.export.plan import Plan
from scheduler.measures.cover import acute_windows, cover_by_site
from scheduler.measures.equity import Spread, spreads
from scheduler.measures.wishes import wish_answers
from scheduler.messages import say, word
from scheduler.messages.formats import show_duration, show_number, show_percent
from scheduler.rota.problem import Duty


class Tone(StrEnum):
    """How a figure reads: as it should be, worth a look, or neither."""

    GOOD = "good"
    WATCH = "watch"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure with its name and one line that explains it."""

    key: str
    label: str
    value: str
    note: str
    tone: Tone


def headlines(plan: Plan) -> tuple[Headline, ...]:
    """The five figures in the order a manager asks for them."""
    return _cover(plan), _acute(plan), _equity(plan), _wishes(plan), _gap(plan)


def _headline(plan: Plan, key: str, value: str, note: str, tone: Tone) -> Headline:
    return Headline(key, say(f"headline-{key}", plan.language), value, note, tone)


def _tone(good: bool) -> Tone:
    return Tone.GOOD if good else Tone.WATCH


def _modest(good: bool) -> Tone:
    """Of a figure that nobody expects to be perfect."""
    return Tone.GOOD if good else Tone.PLAIN


def _cover(plan: Plan) -> Headline:
    sites = cover_by_site(plan.problem, plan.rota)
    needed, short = sum(site.needed for site in sites), sum(site.short for site in sites)
    held = 1 - short / needed if needed else 1.0
    note = say("headline-cover-note", plan.language, held=held)
    return _headline(plan, "cover", show_duration(short, plan.language), note, _tone(not short))


def _acute(plan: Plan) -> Headline:
    windows = acute_windows(plan.problem, plan.rota)
    held = sum(window.held for window in windows)
    value = say("of", plan.language, part=held, whole=len(windows))
    return _headline(plan, "acute", value, say("headline-acute-note", plan.language), _tone(held == len(windows)))


def _equity(plan: Plan) -> Headline:
    found = spreads(plan.problem, plan.rota)
    if not found:
        return _headline(plan, "equity", "–", say("headline-equity-none", plan.language), Tone.PLAIN)
    worst = max(found, key=lambda spread: spread.farthest)
    value = say("sessions-apart", plan.language, sessions=show_number(worst.farthest, plan.language, 1))
    note = say("headline-equity-note", plan.language, duty=duty_of(plan, worst), profession=_professions(plan, worst))
    return _headline(plan, "equity", value, note, Tone.PLAIN)


def _wishes(plan: Plan) -> Headline:
    answers = wish_answers(plan.problem, plan.rota)
    met = sum(answer.met for answer in answers)
    value = say("of", plan.language, part=met, whole=len(answers))
    return _headline(plan, "wishes", value, say("headline-wishes-note", plan.language), _modest(met == len(answers)))


def _gap(plan: Plan) -> Headline:
    gap = plan.result.gap or 0.0
    note = say(f"headline-gap-{_proof(plan)}", plan.language, gap=gap)
    return _headline(plan, "gap", show_percent(gap, plan.language), note, _modest(_proof(plan) == "best"))


def _proof(plan: Plan) -> str:
    """What the bound says: that nothing costs less, how much less at most, or nothing as long as it is 0."""
    if plan.result.status == "optimal":
        return "best"
    return "note" if plan.result.bound else "open"


def duty_of(plan: Plan, spread: Spread) -> str:
    """A duty in words, or the named holiday it is about."""
    if spread.duty is Duty.NAMED_HOLIDAY:
        return plan.names.holiday(spread.group)
    return word("duty", spread.duty, plan.language)


def _professions(plan: Plan, spread: Spread) -> str:
    return word("professions", spread.profession, plan.language)
