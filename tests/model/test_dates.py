"""EDTF dates: what is accepted, what is refused and why, and that the literal stays as it was written."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DateError
from kg.model.dates import parse_date

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # both call pyparsing by its old names
    from edtf import parse_edtf
    from edtf_validate.valid_edtf import is_valid

SUITE = Path(__file__).parents[3] / "shared/suites/edtf-cases.json"

# Why valid strings have no bounds: the reason, and the strings of the suite it is given for.
OUTSIDE = "has a year outside 0001 to 9999"
UNSUPPORTED = {
    "may mean the year 0000": {"0000", "0000-01-13/0000-01-23", "0000-01/0000", "0000-01/0000-01-03", "0000-02/1111"}
    | {"0000/0000"},
    "says nothing about the year": {"XXXX-12-21/1890-09-2X", "XXXX-12-XX"},
    "says neither when it began": {"/..", "../"},
    "is a choice among endlessly many dates": {"[..1760-12-03]", "[..1984]", "[1760-12..]"},
    OUTSIDE: {
        *("%-2011-06-13", "?-2004-06", "?-2004-06%", "?-2004-06-04~"),
        *("Y-170000002", "Y-171010000S2", "Y-17E7", "Y-3388E2S3", "Y170000002", "Y171010000S3", "Y17E8", "Y3388E2S3"),
        *("[-1667,1668,1670..1672]", "[-1667,1760-12]", "[-1740-02-12..-1200-01-29]", "[-1890-05..-1200-01]"),
        *("[1760-01,-1760-02,1760-12..]", "{-1640-06..-1200-01}", "{-1667,1668,1670..1672}"),
        *("{-1740-02-12..-1200-01-29}", "{1960,-1961-12}"),
    },
}
REFUSED = {text: reason for reason, texts in UNSUPPORTED.items() for text in texts}

VALID = ["1995", "2000-07", "2000-07-19", "199X", "1961/1995", "1961/..", "1961/", "/1961", "1990~", "2001-21"]
VALID += ["[1995,1997]", "{1995..1997}", "1995-04-12T10:00:00Z", "1950S2", "199X/..", "199X~", "../198X?", "1984-1X"]
INVALID = ["", " ", "1995 ", "1995\n", "95", "1995-13", "1995-00", "1995-7", "July 2000", "2000/1999"]
INVALID += ["199x", "[1995]", "[1995, 1997]", "1961/unknown", "//", "/", "٢٠٠٠", "199X~~", "T199X/..", "{199X/..}"]


def reason_for(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    return caught.value


def cases(kind: str) -> list[str]:
    if not SUITE.exists():
        return []
    found: list[str] = json.loads(SUITE.read_text(encoding="utf-8"))[kind]
    return found


@pytest.mark.parametrize("text", VALID)
def test_a_valid_literal_is_kept_as_written(text: str) -> None:
    assert str(parse_date(text)) == text


@pytest.mark.parametrize("text", INVALID)
def test_an_invalid_text_is_refused_with_a_remedy(text: str) -> None:
    error = reason_for(text)
    assert not error.unsupported
    assert error.remedy


@pytest.mark.parametrize(
    ("text", "edtf"), [("July 2000", "2000-07"), ("c. 1961", "1961~"), ("1990s", "199X"), ("1961 - 1995", "1961/1995")]
)
def test_the_remedy_for_a_date_in_words_is_its_edtf(text: str, edtf: str) -> None:
    assert reason_for(text).remedy == f"Did you mean {edtf}?"


@pytest.mark.parametrize("text", ["July", "soon", "99:99"])
def test_a_text_that_is_no_date_at_all_is_answered_with_examples(text: str) -> None:
    assert "199X" in (reason_for(text).remedy or "")


@pytest.mark.parametrize("text", ["1995/1990", "1995-03/1995", "2000-06-~11/2000-05"])
def test_an_interval_that_runs_backwards_is_named(text: str) -> None:
    assert reason_for(text).reason == "is an interval that ends before it begins"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2003-02-29", "is not a day of the calendar"),
        ("2000-06-31", "is not a day of the calendar"),
        ("2003-02-3X", "is not a day of the calendar"),
        ("2012-24/2012-11", "begins after it ends"),
    ],
)
def test_what_the_syntax_allows_and_the_calendar_does_not_is_refused(text: str, reason: str) -> None:
    error = reason_for(text)
    assert reason in error.reason
    assert not error.unsupported


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0000", "may mean the year 0000"),
        ("000X", "may mean the year 0000"),
        ("-1985-04", OUTSIDE),
        ("Y17E2", "in the long form"),
        ("0001~", "with its margin reaches outside"),
        ("9999-12-31?", "with its margin reaches outside"),
        ("9999-24", "ends after the year 9999"),
        ("XXXX", "says nothing about the year"),
        ("/..", "says neither when it began nor when it ended"),
        ("[..-0044]", OUTSIDE),
    ],
)
def test_a_valid_literal_without_bounds_is_named_as_unsupported(text: str, reason: str) -> None:
    error = reason_for(text)
    assert error.unsupported
    assert reason in error.reason


@pytest.mark.parametrize("text", ["Y1E999999999", "1950S" + "9" * 5000, "Y" + "9" * 5000, "9" * 5000])
def test_huge_numbers_are_answered_at_once(text: str) -> None:
    try:
        parse_date(text)
    except DateError as error:
        assert error.text == text


@pytest.mark.parametrize("text", ["{" + "1960," * 4000 + "1961}", "1" * 20_000])
def test_what_is_longer_than_a_date_is_answered_at_once(text: str) -> None:
    begin = time.process_time()
    with pytest.raises(DateError, match="is longer than 200 characters"):
        parse_date(text)
    assert time.process_time() - begin < 1


@pytest.mark.skipif(not SUITE.exists(), reason="the EDTF suite is not beside the repository")
@pytest.mark.parametrize("text", cases("valid"))
def test_every_valid_string_of_the_suite_is_handled_or_named(text: str) -> None:
    reason = REFUSED.get(text, OUTSIDE if text.startswith("-") else None)
    if reason is None:
        assert str(parse_date(text)) == text
    else:
        error = reason_for(text)
        assert error.unsupported
        assert reason in error.reason


@pytest.mark.skipif(not SUITE.exists(), reason="the EDTF suite is not beside the repository")
@pytest.mark.parametrize("text", cases("invalid"))
def test_every_invalid_string_of_the_suite_is_refused(text: str) -> None:
    reason_for(text)


@given(st.text(alphabet="0123456789-/.X?~%[]{},TYS: \n", max_size=14) | st.text(max_size=10))
def test_any_text_is_either_a_date_or_a_date_error(text: str) -> None:
    try:
        parse_date(text)
    except DateError as error:
        assert error.reason


qualifiers = st.sampled_from(["", "", "?", "~", "%"])
years = st.from_regex(r"[0-9X]{4}", fullmatch=True)
two_digits = st.from_regex(r"[0-4X][0-9X]", fullmatch=True)


@st.composite
def single_dates(draw: st.DrawFn) -> str:
    parts = [draw(years), *draw(st.lists(two_digits, max_size=2))]
    return "-".join(draw(qualifiers) + part + draw(qualifiers) for part in parts)


literals = st.one_of(
    single_dates(),
    st.builds("{}/{}".format, *[single_dates() | st.sampled_from(["", ".."])] * 2),
    st.builds("[{},{}]".format, single_dates(), single_dates()),
    st.builds("{{{}..{}}}".format, single_dates(), single_dates()),
)


@given(literals)
def test_what_edtf_validate_accepts_is_a_date_unless_unsupported_or_no_day(text: str) -> None:
    try:
        accepted = is_valid(text)
    except TypeError:  # its own mistake with days like 2015-02-X0 at the end of an interval
        return
    try:
        parse_date(text)
    except DateError as error:
        expected = not accepted or error.unsupported
        assert expected or error.reason in {"is not a day of the calendar", "begins after it ends"}
    else:
        assert accepted or "X" in text  # the two combinations with masks that are ours


@given(st.dates())
def test_a_single_day_agrees_with_the_edtf_library(day: dt.date) -> None:
    for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], day.isoformat()[:3] + "X"):
        if text.replace("X", "0") < "0001":
            continue
        theirs, ours = parse_edtf(text), parse_date(text).bounds()
        assert ours.earliest_begin == dt.date(*theirs.lower_strict()[:3])
        assert ours.latest_end == dt.date(*theirs.upper_strict()[:3])


def test_a_plain_date_loads_no_grammar() -> None:
    program = "import sys, kg.model.dates as d; d.parse_date('1995-06-01'); print('pyparsing' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "False"
