"""Filters: what narrows a view, read from its address, each with what is wrong about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from kg.config import Margins
from kg.errors import AmbiguousNameError, KgError, NameNotFoundError, UsageError
from kg.rdf.terms import IRI
from kg.store.protocol import Selecting
from kg.views.names import resolve
from kg.views.scope import Scope, select_claims
from kg.views.when import read_bounds, read_period

MOST_NAMES = 10
DEEPEST = 5


class Candidate(NamedTuple):
    """What may be meant by what was typed."""

    typed: str
    slug: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a view, as typed; each is named as in the address, where `from` is `first` and `to` is `last`."""

    about: tuple[str, ...] = ()
    depth: int = 1
    as_of: str = ""
    first: str = ""
    last: str = ""
    source: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    unasserted: bool = False
    dataset: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The filters as parameters of an address, only those that narrow anything."""
        many = [("about", self.about), ("source", self.source), ("modality", self.modality)]
        many += [("dataset", self.dataset), ("kind", self.kind)]
        one = [("as-of", self.as_of), ("from", self.first), ("to", self.last)]
        flags = [("depth", str(self.depth))] * (self.depth != 1) + [("unasserted", "yes")] * self.unasserted
        return [*((name, each) for name, values in many for each in values), *(pair for pair in one if pair[1]), *flags]

    def meaning(self, name: str, candidate: Candidate) -> Filters:
        """Give the same filters with what may be meant in place of what was typed."""
        typed = self.about if name == "about" else self.source
        meant = tuple(candidate.slug if each == candidate.typed else each for each in typed)
        return replace(self, about=meant) if name == "about" else replace(self, source=meant)

    def address(self, path: str, **also: object) -> str:
        """Give the address of a view narrowed like that, `also` being further parameters."""
        pairs = [*self.pairs, *((name, str(value)) for name, value in also.items())]
        return path + ("?" + urlencode(pairs) if pairs else "")


@dataclass(slots=True)
class Wrong:
    """What is wrong about a form: a message for each field, and what may be meant by a name that is not clear.

    `are_ambiguous`: each name that is wrong fits several.
    """

    messages: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    are_ambiguous: bool = True

    def __bool__(self) -> bool:
        return bool(self.messages)

    @property
    def status(self) -> int:
        """300 where all that is wrong is that names fit several, else 400."""
        return 300 if self.are_ambiguous else 400

    def add(self, name: str, error: KgError) -> None:
        """Say what is wrong about a field."""
        words = filter(None, (self.messages.get(name), *self._words(name, error)))
        self.messages[name] = ". ".join(text.rstrip(".") for text in words)
        self.are_ambiguous &= isinstance(error, AmbiguousNameError)

    def _words(self, name: str, error: KgError) -> tuple[str | None, ...]:
        known = self.candidates.get(name, ())
        if isinstance(error, AmbiguousNameError):
            self.candidates[name] = (*known, *(Candidate(error.name, *each) for each in error.candidates))
            return (f"“{error.name}” fits several",)
        if isinstance(error, NameNotFoundError):
            self.candidates[name] = (*known, *(Candidate(error.name, slug, slug, "") for slug in error.nearest))
            return (f"Nothing here is called “{error.name}”",)
        return error.message, error.remedy


def read_filters(parameters: QueryParams) -> tuple[Filters, Wrong]:
    """Read the filters of an address; of what is blank nothing is said."""
    wrong = Wrong()
    many = {
        name: tuple(dict.fromkeys(filter(None, map(str.strip, parameters.getlist(name)))))
        for name in ("about", "source", "modality", "dataset", "kind")
    }
    one = {name: parameters.get(name, "").strip() for name in ("as-of", "from", "to", "depth", "unasserted")}
    if len(many["about"]) > MOST_NAMES:
        wrong.add("about", UsageError(f"more than {MOST_NAMES} names"))
        many["about"] = many["about"][:MOST_NAMES]
    depth = _read_depth(one["depth"], wrong)
    is_wide = one["unasserted"] not in {"", "no"}
    return Filters(
        depth=depth, as_of=one["as-of"], first=one["from"], last=one["to"], unasserted=is_wide, **many
    ), wrong


def check_filters(filters: Filters, wrong: Wrong, store: Selecting, margins: Margins) -> Filters:
    """Check each filter by itself, and give those that hold, with names as IRIs."""

    def is_good(name: str, work: Callable[[], object]) -> bool:
        try:
            work()
        except KgError as error:
            wrong.add(name, error)
            return False
        return True

    is_good("as-of", lambda: filters.as_of and read_period(filters.as_of, margins))
    is_good("from", lambda: filters.first and read_bounds(filters.first, margins))
    is_good("to", lambda: filters.last and read_bounds(filters.last, margins))
    for name in filters.modality:
        is_good("modality", lambda name=name: select_claims(store, Scope(modalities=(name,))))  # type: ignore[misc]
    about = _resolved("about", filters.about, wrong, store)
    return replace(filters, about=about, source=_resolved("source", filters.source, wrong, store))


def _resolved(field_name: str, names: Iterable[str], wrong: Wrong, store: Selecting) -> tuple[str, ...]:
    found: list[IRI] = []
    for name in names:
        try:
            found.append(resolve(store, name))
        except KgError as error:
            wrong.add(field_name, error)
    return tuple(node.value for node in found)


def _read_depth(text: str, wrong: Wrong) -> int:
    if text and not (text.isascii() and text.isdigit() and 1 <= int(text[:3]) <= DEEPEST):
        wrong.add("depth", UsageError(f"{text[:20]!r} is no number of steps", remedy=f"Give one from 1 to {DEEPEST}"))
        return 1
    return int(text) if text else 1
