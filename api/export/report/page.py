"""The page as a whole."""

from __future__ import annotations

from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from api.export.agenda import agenda_of
from api.export.headlines import headlines
from api.export.plan import Plan
from api.export.report.agenda import agenda_headlines, agenda_section
from api.export.report.costs import cost_tiers, presence_text, to_watch, unmet_wishes
from api.export.report.fairness import fair_tables
from api.export.report.grid import week_grids
from api.export.report.heat import heat_maps
from api.export.weeks import period_text
from scheduler.messages import say, word

FOLDER = Path(__file__).parent


def report(plan: Plan) -> bytes:
    """The report as one HTML file that needs nothing else."""
    watch, more = to_watch(plan)
    return _page(
        "report.html.j2",
        plan,
        title=say("report-title", plan.language),
        headlines=(*headlines(plan), *agenda_headlines(plan)),
        watch=watch,
        more=more,
        presence=presence_text(plan),
        grids=week_grids(plan),
        maps=heat_maps(plan),
        fairness=fair_tables(plan),
        wishes=unmet_wishes(plan),
        tiers=cost_tiers(plan),
    )


def agenda_report(plan: Plan) -> bytes:
    """The agendas alone as one HTML file that needs nothing else; ValueError for a plan without agendas."""
    agenda_of(plan)
    title = say("report-agendas", plan.language)
    return _page("agenda_report.html.j2", plan, title=title, headlines=agenda_headlines(plan))


def _page(template: str, plan: Plan, **shown: Any) -> bytes:
    page = (
        _templates()
        .get_template(template)
        .render(
            t=partial(_say, plan.language),
            plan=plan,
            style=Markup((FOLDER / "report.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
            script=Markup((FOLDER / "report.js").read_text(encoding="utf-8")),  # noqa: S704 - our own file
            period=period_text(plan),
            sites=[(number, plan.names.site(number)) for number in range(len(plan.problem.sites))],
            professions=_professions(plan),
            agendas=agenda_section(plan),
            engine=version("creneau"),
            **shown,
        )
    )
    return page.encode()


def _say(language: str, key: str, **facts: str | int | float) -> str:
    return say(key, language, **facts)


def _professions(plan: Plan) -> list[tuple[str, str]]:
    own = dict.fromkeys(one.profession for one in plan.problem.people)
    return [(name, word("professions", name, plan.language)) for name in own]


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
