"""Lists, absences, wishes and staff from tables and YAML files of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from ruamel.yaml import YAML

from scheduler.files import BadInput, read_practice
from scheduler.files.columns import COLUMNS, fraction
from scheduler.files.rows import ENTRIES
from scheduler.practice import Practice
from tests.practices import a_doctor, a_practice, a_practice_file

CATEGORIES = [{"id": "adult", "name": "Adults"}, {"id": "child", "name": "Children"}]
SECTIONS: dict[str, list[dict[str, Any]]] = {
    "practitioners": [
        a_doctor("ada", sites=["nation"], skills=["supervises", "scan"], usual_days="mon, thu-fri"),
        a_doctor("ben"),
    ],
    "lists": [
        {"practitioner": "ada", "category": "adult", "patients": 800},
        {"practitioner": "ben", "category": "child", "patients": 0},
    ],
    "absences": [
        {"practitioner": "ada", "from": "2026-12-24", "to": "2027-01-03", "reason": "leave"},
        {"practitioner": "ben", "from": "2026-12-24", "to": "2026-12-24", "half_day": "morning"},
    ],
    "wishes": [
        {"practitioner": "ada", "from": "2026-12-28", "to": "2026-12-28", "want": "off", "weight": 3},
        {"practitioner": "ben", "from": "2026-12-28", "to": "2026-12-30", "want": "on", "template": "morning"},
    ],
    "cover": [
        {
            "sites": ["nation"],
            "days": "mon, wed",
            "from": "09:00",
            "to": "12:00",
            "professions": ["gp", "locum"],
            "least": 1,
        },
        {
            "sites": "all",
            "dates": ["2026-12-24", "2026-12-31"],
            "from": "09:00",
            "to": "12:00",
            "professions": ["gp"],
            "least": 1,
            "most": 3,
        },
    ],
    "demand": [
        {"site": "nation", "days": "mon-fri", "half_day": "morning", "minutes": 300},
        {"site": "nation", "dates": ["2026-12-24"], "half_day": "morning", "minutes": 1200, "professions": ["gp"]},
    ],
    "lengths": [
        {"motive": "acute", "minutes": 15},
        {"motive": "follow-up", "category": "child", "minutes": 20, "mean": 18.5, "sd": 6},
    ],
    "contacts": [
        {"motive": "acute", "category": "child", "per_year": 2.4},
        {"motive": "follow-up", "per_year": 2},
    ],
}


def cell(value: Any) -> str:
    return "|".join(value) if isinstance(value, list) else str(value)


def columns(rows: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def write_csv(folder: Path, section: str, rows: list[dict[str, Any]]) -> str:
    lines = [";".join(columns(rows)), *(";".join(cell(row.get(name, "")) for name in columns(rows)) for row in rows)]
    (folder / f"{section}.csv").write_text("\n".join(lines), encoding="utf-8")
    return f"{section}.csv"


def write_xlsx(folder: Path, section: str, rows: list[dict[str, Any]]) -> str:
    book = Workbook()
    page = book.worksheets[0]
    page.append(columns(rows))
    for row in rows:
        page.append(
            [row[name] if isinstance(row.get(name), int) else cell(row.get(name, "")) for name in columns(rows)]
        )
    book.save(folder / f"{section}.xlsx")
    return f"{section}.xlsx"


def write_yaml(folder: Path, section: str, rows: list[dict[str, Any]]) -> str:
    with (folder / f"{section}.yaml").open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump({section: rows}, file)
    return f"{section}.yaml"


def with_tables(folder: Path, **files: str | list[str]) -> Path:
    return a_practice_file(folder, categories=CATEGORIES, include=files)


def of_table(folder: Path, section: str, text: str) -> Practice:
    (folder / "table.csv").write_text(text, encoding="utf-8", newline="")
    return read_practice(with_tables(folder, **{section: "table.csv"}))


@pytest.mark.parametrize("write", [write_csv, write_xlsx, write_yaml])
def test_included_sections_are_those_written_in_place(
    tmp_path: Path, write: Callable[[Path, str, list[dict[str, Any]]], str]
) -> None:
    """A practice is the same whether its sections stand in tables, YAML files or the practice file."""
    include = {section: write(tmp_path, section, rows) for section, rows in SECTIONS.items()}
    path = a_practice_file(tmp_path, categories=CATEGORIES, include=include, practitioners=None, cover=None)
    assert read_practice(path) == a_practice(categories=CATEGORIES, **SECTIONS)


def test_several_files_add_up(tmp_path: Path) -> None:
    """The entries of several files follow those of the practice file itself."""
    include = [
        write_csv(tmp_path, "absences", SECTIONS["absences"][:1]),
        write_xlsx(tmp_path, "absences", SECTIONS["absences"][1:]),
    ]
    own = {"practitioner": "chloe", "from": "2026-12-24", "to": "2026-12-24"}
    practice = read_practice(a_practice_file(tmp_path, absences=[own], include={"absences": include}))
    assert [absence.practitioner for absence in practice.absences] == ["chloe", "ada", "ben"]


@pytest.mark.parametrize("section", COLUMNS)
def test_tables_have_the_columns_of_their_entries(section: str) -> None:
    """A table may hold every field of its section's entries, and nothing else."""
    fields = ENTRIES[section].model_fields
    assert set(COLUMNS[section]) == {field.alias or name for name, field in fields.items()}


