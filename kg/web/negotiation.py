"""Content negotiation: which of the forms that an answer can have is given to whoever asks (RFC 9110, section 12.5.1).

Nobody is refused: whoever accepts nothing that there is gets the first form. Among forms that are wanted alike, one
that was named comes before one that a wildcard allows, and after that the order of the offers decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.rdf.formats import RDF_FORMATS


@dataclass(frozen=True, slots=True)
class Offer:
    """A form that an answer can have: its name, its media type, and what else it may be asked by.

    `aliases` are media types by which others name it, `shorts` the words of `?format=`.
    """

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()
    shorts: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """Give the value of the header Content-Type."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type

    def is_called(self, word: str) -> bool:
        """Say whether a word of `?format=` means it."""
        return word in (self.name, self.media_type, *self.shorts, *self.aliases)


def _rdf(name: str, *shorts: str, aliases: tuple[str, ...] = ()) -> Offer:
    form = RDF_FORMATS[name]
    return Offer(name, form.media_type, aliases, (form.suffix[1:], *shorts))


HTML = Offer("html", "text/html", ("application/xhtml+xml",))
TEXT = Offer("text", "text/plain", (), ("txt",))
JSON = Offer("json", "application/json")

TURTLE = _rdf("turtle", aliases=("application/x-turtle", "text/n3", "text/rdf+n3"))
NTRIPLES = _rdf("ntriples", "n-triples", aliases=("text/plain",))
NQUADS = _rdf("nquads", "n-quads", aliases=("text/x-nquads", "text/nquads"))
TRIG = _rdf("trig", aliases=("application/x-trig",))
RDFXML = _rdf("rdfxml", "xml", "rdf+xml", "rdf/xml", aliases=("application/xml", "text/xml"))
JSONLD = _rdf("jsonld", "json-ld", "json", aliases=("application/json",))

# Plain triples come first: whoever takes all formats alike reads them fastest.
TRIPLES: tuple[Offer, ...] = (TURTLE, NTRIPLES, NQUADS, TRIG, RDFXML, JSONLD)

RESULTS: tuple[Offer, ...] = (
    Offer("json", "application/sparql-results+json", ("application/json",), ("srj",)),
    Offer("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), ("srx",)),
    Offer("csv", "text/csv"),
    Offer("tsv", "text/tab-separated-values", ("text/plain",)),
)


_BY_NAME = 3


class _Range(NamedTuple):
    """A media range of the header Accept, and how much it is wanted."""

    media_type: str
    quality: float

    def precision(self, media_type: str) -> int:
        """Say how exactly it means a media type: 3 by its name, 2 by its kind, 1 like any other, 0 not at all."""
        if self.media_type == media_type:
            return _BY_NAME
        if self.media_type in {"*/*", "*"}:
            return 1
        kind, _, rest = self.media_type.partition("/")
        return 2 if rest == "*" and media_type.startswith(f"{kind}/") else 0


@lru_cache(maxsize=256)
def negotiate(accept: str, offers: tuple[Offer, ...], wanted: str = "") -> Offer:
    """Give the offer that suits best; `accept` is the header, `wanted` the word of `?format=`, which comes first."""
    word = wanted.strip().lower().replace(" ", "+")  # an unescaped + in an address is a space
    named = next((offer for offer in offers if word and offer.is_called(word)), None)
    if named is not None:
        return named
    ranges = list(_iter_ranges(accept))
    ranked = [(_rank(offer, ranges), -place) for place, offer in enumerate(offers)]
    (quality, _), place = max(ranked)
    return offers[-place] if quality > 0 else offers[0]


def is_for_people(accept: str) -> bool:
    """Say whether who asks is a browser showing a page: HTML is wanted more than anything that machines read."""
    return "html" in accept and negotiate(accept, (JSON, TEXT, *RESULTS, *TRIPLES, HTML)) is HTML


def accepts_gzip(encodings: str) -> bool:
    """Say whether a header Accept-Encoding allows gzip (RFC 9110, section 12.5.3)."""
    weights = {found.media_type: found.quality for found in _iter_ranges(encodings)}
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _rank(offer: Offer, ranges: list[_Range]) -> tuple[float, int]:
    named = [(found.quality, _BY_NAME) for found in ranges if found.media_type in offer.aliases]
    return max([_judge(offer.media_type, ranges), *named])


def _judge(media_type: str, ranges: list[_Range]) -> tuple[float, int]:
    """Give how much a media type is wanted and how exactly that is said; the most exact range decides."""
    precision, quality = max(((found.precision(media_type), found.quality) for found in ranges), default=(0, 0.0))
    return (quality, precision) if precision else (0.0, 0)


# Parts of a header between commas, or between semicolons: a quoted string may hold either.
_ITEM = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+')
_PART = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*"?)+')


def _iter_ranges(accept: str) -> Iterator[_Range]:
    for item in _ITEM.findall(accept[:_LONGEST]):
        media_type, *parameters = [part.strip().lower() for part in _PART.findall(item)] or [""]
        if media_type:
            yield _Range(media_type, next((_quality(each) for each in parameters if each.startswith("q=")), 1.0))


_LONGEST = 4096


def _quality(parameter: str) -> float:
    try:
        return min(max(float(parameter[2:]), 0.0), 1.0)
    except ValueError:
        return 1.0
