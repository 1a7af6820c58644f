"""A comparison as text, Markdown, JSON, CSV and as a page."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from kg.config import Workspace
from kg.exports.comparison import text
from kg.exports.comparison.page import write_page
from kg.exports.comparison.record import comparison_record
from kg.exports.comparison.shown import ShownComparison
from kg.exports.comparison.table import COLUMNS, to_csv
from kg.exports.records import to_json
from kg.views.comparison.aspect import Answer, Aspect, Difference, Saying
from kg.views.comparison.coverage import Absence
from kg.views.comparison.evidence import Citation
from kg.views.comparison.origins import Origin
from kg.views.comparison.topic import Account, Comparison, Topic
from kg.views.comparison.verdict import Days, Match, Verdict
from tests.exports import hostile
from tests.views.comparison.registers import Registers

PACTS = Origin(
    "pacts-2.0", "https://example.org/pacts", "Register of Pacts 2.0", "pacts 2.0", True, "1900/1930", "states"
)
LEDGER = Origin("ledger-5", "https://example.org/ledger", "Ledger 5", "ledger 5", True, "1910/1926")
HALE = Origin("memoir-1931", "https://example.org/memoir", "Hale 1931", "Hale 1931")
ROW = Citation("pacts 2.0, member, row 4", iris=("https://example.org/pacts.member#row=4",))
P3 = Citation("Hale 1931, P3", "judgement", "It was so", ("https://example.org/claim/1",))


def comparison(label: str = "Treaty of 1902") -> Comparison:
    """Give one thing of which two sources speak, and a third does not."""
    end = Aspect(
        "end",
        (Saying("1917", Answer.SAID, (P3,)), Saying("1918-01-02", Answer.SAID, (ROW,), label)),
        Verdict.CONFLICT,
        (Difference(0, 1, Match(Verdict.CONFLICT, Days(2, 366), is_later=True)),),
    )
    kind = Aspect("kind", (Saying("does not say", Answer.NOT_SAID), Saying(label, Answer.SAID, (ROW,))), Verdict.SILENT)
    accounts = (Account(HALE, "treaty-1902", label), Account(PACTS, "code:pact.2", "Pact 2", "linked"))
    absence = Absence(LEDGER, Verdict.NOT_COVERED, "covers 1910/1926")
    topic = Topic("treaty-1902", label, "treaty", accounts, (end, kind), (absence,), Verdict.CONFLICT)
    return Comparison((topic,), (HALE, LEDGER, PACTS), 3)


TEXT = """\
conflict     Treaty of 1902  (treaty)
  end   conflict  1917 [Hale 1931, P3; judgement]
                  1918-01-02; Treaty of 1902 [pacts 2.0, member, row 4]
                  pacts 2.0: 2 to 366 days later than Hale 1931
  kind  silent    does not say [Hale 1931]
                  Treaty of 1902 [pacts 2.0, member, row 4]
  not covered  ledger 5 (covers 1910/1926)