@pytest.mark.parametrize(
    "text",
    [
        "practitioner,from,to\nada,2026-12-24,2026-12-31\n",
        "practitioner;from;to\nada;24/12/2026;31/12/2026\n",
        "\ufeffPractitioner;From;To\r\nada;24/12/2026;31/12/2026\r\n;;\r\n",
        '"practitioner"\t"from"\t"to"\t\n ada \t24/12/2026\t31/12/2026\t\n',
    ],
)
def test_csv_as_spreadsheets_write_it(tmp_path: Path, text: str) -> None:
    """Comma, semicolon or tab, with or without byte order mark, ISO or French dates."""
    (absence,) = of_table(tmp_path, "absences", text).absences
    assert (absence.from_date, absence.to_date) == (date(2026, 12, 24), date(2026, 12, 31))


def test_cells_as_spreadsheets_keep_them(tmp_path: Path) -> None:
    """Real dates and clock times, whole numbers with a fraction of zero, numbers as names."""
    book = Workbook()
    page = book.worksheets[0]
    page.append(["Absences of the year"])
    page = book.create_sheet("Absences")
    page.append(["practitioner", "from", "to"])
    page.append(["ada", datetime(2026, 12, 24), date(2026, 12, 31)])  # noqa: DTZ001 - spreadsheets know no zones
    book.save(tmp_path / "absences.xlsx")
    book = Workbook()
    page = book.worksheets[0]
    page.append(["sites", "days", "from", "to", "professions", "least"])
    page.append(["all", "mon-fri", time(9), time(12, 30), "gp", 1.0])
    book.save(tmp_path / "cover.xlsx")
    practice = read_practice(with_tables(tmp_path, absences="absences.xlsx", cover="cover.xlsx"))
    assert practice.absences[0].to_date == date(2026, 12, 31)
    assert (practice.cover[1].begin, practice.cover[1].end, practice.cover[1].least) == (540, 750, 1)


def test_number_with_blanks(tmp_path: Path) -> None:
    """Thousands may be set apart as French spreadsheets do."""
    practice = of_table(tmp_path, "lists", "practitioner,category,patients\nada,adult,1\N{NARROW NO-BREAK SPACE}200\n")
    assert practice.lists[0].patients == 1200


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1.25", 1.25),
        ("1,25", 1.25),
        ("1\N{NARROW NO-BREAK SPACE}250,5", 1250.5),
        ("-0.5", -0.5),
        ("3", 3),
        (2.0, 2),
        (2.5, 2.5),
        ("1.2.5", "1.2.5"),
        ("often", "often"),
    ],
)
def test_number_with_decimals(written: Any, read: Any) -> None:
    """A decimal point or a comma, as English and French spreadsheets write them; what is no number stays."""
    assert fraction(written) == read


def test_contacts_of_a_french_spreadsheet(tmp_path: Path) -> None:
    """An empty category speaks of all patients, and a comma begins the decimals."""
    practice = of_table(tmp_path, "contacts", "motive;category;per_year\nacute;;1,25\nacute;child;2,5\n")
    assert [(line.category, line.per_year) for line in practice.contacts] == [(None, 1.25), ("child", 2.5)]


TABLE_FAULTS: dict[str, tuple[str, str, str, str, Any]] = {
    # section, table, reason, field, value
    "impossible date": (
        "absences",
        "practitioner,from,to\n\nada,2026-12-24,31/02/2027\n",
        "input-date",
        "row 3, column to",
        "31/02/2027",
    ),
    "stranger": (
        "absences",
        "practitioner,from,to\nzoe,2026-12-24,2026-12-24\n",
        "input-unknown-practitioner",
        "row 2, column practitioner",
        "zoe",
    ),
    "backwards": (
        "absences",
        "practitioner,from,to\nada,2026-12-24,2026-12-23\n",
        "input-dates-backwards",
        "row 2, column to",
        "2026-12-23",
    ),
    "empty cell": ("absences", "practitioner,from,to\nada,2026-12-24,\n", "input-missing", "row 2, column to", None),
    "missing column": (
        "absences",
        "practitioner,from\nada,2026-12-24\n",
        "input-missing-column",
        "row 1, column to",
        None,
    ),
    "unknown column": (
        "absences",
        "practitioner,from,to,until\nada,2026-12-24,2026-12-24,x\n",
        "input-unknown-column",
        "row 1, column until",
        "until",
    ),
    "column twice": (
        "absences",
        "practitioner,from,to,to\nada,2026-12-24,2026-12-24,2026-12-24\n",
        "input-column-twice",
        "row 1, column to",
        "to",
    ),
    "cell too many": (
        "absences",
        "practitioner,from,to\nada,2026-12-24,2026-12-24,away\n",
        "input-cell-without-column",
        "row 2",
        "away",
    ),
    "no number": (
        "lists",
        "practitioner,category,patients\nada,adult,many\n",
        "input-whole-number",
        "row 2, column patients",
        "many",
    ),
    "row twice": (
        "lists",
        "practitioner,category,patients\nada,adult,1\nada,adult,2\n",
        "input-twice-in-lists",
        "row 3, column category",
        "adult",
    ),
    "contacts that are no number": (
        "contacts",
        "motive,category,per_year\nacute,adult,often\n",
        "input-number",
        "row 2, column per_year",
        "often",
    ),
    "length of an unknown motive": (
        "lengths",
        "motive,category,minutes\nflu,,15\n",
        "input-unknown-motive",
        "row 2, column motive",
        "flu",
    ),
    "length twice": (
        "lengths",
        "motive,category,minutes\nacute,,15\nacute,adult,15\nacute,,20\n",
        "input-twice-in-lengths",
        "row 4, column motive",
        "acute",
    ),
    "wrong word in a list": (
        "cover",
        "days,from,to,professions,least\nmon,09:00,12:00,gp|gpp,1\n",
        "input-one-of",
        "row 2, column professions",
        "gpp",
    ),
    "null character": (
        "lists",
        "practitioner,category,patients\nada,adult,\x001\n",
        "input-file-wide-characters",
        "",
        None,
    ),
    "open quotes": ("lists", 'practitioner,category,patients\nada,"' + "a" * 200_000, "input-not-csv", "", None),
}


