"""The agendas in the report as a manager sees them, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from api.export.report import agenda_report, report
from scheduler.practice import Practice
from tests.api.agendas import HOURS, a_plan_with_agendas, a_practice_with_lists
from tests.e2e.browser import CHROMIUM, DRIVER, a_browser
from tests.e2e.test_report_in_browser import choose
from tests.practices import a_doctor, a_site, a_template

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER) and "CRENEAU_REQUIRE_BROWSER" not in os.environ,
        reason="no chromium and chromedriver are installed",
    ),
]

SITES = ("nation", "italie")
FIRST_DAY = "#agenda-2026-12-14"
SECOND_DAY = "#agenda-2026-12-15"


def a_group() -> Practice:
    """Two sites with demand, doctors and a nurse with open time."""
    care = a_template("care", start="09:00", end="12:00", kind="nursing", professions=["nurse"], room=None)
    return a_practice_with_lists(
        sites=[a_site(site, hours=HOURS) for site in SITES],
        templates=[a_template(days="mon-sat, holiday"), a_template("evening", start="17:00", end="21:00"), care],
        practitioners=[
            a_doctor("ada"),
            a_doctor("ben"),
            a_doctor("chloe", home_site="italie"),
            a_doctor("nora", profession="nurse"),
        ],
        demand=[{"site": site, "days": "mon-fri", "half_day": "morning", "minutes": 300} for site in SITES],
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a group with agendas, in a file."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(report(a_plan_with_agendas(a_group())))
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory, page: Path) -> Iterator[Chrome]:
    """A browser with the report open."""
    with a_browser(tmp_path_factory.mktemp("profile")) as opened:
        opened.get(page.as_uri())
        yield opened


def lines(browser: Chrome, within: str) -> list[str]:
    """The names of the rows on view inside a part of the page."""
    rows = browser.find_elements(By.CSS_SELECTOR, f"{within} tr.person")
    return [row.find_element(By.TAG_NAME, "th").text for row in rows if row.is_displayed()]


def first_block(browser: Chrome, letter: str) -> WebElement:
    """The first block of a kind on view."""
    return browser.find_element(By.CSS_SELECTOR, f"{FIRST_DAY} .line .{letter}")


def sum_of(browser: Chrome, selector: str) -> int:
    """How many elements of a selector are on view."""
    return sum(one.is_displayed() for one in browser.find_elements(By.CSS_SELECTOR, selector))


def test_console_stays_empty(browser: Chrome) -> None:
    """The page raises no error and asks for nothing that is not there."""
    log: list[dict[str, Any]] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert log == []


def test_first_day_is_open_others_unfold(browser: Chrome) -> None:
    """A day opens when its heading is clicked, and closes again."""
    assert lines(browser, FIRST_DAY) == ["Ada", "Ben", "Nora", "Chloe"]
    assert lines(browser, SECOND_DAY) == []
    heading = browser.find_element(By.CSS_SELECTOR, f"{SECOND_DAY} summary")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", heading)
    heading.click()
    assert lines(browser, SECOND_DAY)
    heading.click()
    assert lines(browser, SECOND_DAY) == []


def test_all_days_of_a_week_open_at_once(browser: Chrome) -> None:
    """Whoever prints a week opens it with one click, and closes it with another."""
    button = browser.find_element(By.CSS_SELECTOR, "article.diary button.unfold")
    days = browser.find_elements(By.CSS_SELECTOR, "article.diary:first-of-type details.day")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
    assert button.text == "Ouvrir tous les jours"
    button.click()
    assert all(day.get_attribute("open") for day in days)
    button.click()
    assert not any(day.get_attribute("open") for day in days)
    browser.execute_script("arguments[0].open = true", days[0])


def test_blocks_lie_by_the_clock(browser: Chrome) -> None:
    """A line is as long as the hours above it, and its blocks stand one after the other without overlap."""
    line = browser.find_element(By.CSS_SELECTOR, f"{FIRST_DAY} .line")
    rects = [block.rect for block in line.find_elements(By.TAG_NAME, "i")]
    assert len(rects) > 3
    for before, after in pairwise(rects):
        assert after["x"] >= before["x"] + before["width"] - 1
    hours = (21 - 9) * 60
    acute = line.find_element(By.CSS_SELECTOR, ".a")
    assert abs(acute.rect["width"] / line.rect["width"] - 15 / hours) < 0.003


def test_acute_blocks_stand_out(browser: Chrome) -> None:
    """They are taller than the others, have a colour of their own and a letter on it."""
    acute, opened = first_block(browser, "a"), first_block(browser, "o")
    assert acute.rect["height"] > opened.rect["height"]
    assert acute.value_of_css_property("background-color") != opened.value_of_css_property("background-color")
    mark = browser.execute_script("return getComputedStyle(arguments[0], '::before').content", acute)
    assert mark == '"U"'


def test_key_has_the_colours_of_the_blocks(browser: Chrome) -> None:
    """What the key shows is what the lines show."""
    for letter in ("o", "a", "r", "d"):
        key = browser.find_element(By.CSS_SELECTOR, f".key.blocks .{letter}")
        shown = first_block(browser, letter).value_of_css_property("background-color")
        assert key.value_of_css_property("background-color") == shown


def test_pointing_at_a_block_tells_its_times(browser: Chrome) -> None:
    """The words of a block appear above it and stay on the line; without the pointer they are there to be read out."""
    for block in (first_block(browser, "a"), browser.find_elements(By.CSS_SELECTOR, f"{FIRST_DAY} .line i")[-1]):
        words = block.find_element(By.TAG_NAME, "b")
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", block)
        assert words.rect["width"] <= 1
        ActionChains(browser).move_to_element(block).perform()
        assert " h" in words.text
        frame = browser.find_element(By.CSS_SELECTOR, f"{FIRST_DAY} .frame").rect
        assert words.rect["width"] > 40
        assert words.rect["x"] + words.rect["width"] <= frame["x"] + frame["width"]
        assert words.rect["y"] + words.rect["height"] <= block.rect["y"] + 1


def test_filters_by_site_and_profession(browser: Chrome) -> None:
    """Site and profession narrow the lines, the weeks and the reserve, and can be taken back."""
    every_reserve = sum_of(browser, "details.reserve")
    choose(browser, "filter-site", "Italie")
    assert lines(browser, FIRST_DAY) == ["Chloe"]
    assert sum_of(browser, "details.reserve") == 1
    assert sum_of(browser, "#agenda-week-1 tr.site") == 1
    choose(browser, "filter-site", "Tous les sites")
    choose(browser, "filter-profession", "Infirmiers")
    assert lines(browser, FIRST_DAY) == ["Nora"]
    assert lines(browser, "#agenda-week-1") == ["Nora"]
    choose(browser, "filter-profession", "Toutes les professions")
    assert lines(browser, FIRST_DAY) == ["Ada", "Ben", "Nora", "Chloe"]
    assert sum_of(browser, "details.reserve") == every_reserve == 2


def test_days_without_anybody_left_are_hidden(browser: Chrome) -> None:
    """A filter leaves no empty days behind."""
    before = sum_of(browser, "details.day")
    choose(browser, "filter-profession", "Infirmiers")
    assert 0 < sum_of(browser, "details.day") < before
    choose(browser, "filter-profession", "Toutes les professions")
    assert sum_of(browser, "details.day") == before


@pytest.mark.parametrize("width", [1600, 1100, 500])
def test_page_never_scrolls_sideways(browser: Chrome, width: int) -> None:
    """Wide tables scroll inside their frames, the page itself does not."""
    browser.set_window_size(width, 900)
    wide, seen = browser.execute_script("return [document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= seen


def test_dark_screen_has_dark_lines(browser: Chrome) -> None:
    """Open time is light on a light screen and dark on a dark one."""
    light = first_block(browser, "o").value_of_css_property("background-color")
    emulate(browser, media="", scheme="dark")
    dark = first_block(browser, "o").value_of_css_property("background-color")
    emulate(browser, media="", scheme="light")
    assert brightness(dark) < 100 < brightness(light)


def test_print_holds_the_open_days_only(browser: Chrome) -> None:
    """Paper shows the days that were opened, whole, and no weeks without any."""
    emulate(browser, media="print", scheme="light")
    try:
        assert sum_of(browser, "details.day") == 1
        assert sum_of(browser, "article.diary") == 1
        assert lines(browser, FIRST_DAY) == ["Ada", "Ben", "Nora", "Chloe"]
    finally:
        emulate(browser, media="", scheme="light")


def emulate(browser: Chrome, media: str, scheme: str) -> None:
    """Show the page as on paper or on a dark screen."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def brightness(colour: str) -> float:
    """The mean of red, green and blue of "rgba(r, g, b, a)", 0 to 255."""
    figures = colour[colour.index("(") + 1 : -1].split(",")[:3]
    return sum(float(figure) for figure in figures) / 3