1 compared: conflict 1. 3 more have one source only.
"""


def test_as_text() -> None:
    assert str(text.to_page(comparison())) == TEXT


def test_as_markdown() -> None:
    assert text.to_markdown(comparison()) == (
        "## Treaty of 1902: conflict\n\n"
        "| | Hale 1931 | pacts 2.0 | |\n"
        "| --- | --- | --- | --- |\n"
        "| end | 1917 | 1918-01-02; Treaty of 1902 | conflict |\n"
        "| kind | does not say | Treaty of 1902 | silent |\n\n"
        "ledger 5: not covered, covers 1910/1926\n\n"
        "1 compared: conflict 1. 3 more have one source only.\n"
    )


def test_nothing_to_compare_is_said_with_what_to_do() -> None:
    said = text.summary(Comparison((), (HALE,), 12))
    assert said.startswith("Nothing fits of which two sources speak, or could. 12 more have one source only.")
    assert "kg import --list" in said
    assert "import" not in text.summary(Comparison((), (PACTS,)))


def test_as_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(comparison()))))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["aspect"], row["source"], row["answer"]) for row in rows] == [
        ("end", "memoir-1931", "said"),
        ("end", "pacts-2.0", "said"),
        ("kind", "memoir-1931", "not said"),
        ("kind", "pacts-2.0", "said"),
        ("", "ledger-5", "not covered"),
    ]
    later = rows[1]
    assert (later["compared_with"], later["difference"]) == ("memoir-1931", "2 to 366 days later")
    assert (later["days_least"], later["days_most"], later["percent_least"]) == ("2", "366", "")
    assert {len(row) for row in csv.reader(io.StringIO(to_csv(comparison())))} == {len(COLUMNS)}


def test_a_formula_is_a_text_in_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(comparison(hostile.FORMULA)))))
    assert {row["label"] for row in rows} == {f"'{hostile.FORMULA}"}
    assert rows[3]["says"] == f"'{hostile.FORMULA}"


def test_as_json() -> None:
    record = json.loads(to_json(comparison_record(comparison())))
    assert [source["source"] for source in record["sources"]] == ["memoir-1931", "ledger-5", "pacts-2.0"]
    (topic,) = record["topics"]
    assert topic["accounts"][1] == {
        "source": "pacts-2.0",
        "node": "code:pact.2",
        "label": "Pact 2",
        "joinedBy": "linked",
    }
    assert topic["aspects"][0]["differences"] == [
        {
            "first": 0,
            "second": 1,
            "verdict": "conflict",
            "text": "2 to 366 days later",
            "implied": False,
            "daysLeast": 2,
            "daysMost": 366,
            "secondIsLater": True,
            "percentLeast": None,
            "percentMost": None,
        }
    ]
    assert topic["absent"] == [{"source": "ledger-5", "verdict": "not covered", "reason": "covers 1910/1926"}]


def query(page: bytes, path: str) -> Any:
    """Give what an XPath finds in a page."""
    return html.fromstring(page).xpath(path)


def test_as_a_page_without_a_script() -> None:
    page = write_page(comparison(), "Embassy", "treaty-1902")
    assert query(page, "//script | //link | //img | //@src | //@style") == []
    assert "script-src ;" in query(page, "//meta[@http-equiv]/@content")[0]
    assert query(page, "string(//title)") == "Embassy: where sources agree"
    assert [cell.text_content() for cell in query(page, "//thead//th")] == ["Hale 1931", "pacts 2.0 linked", "Verdict"]
    assert query(page, "string(//tbody/tr[1]/td[3])") == "≠ conflictpacts 2.0: 2 to 366 days later than Hale 1931"
    notes = [note.text_content() for note in query(page, "//ol[@class='remarks']/li")]
    assert notes == ["Hale 1931, P3; judgement: It was so", "pacts 2.0, member, row 4"]
    anchors = query(page, "//sup/a/@href")
    assert {anchor.removeprefix("#") for anchor in anchors} <= set(query(page, "//@id"))
    assert page == write_page(comparison(), "Embassy", "treaty-1902")


def test_two_accounts_of_one_source_are_told_apart() -> None:
    before = comparison()
    topic = before.topics[0]
    accounts = (topic.accounts[1], replace(topic.accounts[1], label="Pact 3"))
    doubled = replace(before, topics=(replace(topic, accounts=accounts),))
    assert "pacts 2.0: Pact 3" in str(text.to_page(doubled))


@pytest.mark.parametrize("name", [name for name in hostile.TEXTS if name != "long"])
def test_no_text_breaks_out(name: str) -> None:
    label = hostile.TEXTS[name]
    found = comparison(label)
    shown = ShownComparison(found, text, label, label)
    assert query(shown.to_html(), "//script | //img") == []
    assert not {c for c in str(shown) if (ord(c) < 32 and c != "\n") or c in "\x7f\x9b\u202e\u2066\u2028"}
    assert json.loads(shown.to_json())["topics"][0]["label"] == label
    assert shown.to_markdown().startswith("## ")


def test_a_real_comparison_in_every_form(built: Workspace, tmp_path: Path) -> None:
    registers = Registers(built, tmp_path / "store")
    shown = ShownComparison(registers.compare(), text, built.title)
    assert "pacts 2.0, member, rows 4, 5" in str(shown)
    assert len(shown.to_csv().splitlines()) > 40
    assert len(query(shown.to_html(), "//article")) == 4
    assert shown.to_record()["oneSourceOnly"] == 8
    assert "</pre>" in shown._repr_html_()