@pytest.mark.parametrize("case", TABLE_FAULTS)
def test_problem_in_a_table_names_row_and_column(tmp_path: Path, case: str) -> None:
    """A wrong cell is reported with its table, row and column as the spreadsheet shows them."""
    section, text, reason, field, value = TABLE_FAULTS[case]
    with pytest.raises(BadInput) as error:
        of_table(tmp_path, section, text)
    (problem,) = error.value.problems
    assert (problem.file, problem.reason_key, problem.field, problem.value) == (
        str(tmp_path / "table.csv"),
        reason,
        field,
        value,
    )


def test_place_in_a_table_is_said_in_the_language(tmp_path: Path) -> None:
    """Row and column are words of the language."""
    with pytest.raises(BadInput) as error:
        of_table(tmp_path, "lists", "practitioner,category,patients\nada,adult,many\n")
    assert 'table.csv: ligne 2, colonne patients = "many": ' in error.value.in_language("fr")


def test_problem_in_an_included_text_names_its_line(tmp_path: Path) -> None:
    """A wrong value of an included YAML file is reported there."""
    (tmp_path / "wishes.yaml").write_text(
        "- {practitioner: ada, from: 2026-12-24,\n   to: 2026-12-24, want: of}\n", encoding="utf-8"
    )
    with pytest.raises(BadInput) as error:
        read_practice(with_tables(tmp_path, wishes="wishes.yaml"))
    (problem,) = error.value.problems
    assert (problem.file, problem.field, problem.value, problem.place.line) == (
        str(tmp_path / "wishes.yaml"),
        "[0].want",
        "of",
        2,
    )


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("no.csv", None, "input-file-missing"),
        ("lists.ods", b"x", "input-unknown-file-type"),
        ("lists.csv", b"", "input-file-empty"),
        ("lists.csv", "practitioner;Médecin".encode("latin-1"), "input-file-not-utf8"),
        ("lists.xlsx", b"PK not a workbook", "input-not-workbook"),
        ("lists.xlsx", b"", "input-file-empty"),
        ("lists.yaml", b"lists: 3", "input-not-a-list"),
        ("lists.yaml", b"lists: [", "input-not-yaml"),
    ],
)
def test_unreadable_include(tmp_path: Path, name: str, content: bytes | None, reason: str) -> None:
    """An included file that cannot be read is one problem; what it would have held is not missed elsewhere."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput) as error:
        read_practice(with_tables(tmp_path, lists=name))
    assert [(problem.file, problem.reason_key) for problem in error.value.problems] == [(str(tmp_path / name), reason)]


def test_missing_staff_is_not_a_practice_of_strangers(tmp_path: Path) -> None:
    """When the table of staff cannot be read, nobody is called unknown, and other problems are still found."""
    absences = [{"practitioner": "ada", "from": "2026-12-24", "to": "2026-12-24", "half_day": "noon"}]
    path = a_practice_file(tmp_path, practitioners=None, absences=absences, include={"practitioners": "staff.csv"})
    with pytest.raises(BadInput) as error:
        read_practice(path)
    assert [problem.reason_key for problem in error.value.problems] == ["input-one-of", "input-file-missing"]


def test_wrong_include_section(tmp_path: Path) -> None:
    """Only some sections can be included, by file names."""
    with pytest.raises(BadInput) as error:
        read_practice(a_practice_file(tmp_path, include={"sites": "sites.csv", "lists": 3}))
    assert [(problem.reason_key, problem.field) for problem in error.value.problems] == [
        ("input-unknown-field", "include.sites"),
        ("input-list", "include.lists"),
    ]
