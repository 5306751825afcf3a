"""Category, acuteness and site are told by other columns where their own do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.patients import OLDEST
from tests.practices import a_site
from tests.scheduler.history.histories import a_row, in_csv, noted, read_rows, read_text, the_practice

OPTIONAL_AGE = st.none() | st.integers(0, 115)
CATEGORIES = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "ages": st.tuples(st.integers(0, 60), st.integers(60, OLDEST)).map(lambda ages: f"{ages[0]}-{ages[1]}"),
            "conditions": st.integers(0, 4),
            "sex": st.sampled_from(["f", "m"]),
        },
    ),
    max_size=4,
)
PATIENTS = st.lists(
    st.tuples(OPTIONAL_AGE, st.none() | st.integers(0, 5), st.none() | st.sampled_from(["f", "m"])),
    min_size=1,
    max_size=12,
)


@given(CATEGORIES, PATIENTS)
@settings(deadline=None, max_examples=60)
def test_categories_agree_with_the_practice(
    tmp_path_factory: pytest.TempPathFactory,
    categories: list[dict[str, Any]],
    patients: list[tuple[int | None, int | None, str | None]],
) -> None:
    """Row by row it is the first category that fits, as the practice's own categories say."""
    named = [{"id": f"c{number}", "name": "C", **stated} for number, stated in enumerate(categories)]
    practice = the_practice(categories=named)
    rows = [
        a_row(patient=f"p-{number}", age=age, conditions=conditions, sex=sex)
        for number, (age, conditions, sex) in enumerate(patients)
    ]
    frame = read_text(tmp_path_factory.mktemp("history"), in_csv(rows), practice=practice).frame
    expected = [
        next((category.id for category in practice.categories if category.fits(*patient)), None)
        if any(known is not None for known in patient)
        else None
        for patient in patients
    ]
    assert frame["category"].to_list() == expected


def test_category_of_the_file_comes_first(tmp_path: Path) -> None:
    """What a row says is not overruled by the patient's age."""
    assert read_rows(tmp_path, a_row(category="chronic", age="3")).frame["category"].to_list() == ["chronic"]


def test_unknown_category_is_found_by_age(tmp_path: Path) -> None:
    """A name that the practice does not know leaves the question to age, sex and conditions."""
    history = read_rows(tmp_path, a_row(category="kids", age="3"))
    assert history.frame["category"].to_list() == ["child"]
    assert noted(history) == [("history-category-unknown", "category", 1)]


def test_motive_tells_whether_it_was_acute(tmp_path: Path) -> None:
    """The column comes first, then the motive; without either it is unknown."""
    stated = [("acute", ""), ("follow-up", ""), ("acute", "no"), ("follow-up", "yes"), ("", "yes"), ("", "")]
    rows = [a_row(patient=f"p-{n}", motive=motive, acute=acute) for n, (motive, acute) in enumerate(stated)]
    assert read_rows(tmp_path, *rows).frame["acute"].to_list() == [True, False, False, True, True, None]


def test_motives_of_the_practice_replace_the_standard_ones(tmp_path: Path) -> None:
    """A practice that states motives knows no others."""
    practice = the_practice(motives=[{"id": "flu", "name": "Flu", "acute": True}])
    history = read_rows(tmp_path, a_row(motive="flu"), a_row(patient="p-2", motive="acute"), practice=practice)
    assert history.frame.select("motive", "acute").rows() == [("flu", True), (None, None)]


def test_two_sites_leave_the_site_open(tmp_path: Path) -> None:
    """A file without sites says nothing of where, if the practice has two."""
    practice = the_practice(sites=[a_site(), a_site("lyon")])
    assert read_text(tmp_path, "start,status\n2026-01-05,attended\n", practice=practice).frame["site"][0] is None
