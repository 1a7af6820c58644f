"""Reading and writing mapping sets: a round trip, and each mistake at its place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, Location
from kg.linking.reading import parse_mapping_set, read_mapping_set, scan_mapping_set
from kg.linking.slots import ALWAYS, COLUMNS, JUSTIFICATIONS
from kg.linking.writing import format_mapping_set, write_mapping_set
from kg.model.mapping import Mapping, MappingSet
from tests.linking.sets import HEADER, ROW, set_text

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
WORD = TEXT.map(str.strip).filter(bool)
LOCAL = st.from_regex(r"[A-Za-z0-9._#-]{1,8}", fullmatch=True)
FURTHER = sorted(set(COLUMNS) - set(ALWAYS))
MAPPINGS = st.builds(
    Mapping,
    subject_id=LOCAL.map("ent:{}".format),
    predicate_id=st.sampled_from(["skos:exactMatch", "skos:closeMatch"]),
    object_id=LOCAL.map("wikidata:{}".format),
    justification=st.sampled_from(JUSTIFICATIONS),
    negated=st.booleans(),
    subject_label=TEXT,
    object_label=TEXT,
    author_labels=st.lists(WORD, max_size=3).map(tuple),
    date=st.none() | st.dates(min_value=dt.date(1000, 1, 1)),
    confidence=st.none() | st.decimals(0, 1, places=2),
    see_also=st.lists(WORD, max_size=3).map(tuple),
    comment=TEXT,
    further=st.dictionaries(st.sampled_from(FURTHER), WORD, max_size=3).map(lambda d: tuple(sorted(d.items()))),
)
SETS = st.builds(
    MappingSet,
    id=WORD,
    title=WORD,
    version=WORD,
    license=WORD,
    prefixes=st.just({"ent": "https://w3id.org/diplograph/id/", "wikidata": "http://www.wikidata.org/entity/"}),
    mappings=st.lists(MAPPINGS, max_size=4).map(tuple),
    further=st.dictionaries(st.sampled_from(["comment", "mapping_tool"]), WORD),
)


@given(SETS)
def test_a_set_is_read_as_it_was_written(mapping_set: MappingSet) -> None:
    text = format_mapping_set(mapping_set)
    reading = parse_mapping_set(text, "t")
    assert reading.findings == ()
    assert reading.mapping_set == mapping_set.sorted()
    assert format_mapping_set(reading.mapping_set) == text


def test_a_mapping_has_its_values() -> None:
    row = {"predicate_modifier": "Not", "see_also": "https://a.example/|https://b.example/", "mapping_tool": "an eye"}
    (mapping,) = parse_mapping_set(set_text(row), "t").mapping_set.mappings
    assert mapping.negated
    assert mapping.confidence == Decimal("0.9")
    assert mapping.date == dt.date(2026, 11, 24)
    assert mapping.see_also == ("https://a.example/", "https://b.example/")
    assert mapping.further == (("mapping_tool", "an eye"),)
    assert mapping.place("object_id") == Location("t", 9, 33)


@pytest.mark.parametrize(
    ("change", "code", "column", "says"),
    [
        ({"object_id": "wikidat:Q1"}, "unknown-prefix", "object_id", "'wikidat' is not declared"),
        ({"object_id": "http://www.wikidata.org/entity/Q1"}, "unknown-prefix", "object_id", "has no prefix"),
        ({"object_id": "wikidata:"}, "unknown-prefix", "object_id", "nothing follows"),
        ({"subject_id": "arvenia"}, "unknown-prefix", "subject_id", "has no prefix"),
        ({"subject_id": ""}, "mapping-incomplete", "subject_id", "no subject_id"),
        ({"mapping_justification": "semapv:Guess"}, "unknown-justification", "mapping_justification", "semapv:Guess"),
        ({"predicate_modifier": "not"}, "unknown-modifier", "predicate_modifier", "'not'"),
        ({"confidence": "1.5"}, "confidence-malformed", "confidence", "'1.5'"),
        ({"confidence": "nan"}, "confidence-malformed", "confidence", "'nan'"),
        ({"confidence": "sure"}, "confidence-malformed", "confidence", "'sure'"),
        ({"mapping_date": "2026-02-30"}, "mapping-date-invalid", "mapping_date", "2026-02-30"),
        ({"mapping_date": "2026"}, "mapping-date-invalid", "mapping_date", "'2026'"),
    ],
)
def test_a_mistake_is_found_where_it_stands(change: dict[str, str], code: str, column: str, says: str) -> None:
    reading = parse_mapping_set(set_text({}, change), "t")
    (finding,) = reading.findings
    cells = list({**ROW, **change}.values())
    before = cells[: list(ROW).index(column)]
    assert (finding.code, finding.location) == (code, Location("t", 10, sum(map(len, before)) + len(before) + 1))
    assert says in finding.message
    assert len(reading.mapping_set.mappings) == 1


def test_a_near_prefix_is_suggested() -> None:
    (finding,) = parse_mapping_set(set_text({"object_id": "wikidat:Q1"}), "t").findings
    assert finding.remedy == "Did you mean wikidata?"


def test_columns_are_checked() -> None:
    text = set_text({}).replace("predicate_id", "predicat_id").replace("confidence", "confidense")
    missing, *unknown = parse_mapping_set(text, "t").findings
    assert (missing.code, missing.message) == ("mapping-set-malformed", "columns are missing: predicate_id")
    assert missing.remedy == "Is it what you call predicat_id?"
    assert [(f.code, f.remedy) for f in unknown] == [
        ("unknown-column", "Did you mean predicate_id?"),
        ("unknown-column", "Did you mean confidence?"),
    ]
    twice = parse_mapping_set(HEADER + "subject_id\tsubject_id\tpredicate_id\tobject_id\tmapping_justification\n", "t")
    assert [f.message for f in twice.findings] == ["the column subject_id stands there twice"] * 2


def test_declared_columns_are_known() -> None:
    header = HEADER + "#extension_definitions:\n#  - slot_name: archive\n"
    assert parse_mapping_set(set_text({"archive": "A 1", "ext_shelf": "2"}, header=header), "t").findings == ()


def test_a_row_with_too_few_cells_is_left_out() -> None:
    text = set_text({}) + "ent:belmark\tskos:exactMatch\n"
    (finding,) = parse_mapping_set(text, "t").findings
    assert finding.message == "the row has 2 cells, the table 9 columns"
    assert finding.location == Location("t", 10, 1)


@pytest.mark.parametrize(
    ("header", "place"),
    [("#curie_map:\n#  ent: [\n", Location("t", 3, 2)), ("# - a list\n", Location("t", 1))],
)
def test_a_broken_header_is_found_where_it_breaks(header: str, place: Location) -> None:
    (finding,) = parse_mapping_set(header, "t").findings
    assert (finding.code, finding.location) == ("mapping-set-malformed", place)


def test_metadata_may_stand_in_a_file_beside(tmp_path: Path) -> None:
    (tmp_path / "a.sssom.yml").write_text(HEADER.replace("#", ""), encoding="utf-8")
    (tmp_path / "a.sssom.tsv").write_text(set_text({}, header=""), encoding="utf-8")
    mapping_set = read_mapping_set(tmp_path / "a.sssom.tsv")
    assert mapping_set.id == "https://example.org/links/wikidata"
    assert mapping_set.mappings[0].subject_id == "ent:arvenia"


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"#: : :\n"])
def test_what_is_no_set_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.sssom.tsv"
    path.write_bytes(content)
    assert [finding.code for finding in scan_mapping_set(path).findings] == ["mapping-set-malformed"]
    with pytest.raises(InputError):
        read_mapping_set(path)
    with pytest.raises(InputError):
        read_mapping_set(tmp_path / "nowhere.sssom.tsv")


def test_a_set_is_written_whole(tmp_path: Path) -> None:
    mapping_set = parse_mapping_set(set_text({"subject_id": "ent:belmark"}, {}), "t").mapping_set
    path = tmp_path / "links" / "a.sssom.tsv"
    write_mapping_set(path, mapping_set)
    assert read_mapping_set(path) == mapping_set.sorted()
    assert [entry.name for entry in path.parent.iterdir()] == ["a.sssom.tsv"]


def test_place_of_a_byte_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.sssom.tsv"
    path.write_bytes(b"#mapping_set_id: https://example.org/set\nsubject_id\tob\xffject_id\n")
    (found,) = scan_mapping_set(path).findings
    assert str(found.location) == f"{path}:2:14"
    assert found.message.endswith("byte 0xFF")
