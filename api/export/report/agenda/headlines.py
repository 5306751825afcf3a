"""The figures of the agendas that a manager asks for first: the promise to acute patients, and annual reviews."""

from __future__ import annotations

from collections.abc import Iterator

from api.export.headlines import Headline, Tone
from api.export.plan import Plan
from api.export.report.agenda.reserve import acute_days, worst_day
from scheduler.measures.agenda import fulfilments
from scheduler.messages import say
from scheduler.messages.formats import show_number
from solver.agenda.plan import AgendaPlan


def agenda_headlines(plan: Plan) -> tuple[Headline, ...]:
    """The promise on its worst day, then reviews; none for a plan without agendas."""
    return () if plan.agenda is None else (*_promise(plan, plan.agenda), *_reviews(plan, plan.agenda))


def _promise(plan: Plan, agenda: AgendaPlan) -> Iterator[Headline]:
    days = acute_days(agenda)
    if not days:
        return
    worst = worst_day(days)
    held = sum(one.held for one in days)
    note = say(
        "headline-promise-held" if held == len(days) else "headline-promise-broken",
        plan.language,
        site=plan.names.site(worst.expected.site),
        date=plan.problem.date_of(worst.expected.day),
        promise=plan.practice.agenda.turn_away,
        missing=len(days) - held,
    )
    tone = Tone.GOOD if held == len(days) else Tone.WATCH
    value = worst.away_text(plan.language)
    yield Headline("promise", say("headline-promise", plan.language), value, note, tone)


def _reviews(plan: Plan, agenda: AgendaPlan) -> Iterator[Headline]:
    given = [one for one in fulfilments(agenda.question.problem, agenda.result.agenda) if one.rule == "review_short"]
    for one in given:
        part, whole = (show_number(figure, plan.language) for figure in (one.given, one.asked))
        value = say("of", plan.language, part=part, whole=whole)
        tone = Tone.GOOD if one.given == one.asked else Tone.PLAIN
        note = say("headline-reviews-note", plan.language)
        yield Headline("reviews", say("headline-reviews", plan.language), value, note, tone)
