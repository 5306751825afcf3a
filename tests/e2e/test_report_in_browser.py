"""The report as a manager sees it, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select

from api.export.report import report
from scheduler.practice import Practice
from tests.api.plans import a_plan, an_open_practice
from tests.e2e.browser import CHROMIUM, DRIVER, a_browser
from tests.practices import a_doctor, a_site, a_template

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER) and "CRENEAU_REQUIRE_BROWSER" not in os.environ,
        reason="no chromium and chromedriver are installed",
    ),
]

HOURS = {"mon-fri": "09:00-21:00", "sat": "09:00-13:00", "holiday": "09:00-13:00"}


def a_group() -> Practice:
    """Two sites, doctors and a nurse, Christmas in the second week."""
    return an_open_practice(
        sites=[a_site("nation", hours=HOURS), a_site("italie", hours=HOURS)],
        templates=[
            a_template(days="mon-sat, holiday"),
            a_template("evening", start="17:00", end="21:00"),
            a_template("care", start="09:00", end="12:00", kind="nursing", professions=["nurse"], room=None),
        ],
        practitioners=[
            a_doctor("ada"),
            a_doctor("ben"),
            a_doctor("chloe", home_site="italie"),
            a_doctor("nora", profession="nurse"),
        ],
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a group, in a file."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(report(a_plan(a_group())))
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory, page: Path) -> Iterator[Chrome]:
    """A browser with the report open."""
    with a_browser(tmp_path_factory.mktemp("profile")) as opened:
        opened.get(page.as_uri())
        yield opened


def shown_people(browser: Chrome) -> list[str]:
    """The names in the first week's grid that are on view."""
    rows = browser.find_elements(By.CSS_SELECTOR, "#week-1 tr.person")
    return [row.find_element(By.TAG_NAME, "th").text.split("\n")[0] for row in rows if row.is_displayed()]


def choose(browser: Chrome, selector: str, text: str) -> None:
    """Choose an entry of a filter by its text."""
    Select(browser.find_element(By.ID, selector)).select_by_visible_text(text)


def test_console_stays_empty(browser: Chrome) -> None:
    """The page raises no error and asks for nothing that is not there."""
    log: list[dict[str, Any]] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert log == []


def test_grid_shows_everybody_every_week(browser: Chrome) -> None:
    """One grid a week, one row a practitioner."""
    assert len(browser.find_elements(By.CSS_SELECTOR, "table.grid")) == 2
    assert shown_people(browser) == ["Ada", "Ben", "Chloe", "Nora"]


def test_holiday_is_named_and_tinted(browser: Chrome) -> None:
    """Christmas stands in its column head, and the column has a colour of its own."""
    head = browser.find_element(By.CSS_SELECTOR, "#week-2 th.holiday")
    assert "Noël" in head.text
    plain = browser.find_element(By.CSS_SELECTOR, "#week-1 thead th:nth-child(2)")
    assert head.value_of_css_property("background-color") != plain.value_of_css_property("background-color")


def test_gaps_are_told_in_red_words(browser: Chrome) -> None:
    """Cover short has words besides its colour."""
    gaps = browser.find_elements(By.CSS_SELECTOR, ".gap")
    assert gaps
    assert all("médecin" in gap.text for gap in gaps)


def test_filters_by_profession_and_site(browser: Chrome) -> None:
    """The filters hide rows and say how many are left; all can be shown again."""
    choose(browser, "filter-profession", "Infirmiers")
    assert shown_people(browser) == ["Nora"]
    assert browser.find_element(By.ID, "shown").text.startswith("1 sur 4")
    choose(browser, "filter-profession", "Toutes les professions")
    choose(browser, "filter-site", "Italie")
    assert shown_people(browser) == ["Chloe"]
    choose(browser, "filter-site", "Tous les sites")
    assert len(shown_people(browser)) == 4


@pytest.mark.parametrize("width", [1600, 1100, 500])
def test_page_never_scrolls_sideways(browser: Chrome, width: int) -> None:
    """Wide tables scroll inside their frames, the page itself does not."""
    browser.set_window_size(width, 900)
    wide, seen = browser.execute_script("return [document.documentElement.scrollWidth, window.innerWidth]")  # type: ignore[no-untyped-call]
    assert wide <= seen


def test_heads_stay_in_sight(browser: Chrome) -> None:
    """The column of names stays at the left when a grid is scrolled."""
    browser.set_window_size(700, 900)
    moved = browser.execute_script(  # type: ignore[no-untyped-call]
        "const frame = document.querySelector('#week-1 .frame'); frame.scrollLeft = 300;"
        "const name = frame.querySelector('tr.person th').getBoundingClientRect();"
        "return [frame.scrollLeft > 0, Math.abs(name.left - frame.getBoundingClientRect().left)]"
    )
    assert moved[0]
    assert moved[1] <= 2


def test_page_without_scripts_shows_everybody(tmp_path: Path, page: Path) -> None:
    """Filters that could not work are not offered."""
    bare = tmp_path / "bare.html"
    text = page.read_text(encoding="utf-8")
    bare.write_text(text[: text.index("<script>")] + text[text.index("</script>") :], encoding="utf-8")
    with a_browser(tmp_path / "profile") as opened:
        opened.get(bare.as_uri())
        assert len(shown_people(opened)) == 4
        assert not opened.find_element(By.ID, "filters").is_displayed()
