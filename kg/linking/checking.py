"""The check of all links of a graph: what each mapping may say, and what they may not say together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from kg.config import Namespaces
from kg.config.namespaces import STANDARD
from kg.errors import Location
from kg.linking.codes import finding
from kg.linking.links import Link, Links
from kg.linking.schemes import Schemes, is_iri
from kg.model.finding import Finding
from kg.model.mapping import MappingSet

EXACT = STANDARD["skos"] + "exactMatch"
PREDICATES = tuple(
    STANDARD["skos"] + name for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
)
_METADATA = {
    "mapping_set_id": "id",
    "mapping_set_title": "title",
    "mapping_set_version": "version",
    "license": "license",
}
_ADDRESSES = ("mapping_set_id", "license")


def check_links(links: Links, described: Container[str], namespaces: Namespaces) -> Iterator[Finding]:
    """Report all that is wrong with the links of a graph; `described` are the IRIs that the data describe."""
    yield from links.findings
    yield from _check_identifiers(links.sets)
    for mapping_set in links.sets:
        yield from _check_metadata(mapping_set)
        yield from _check_prefixes(mapping_set, links.schemes, namespaces)
    for link in links.all:
        yield from _check_link(link, links.schemes, described)
    yield from _check_pairs(links.all)
    yield from _check_functions(links.asserted)


def _check_identifiers(sets: Iterable[MappingSet]) -> Iterator[Finding]:
    first: dict[str, MappingSet] = {}
    for mapping_set in sets:
        before = first.setdefault(mapping_set.id, mapping_set)
        if mapping_set.id and before is not mapping_set:
            yield finding(
                "duplicate-mapping-set",
                f"<{mapping_set.id}> is {before.name} already",
                location=mapping_set.places.get("mapping_set_id"),
                remedy="Give each set an identifier of its own.",
            )


def _check_metadata(mapping_set: MappingSet) -> Iterator[Finding]:
    missing = [slot for slot, name in _METADATA.items() if not getattr(mapping_set, name)]
    if missing and mapping_set.mappings:
        yield finding(
            "mapping-set-incomplete",
            f"the set has no {', '.join(missing)}",
            location=mapping_set.mappings[0].place(),
            remedy=f"Say it at the top of the file: #{missing[0]}: …",
        )
    for slot in _ADDRESSES:
        address = getattr(mapping_set, _METADATA[slot])
        if address and not is_iri(address):
            yield _malformed(address, mapping_set.places.get(slot))


def _check_prefixes(mapping_set: MappingSet, schemes: Schemes, namespaces: Namespaces) -> Iterator[Finding]:
    known = {**{prefix: scheme.iri for prefix, scheme in schemes.items()}, **namespaces.prefixes}
    for prefix, iri in mapping_set.prefixes.items():
        if known.get(prefix, iri) != iri:
            yield finding(
                "prefix-redefined",
                f"{prefix}: is <{iri}> here, but <{known[prefix]}> in the graph",
                location=mapping_set.places.get(f"curie_map.{prefix}"),
                remedy="Write it as the graph has it, or choose another prefix.",
            )


def _check_link(link: Link, schemes: Schemes, described: Container[str]) -> Iterator[Finding]:
    mapping = link.mapping
    if link.subject not in described:
        yield finding(
            "unknown-subject",
            f"{mapping.subject_id} is nowhere described",
            node=link.subject,
            location=mapping.place("subject_id"),
            remedy="Correct its name, or describe it in the data first.",
        )
    if link.predicate not in PREDICATES:
        yield finding(
            "unknown-predicate",
            f"{mapping.predicate_id} is no mapping property",
            node=link.subject,
            location=mapping.place("predicate_id"),
            remedy="There are: skos:exactMatch, closeMatch, broadMatch, narrowMatch and relatedMatch.",
        )
    if not mapping.author_labels and not any(slot == "author_id" for slot, _ in mapping.further):
        yield finding(
            "mapping-without-author",
            f"{mapping.subject_id} to {mapping.object_id} has no author",
            node=link.subject,
            location=mapping.place("author_label"),
            remedy="Name who stands for it in the column author_label or author_id.",
        )
    for address in mapping.see_also:
        if not is_iri(address):
            yield _malformed(address, mapping.place("see_also"))
    yield from _check_object(link, schemes)


def _check_object(link: Link, schemes: Schemes) -> Iterator[Finding]:
    place = link.mapping.place("object_id")
    if link.scheme is None:
        yield finding(
            "unknown-prefix",
            f"{link.mapping.object_id} belongs to no scheme",
            node=link.subject,
            location=place,
            remedy=f"Schemes stand in links/schemes.toml of the data; there are: {', '.join(schemes)}.",
        )
    elif not link.scheme.fits(link.identifier):
        yield finding(
            "identifier-malformed",
            f"{link.identifier!r} is no identifier of {link.scheme.title}",
            node=link.subject,
            location=place,
            remedy=f"They match {link.scheme.pattern}" if link.scheme.pattern else "It must fit into an IRI.",
        )


def _malformed(address: str, place: Location | None) -> Finding:
    remedy = "Write it like https://example.org/page; a space in it is %20."
    return finding("address-malformed", f"{address!r} is no address", location=place, remedy=remedy)


def _check_pairs(links: Iterable[Link]) -> Iterator[Finding]:
    """Report every judgement on a pair after the first: the same again, or its contrary."""
    first: dict[tuple[str, str], Link] = {}
    for link in links:
        before = first.setdefault((link.subject, link.object), link)
        if before is link:
            continue
        is_contrary = before.mapping.negated != link.mapping.negated
        code, words = ("contradictory-mappings", "judged otherwise") if is_contrary else ("duplicate-mapping", "judged")
        yield finding(
            code,
            f"{link.mapping.subject_id} and {link.mapping.object_id} are {words} in {before.mapping.place()} already",
            node=link.subject,
            location=link.mapping.place(),
            remedy="Keep one of the two.",
        )


def _check_functions(links: Iterable[Link]) -> Iterator[Finding]:
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        if link.predicate == EXACT and link.scheme and link.scheme.is_function:
            found[link.subject, link.scheme.prefix].append(link)
    for same in found.values():
        first, *others = same
        for link in others:
            if link.object != first.object:
                yield finding(
                    "two-exact-matches",
                    f"{link.mapping.subject_id} is an exact match of {link.name}, and of {first.name} in "
                    f"{first.mapping.place()}",
                    node=link.subject,
                    location=link.mapping.place("object_id"),
                    remedy="Only one of them is exact; say of the other that it is close, broader or narrower.",
                )
