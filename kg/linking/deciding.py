"""Deciding: what somebody says about a suggestion becomes a mapping of the scheme's set, and can be taken back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kg.config import Namespaces, Workspace
from kg.errors import UsageError
from kg.linking.judgement import UNSURE, Judgement, judgement_of
from kg.linking.listing import FOLDER, SUFFIX
from kg.linking.reading import read_mapping_set
from kg.linking.schemes import Scheme
from kg.linking.slots import BUILT_IN
from kg.linking.writing import write_mapping_set
from kg.model.mapping import Mapping, MappingSet

EXACT, CLOSE = "skos:exactMatch", "skos:closeMatch"

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_ORCID = re.compile(r"(?:https?://orcid\.org/|orcid:)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_ORCID_IRI = "https://orcid.org/"
_KEPT = ("object_category", "similarity_score", "similarity_measure")  # of a suggestion, once it is decided on


class Author(NamedTuple):
    """Who decides: a name, an ORCID, or both."""

    name: str = ""
    orcid: str = ""

    def __str__(self) -> str:
        return self.name or f"orcid:{self.orcid}"


class Decision(NamedTuple):
    """What somebody decided about a suggestion, and when; `predicate` is how the two are related if it is a yes."""

    judgement: Judgement
    author: Author
    day: dt.date
    predicate: str = EXACT


def parse_author(text: str) -> Author:
    """Read a name, an ORCID, or "Name <ORCID>"; raises UsageError for an empty one or an ORCID that is none."""
    match = re.fullmatch(r"\s*([^<]*?)\s*(?:<([^>]*)>)?\s*", text)
    name, identifier = (match[1], match[2] or "") if match else (text.strip(), "")
    if not identifier and _ORCID.fullmatch(name):
        name, identifier = "", name
    if not (name or identifier) or any(not c.isprintable() for c in name) or "|" in name:
        raise UsageError(f"{text!r} is no name of an author", remedy="Give a name, or an ORCID.")
    if not identifier:
        return Author(name)
    orcid = _ORCID.fullmatch(identifier)
    if orcid is None or not _is_orcid(orcid[1]):
        raise UsageError(f"{identifier!r} is no ORCID", remedy="It is like 0000-0002-1825-0097.")
    return Author(name, orcid[1])


def set_path(workspace: Workspace, scheme: str) -> Path:
    """Give the file of a scheme's mapping set."""
    return workspace.data / FOLDER / f"{scheme}{SUFFIX}"


def read_set(workspace: Workspace, scheme: Scheme) -> MappingSet:
    """Read a scheme's mapping set, or begin one; raises InputError where it is not SSSOM."""
    path, namespaces = set_path(workspace, scheme.prefix), workspace.namespaces
    if path.is_file():
        return read_mapping_set(path)
    return MappingSet(
        id=f"{namespaces.base}links/{scheme.prefix}",
        title=f"{workspace.title} to {scheme.title}",
        version="1.0.0",
        license=_LICENCE,
        prefixes={
            "ent": namespaces.ent,
            "semapv": BUILT_IN["semapv"],
            "skos": BUILT_IN["skos"],
            scheme.prefix: scheme.iri,
        },
    )


def decide(mapping_set: MappingSet, draft: Mapping, decision: Decision) -> MappingSet:
    """Write a decision into a set; a former one about the same pair is replaced, and told in the comment.

    Nothing changes where the same author says the same again.
    """
    former = [mapping for mapping in mapping_set.mappings if mapping.pair == draft.pair]
    others = tuple(mapping for mapping in mapping_set.mappings if mapping.pair != draft.pair)
    history = [_told(mapping) for mapping in former]
    comment = former[-1].comment if former else draft.comment
    judgement, author = decision.judgement, decision.author
    if any(_says(mapping, decision) for mapping in former):
        return mapping_set
    further = {name: value for name, value in draft.further if name in _KEPT}
    if author.orcid:
        further["author_id"] = f"orcid:{author.orcid}"
    mapping = replace(
        draft,
        predicate_id=decision.predicate if judgement is Judgement.YES else EXACT,
        justification="semapv:ManualMappingCuration",
        negated=judgement is Judgement.NO,
        author_labels=(author.name,) if author.name else (),
        date=decision.day,
        confidence=UNSURE if judgement is Judgement.UNSURE else None,
        see_also=tuple(dict.fromkeys(url for each in (*former, draft) for url in each.see_also)),
        comment="; ".join(part for part in (comment, *history) if part),
        further=tuple(sorted(further.items())),
    )
    prefixes = {**mapping_set.prefixes, **({"orcid": _ORCID_IRI} if author.orcid else {})}
    return replace(mapping_set, mappings=(*others, mapping), prefixes=prefixes)


def undo(mapping_set: MappingSet, subject: str, object_: str) -> MappingSet:
    """Take a decision back, as if nobody had decided; raises UsageError where there is none."""
    others = tuple(mapping for mapping in mapping_set.mappings if mapping.pair != (subject, object_))
    if len(others) == len(mapping_set.mappings):
        raise UsageError(f"nothing has been decided about {subject} and {object_}", remedy="See: kg link list")
    return replace(mapping_set, mappings=others)


def find_decision(mapping_set: MappingSet, draft: Mapping) -> Mapping | None:
    """Give the mapping about the same pair, or None."""
    return next((mapping for mapping in mapping_set.mappings if mapping.pair == draft.pair), None)


def write_decisions(workspace: Workspace, scheme: Scheme, mapping_set: MappingSet) -> None:
    """Write a scheme's mapping set, whole or not at all; raises UsageError where it cannot be written."""
    path = set_path(workspace, scheme.prefix)
    try:
        write_mapping_set(path, mapping_set)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", remedy="Nothing has changed.") from error


def curie(name: str, namespaces: Namespaces) -> str:
    """Give the CURIE of an entity that is called by its slug, its CURIE or its IRI."""
    iri = name if "://" in name else namespaces.expand(name) or namespaces.ent + name
    return namespaces.shrink(iri)


def _says(mapping: Mapping, decision: Decision) -> bool:
    """Whether a mapping is the decision already."""
    author = Author(
        next(iter(mapping.author_labels), ""), dict(mapping.further).get("author_id", "").removeprefix("orcid:")
    )
    is_related_so = decision.judgement is not Judgement.YES or mapping.predicate_id == decision.predicate
    return judgement_of(mapping) is decision.judgement and is_related_so and author == decision.author


def _told(mapping: Mapping) -> str:
    dated = f" on {mapping.date}" if mapping.date else ""
    by = next(iter(mapping.author_labels), "") or dict(mapping.further).get("author_id", "nobody named")
    said = judgement_of(mapping).value + (" (close)" if mapping.predicate_id == CLOSE else "")
    return f"before: {said}, by {by}{dated}"


def _is_orcid(identifier: str) -> bool:
    """Check the last digit (ISO 7064, MOD 11-2)."""
    digits, last = identifier.replace("-", "")[:-1], identifier[-1]
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return last == "0123456789X"[(12 - total % 11) % 11]
