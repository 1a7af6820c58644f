"""States in the graph: curated ones with their links, and the lists that were imported as datasets."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.config import Namespaces
from kg.config.namespaces import CODE
from kg.errors import DateError
from kg.linking.schemes import Schemes
from kg.linking.states.lists import StateList
from kg.linking.states.naming import is_short_name
from kg.linking.states.record import ISO, Days, Name, Spell, State
from kg.model.dates import parse_date
from kg.store.protocol import Selecting

_STATES = """
SELECT ?node ?label ?name ?match {
    { ?node a kg:State } UNION { ?node a kg:Place FILTER(CONTAINS(STR(?node), "/code/iso3166-1-alpha-3.")) }
    ?node rdfs:label ?label FILTER(LANG(?label) = "en")
    { ?node rdfs:label|skos:altLabel ?name } UNION { ?node skos:exactMatch ?match }
} ORDER BY ?node ?name ?match"""
_MEMBERSHIPS = """
SELECT ?release ?covers ?code ?label ?date ?name ?other {
    ?member kg:kind kg:StateSystemMembership ; kg:date ?date ; kg:statedIn ?release ; rdfs:label ?label ;
        kg:participation [ kg:actor ?code ; kg:role kg:Member ] .
    ?code rdfs:label ?name .
    OPTIONAL { ?code skos:altLabel ?other }
    OPTIONAL { ?release kg:covers ?covers }
} ORDER BY ?release ?code ?date ?other"""
_IS_NAME = re.compile(r"[^\Wa-z]")  # "the South" is what a text calls a state in passing
_LABEL = re.compile(r"(.*?) (?:in the state system|as an independent state)\b")
_ABBREV = re.compile(r"[A-Z]{2,4}")
_OF_LISTS = ("iso3166", "cow", "gw")
_ISO_CODES = ("iso3166-1-alpha-3.", "iso3166-3.")


class _Member(NamedTuple):
    """One spell of one code, as a release has it."""

    code: str
    spell: Spell
    names: frozenset[str]


def read_curated(store: Selecting, namespaces: Namespaces, schemes: Schemes) -> list[State]:
    """Give an ISO record for each state of the graph that is linked to one, with its names and other codes."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    matches: dict[str, dict[str, None]] = defaultdict(dict)
    labels: dict[str, str] = {}
    for row in store.select(_STATES):
        node = row["node"].value
        labels[node] = row["label"].value
        if "name" in row and _IS_NAME.match(row["name"].value):
            names[node][row["name"].value] = None
        if "match" in row:
            matches[node][row["match"].value] = None
    return [
        State(
            f"{ISO}:{code}",
            label,
            tuple(Name(name, is_short_name(name)) for name in names[node]),
            (),
            _codes(node, matches[node], namespaces, schemes),
        )
        for node, label in labels.items()
        for code in _iso_codes([node, *matches[node]])
    ]


def read_imported(store: Selecting) -> list[StateList]:
    """Give the lists of states that were imported; of several releases of one list, the latest."""
    lists: dict[str, StateList] = {}
    members: dict[str, list[_Member]] = defaultdict(list)
    closed: dict[str, dt.date | None] = {}
    for row in store.select(_MEMBERSHIPS):
        if not row["code"].value.startswith(CODE):
            continue
        release = row["release"].value
        closed[release] = _last(row["covers"].value) if "covers" in row else None
        found = _LABEL.match(row["label"].value)
        label, other = found[1] if found else row["name"].value, row["other"].value if "other" in row else ""
        spell = Spell(_days(row["date"].value), label, other if _ABBREV.fullmatch(other) else "")
        members[release].append(
            _Member(row["code"].value.removeprefix(CODE), spell, frozenset({other} - {spell.abbrev}))
        )
    for release in sorted(members):
        read = _list(release, members[release], closed[release])
        lists[read.name] = read
    return list(lists.values())


def _list(release: str, members: list[_Member], closed: dt.date | None) -> StateList:
    by_code: dict[str, list[_Member]] = defaultdict(list)
    for member in members:
        by_code[member.code].append(member)
    states = [_state(code, found) for code, found in by_code.items()]
    return StateList(release, states[0].list, tuple(states), closed)


def _state(curie: str, members: list[_Member]) -> State:
    name, _, code = curie.partition(".")
    spells: dict[Days, Spell] = {}
    for member in members:
        known = spells.get(member.spell.days)
        if known is None or not known.abbrev:
            spells[member.spell.days] = member.spell
    ordered = tuple(sorted(spells.values(), key=lambda spell: spell.days.first or dt.date.min))
    last = ordered[-1]
    texts = dict.fromkeys(
        [*(spell.label for spell in reversed(ordered)), *sorted({n for m in members for n in m.names})]
    )
    names = tuple(Name(text, is_short=False) for text in texts if text)
    return State(f"{name}:{code}", last.label, names, ordered, {name: code, f"{name}-abbrev": last.abbrev})


def _codes(node: str, matches: Iterable[str], namespaces: Namespaces, schemes: Schemes) -> dict[str, str]:
    """Give the graph's own short name, and what the record is called in every scheme that is no list of states."""
    codes = {"kg": node.removeprefix(namespaces.ent)} if node.startswith(namespaces.ent) else {}
    for match in matches:
        if (found := schemes.parse(match)) and not found[0].prefix.startswith(_OF_LISTS):
            codes.setdefault(found[0].prefix, found[1])
    return codes


def _iso_codes(nodes: list[str]) -> Iterator[str]:
    """Yield the code of the ISO record that a node is, or is exactly matched to."""
    for node in nodes:
        local = node.removeprefix(CODE)
        for prefix in _ISO_CODES:
            if node.startswith(CODE) and local.startswith(prefix):
                yield local.removeprefix(prefix)
                return


def _days(text: str) -> Days:
    begin, slash, end = text.partition("/")
    return Days(_first(begin), _last(end if slash else begin))


def _first(text: str) -> dt.date | None:
    try:
        return parse_date(text).bounds().earliest_begin if text.strip(".") else None
    except DateError:
        return None


def _last(text: str) -> dt.date | None:
    try:
        return parse_date(text.rpartition("/")[2]).bounds().latest_end if text.rpartition("/")[2].strip(".") else None
    except DateError:
        return None