def test_page_without_scripts_shows_everything(tmp_path: Path, page: Path) -> None:
    """Days unfold and lines are drawn without scripts; what could not work is not offered."""
    bare = tmp_path / "bare.html"
    text = page.read_text(encoding="utf-8")
    bare.write_text(text[: text.index("<script>")] + text[text.index("</script>") :], encoding="utf-8")
    with a_browser(tmp_path / "profile") as opened:
        opened.get(bare.as_uri())
        assert lines(opened, FIRST_DAY) == ["Ada", "Ben", "Nora", "Chloe"]
        assert first_block(opened, "a").rect["width"] > 5
        assert not opened.find_element(By.CSS_SELECTOR, "button.unfold").is_displayed()
        opened.find_element(By.CSS_SELECTOR, f"{SECOND_DAY} summary").click()
        assert lines(opened, SECOND_DAY)


def test_report_of_agendas_alone_filters_too(tmp_path: Path) -> None:
    """The page of agendas has the same filters, and counts the practitioners of the first week."""
    path = tmp_path / "agenda.html"
    path.write_bytes(agenda_report(a_plan_with_agendas(a_group())))
    with a_browser(tmp_path / "profile") as opened:
        opened.get(path.as_uri())
        assert opened.find_element(By.ID, "shown").text.startswith("4 sur 4")
        choose(opened, "filter-site", "Italie")
        assert lines(opened, FIRST_DAY) == ["Chloe"]
        assert opened.find_element(By.ID, "shown").text.startswith("1 sur 4")
        log: list[dict[str, Any]] = opened.get_log("browser")  # type: ignore[no-untyped-call]
        assert log == []
