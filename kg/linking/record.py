"""Records: what is known of one side of a possible mapping, whatever it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model.bounds import Bounds


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes part in something: every identifier that means exactly or nearly him, and his names."""

    ids: frozenset[str]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One entity of the graph, or one record of another scheme.

    `id` is an IRI or what its scheme uses; `kind` the narrowest class, `classes` all of them, by local name; `codes`
    what other schemes call exactly this, by scheme. `bounds` are those of `date`, or else of what it is known to have
    done. `is_temporal` says that its dates and actors are what it is; `concepts` are its kind and what it measures.
    """

    id: str
    label: str
    names: tuple[str, ...] = ()
    kind: str = ""
    classes: frozenset[str] = frozenset()
    date: str = ""
    bounds: Bounds | None = None
    codes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    actors: tuple[Actor, ...] = ()
    about: str = ""
    is_temporal: bool = False
    concepts: frozenset[str] = frozenset()
