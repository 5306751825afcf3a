"""The report: whole, self-contained and the same on the same day. How it looks is tested in a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from api.export.headlines import Tone, headlines
from api.export.report import report
from api.export.report.heat import shade_of
from scheduler.messages import say
from scheduler.rota.audit import audit
from scheduler.rota.rota import Rota
from scheduler.rota.rules import SOFT_RULES
from tests.api.plans import a_plan, an_open_practice
from tests.practices import a_doctor


class _Outline(HTMLParser):
    """Counts tags and gathers everything that a page would load."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.loads += [value for name, value in attrs if name in ("src", "href") and value and value[0] != "#"]


def outline(page: bytes) -> _Outline:
    """What a page is made of."""
    parser = _Outline()
    parser.feed(page.decode())
    return parser


@pytest.mark.parametrize("language", ["fr", "en"])
def test_report_loads_nothing(language: str) -> None:
    """The page opens offline: no script, style, font or picture from elsewhere."""
    page = report(a_plan(language=language))
    assert outline(page).loads == ["data:,"]
    assert not re.search(rb"https?://|@import|url\(", page)


def test_every_table_has_a_caption() -> None:
    """Tables say what they show to those who cannot see them."""
    tags = outline(report(a_plan())).tags
    assert tags["table"] == tags["caption"]


def test_names_cannot_break_out_of_the_page() -> None:
    """A name with markup in it is shown as it is."""
    practice = an_open_practice(
        practitioners=[a_doctor("ada", name="<script>alert(1)</script>"), a_doctor("ben")], wishes=[]
    )
    page = report(a_plan(practice)).decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_report_speaks_one_language() -> None:
    """Every rule of the cost table is told in the language asked for."""
    page = report(a_plan(language="en")).decode()
    assert "Cover and demand" in page
    assert "Effectif" not in page
    assert page.count('class="says"') == len(SOFT_RULES)


def test_report_is_the_same_on_the_same_day() -> None:
    """Nothing of the clock gets into the page."""
    assert report(a_plan()) == report(a_plan())


def test_headlines_tell_an_empty_rota_as_it_is() -> None:
    """Without any session nothing is covered and no window is held."""
    plan = a_plan()
    empty = Rota.of(())
    plan = replace(plan, rota=empty, audit=audit(plan.problem, empty))
    found = {one.key: one for one in headlines(plan)}
    assert found["acute"].value.startswith("0 sur ")
    assert found["cover"].tone is Tone.WATCH
    assert report(plan)


def test_shades_follow_the_difference() -> None:
    """From far too few people to many more than expected."""
    shades = [shade_of(difference) for difference in (-2, -1, -0.5, 0, 0.5, 2)]
    assert shades == ["s3", "s2", "s1", "even", "o1", "o2"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_bound_of_nothing_proves_nothing(language: str) -> None:
    """No sentence sells a gap of 100 % as a proof."""
    plan = a_plan(language=language)
    assert (plan.result.bound, plan.result.gap) == (0, 1.0)
    assert headlines(plan)[-1].note == say("headline-gap-open", language)
    proved = replace(plan, result=replace(plan.result, bound_by_tier={1: 1, 2: 0, 3: 0}))
    assert headlines(proved)[-1].note == say("headline-gap-note", language, gap=proved.result.gap or 0.0)
