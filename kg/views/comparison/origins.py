"""Origins: the documents and the dataset releases whose words are set against each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kg.config import Margins
from kg.config.namespaces import STANDARD
from kg.errors import DateError, NameNotFoundError
from kg.model.bounds import Bounds, Certainty
from kg.model.dates import parse_date
from kg.rdf.terms import IRI, Namespace
from kg.views.names import fold
from kg.views.nodes import Nodes


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A document of claims, or a dataset release with the years (`covers`, EDTF) and the actors it speaks about.

    `name` is a short one: "Lankov 2007", "cow-alliances 4.1". `spoken` is the first day on which a document can have
    been written.
    """

    slug: str
    iri: str
    label: str
    name: str
    is_release: bool = False
    covers: str = ""
    actors: str = ""
    spoken: dt.date | None = None
    years: Bounds | None = None

    def covers_time(self, bounds: Bounds) -> bool:
        """Say whether it speaks about some day on which something with these bounds may have held."""
        if self.years is None:
            return False
        shares = self.years.overlaps(bounds.earliest_begin, bounds.latest_end or bounds.latest_begin)
        return shares is not Certainty.IMPOSSIBLE


SCHEMA = Namespace(STANDARD["schema"])

_RELEASES = "SELECT DISTINCT ?release { ?release a kg:DatasetRelease }"


def read_releases(nodes: Nodes, margins: Margins, names: Iterable[str] = ()) -> list[Origin]:
    """Give the imported releases, or those of some names: a release, or a dataset with all its releases.

    Raises NameNotFoundError with the releases there are.
    """
    found = [row["release"] for row in nodes.store.select(_RELEASES)]
    nodes.load(found)
    origins = sorted(_release(nodes, release, margins) for release in found if isinstance(release, IRI))
    chosen = {origin for name in names for origin in _named(origins, name)}
    return [origin for origin in origins if origin in chosen] if names else origins


def read_document(nodes: Nodes, document: IRI) -> Origin:
    """Describe a document of claims."""
    spoken = nodes.when(document).bounds.earliest_begin
    label = nodes.label(document)
    return Origin(nodes.slug(document), document.value, label, label, spoken=spoken)


def _release(nodes: Nodes, release: IRI, margins: Margins) -> Origin:
    term = nodes.term
    covers = nodes.text(release, term["covers"])
    return Origin(
        slug=nodes.slug(release),
        iri=release.value,
        label=nodes.label(release),
        name=_short(nodes.slug(release), nodes.text(release, SCHEMA["version"])),
        is_release=True,
        covers=covers,
        actors=nodes.text(release, term["coversActors"]),
        years=_years(covers, margins),
    )


def _short(slug: str, version: str) -> str:
    """Set the version of a release apart: "cow-alliances-4.1" is "cow-alliances 4.1"."""
    return f"{slug.removesuffix(f'-{version}')} {version}" if version and slug.endswith(f"-{version}") else slug


def _years(covers: str, margins: Margins) -> Bounds | None:
    try:
        return parse_date(covers).bounds(margins) if covers else None
    except DateError:  # the check says so where it is written; here nothing is known of it
        return None


def _named(origins: list[Origin], name: str) -> list[Origin]:
    wanted = name.strip().removeprefix("src:")
    found = [
        origin
        for origin in origins
        if wanted in {origin.slug, origin.iri} or fold(wanted) in {fold(origin.label), fold(origin.name)}
    ]
    found = found or [origin for origin in origins if origin.slug.startswith(f"{wanted}-")]
    if not found:
        raise NameNotFoundError(name, [origin.slug for origin in origins])
    return found
