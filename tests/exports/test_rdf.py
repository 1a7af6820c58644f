from __future__ import annotations

import random
import warnings
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Namespaces
from kg.errors import UsageError
from kg.exports.rdf import arrange, serialize
from kg.rdf.formats import RDF_FORMATS, Format, find_format
from kg.rdf.terms import EDTF, IRI, RDF, XSD, DefaultGraph, Literal, Quad, Term, ontology_terms

NAMESPACES = Namespaces()
KG = ontology_terms(NAMESPACES)
FORMATS = list(RDF_FORMATS.values())

NASTY = (
    " \"quoted\" and 'quoted'",
    "line\nend\r\nand\rtab\t",
    "</script><img src=x onerror=alert(1)>",
    "]]> & &amp; <!-- -->",
    "\\u0041 \\n backslash \\",
    "김정일 Ким Чен Ир 金正日 \U0001f1f0\U0001f1f5",
    "\u202eright to left\u202c \u2028 \u2029 \x85 \x7f",
    '"""',
    "ends with . ",
    "@prefix kg: <x> .",
)


def entity(name: str) -> IRI:
    return IRI(NAMESPACES.ent + name)


def claim(name: str) -> IRI:
    return IRI(NAMESPACES.claim + name)


texts = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="".join(map(chr, [*range(32), 0xFFFE, 0xFFFF])))
)
literals: st.SearchStrategy[Literal] = st.one_of(
    texts.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(["en", "ko", "ru", "ko-latn"])),
    st.sampled_from(["2000-07", "1961/..", "199X", "1950-06~", "[2007-08-14..]"]).map(
        lambda d: Literal(d, datatype=EDTF)
    ),
    st.integers().map(lambda n: Literal(str(n), datatype=XSD["integer"])),
    st.sampled_from(["1.50", "true", "2000-07-19", "0"]).flatmap(
        lambda text: st.sampled_from(["decimal", "boolean", "date", "string", "anyURI"]).map(
            lambda kind: Literal(text, datatype=XSD[kind])
        )
    ),
)
nodes = st.sampled_from(
    [
        *(entity(n) for n in ("kim-il-sung", "putin-visit-2000.host", "a/b,c", "1961", "-x", "ends.", "%20")),
        claim("one"),
        IRI("urn:isbn:1"),
        IRI("ent:not-the-prefix"),
        IRI("http://example.org/?q=a&b=c#d"),
        IRI("http://example.org/é"),
    ]
)
predicates = st.sampled_from([RDF["type"], KG["date"], KG["place"], IRI("http://example.org/p"), IRI("urn:x:p")])
graphs = st.sampled_from([DefaultGraph(), claim("one"), claim("two")])


@st.composite
def quads(draw: st.DrawFn) -> list[Quad]:
    objects: st.SearchStrategy[Term] = st.one_of(nodes, literals)
    statement = st.builds(Quad, nodes, predicates, objects, graphs)
    return draw(st.lists(statement, max_size=12))


def canonical(statements: Iterable[Quad]) -> ox.Dataset:
    dataset = ox.Dataset(statements)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@given(statements=quads())
@settings(deadline=None)
def test_each_format_gives_back_what_was_written(form: Format, statements: list[Quad]) -> None:
    content = serialize(statements, form.name, NAMESPACES)
    assert canonical(form.read(content)) == canonical(arrange(statements, form))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@given(statements=quads(), seed=st.integers())
@settings(deadline=None, max_examples=30)
def test_the_bytes_do_not_depend_on_the_order(form: Format, statements: list[Quad], seed: int) -> None:
    shuffled = [*statements, *statements]
    random.Random(seed).shuffle(shuffled)
    assert serialize(shuffled, form.name, NAMESPACES) == serialize(statements, form.name, NAMESPACES)


RDFLIB_NAMES = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "rdfxml": "xml",
    "jsonld": "json-ld",
}


def rdflib_reads(content: bytes, form: Format) -> set[tuple[str, ...]]:
    normalize, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # rdflib uses its own deprecated names
            dataset = rdflib.Dataset()
            target = dataset if form.holds_graphs else dataset.default_context
            target.parse(data=content.decode(), format=RDFLIB_NAMES[form.name])
            default = dataset.default_context.identifier
            return {
                (s.n3(), p.n3(), o.n3(), "" if g in {None, default} else g.n3())
                for s, p, o, g in dataset.quads((None, None, None, None))
            }
    finally:
        rdflib.NORMALIZE_LITERALS = normalize


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_rdflib_reads_the_same_statements(form: Format) -> None:
    statements = [
        Quad(claim("one"), RDF["type"], KG["Claim"]),
        *(Quad(entity("kim-il-sung"), KG["note"], Literal(text, language="en"), claim("one")) for text in NASTY),
        Quad(entity("putin-visit-2000"), KG["date"], Literal("2000-07", datatype=EDTF), claim("one")),
        Quad(entity("putin-visit-2000"), KG["place"], entity("a/b,c"), claim("two")),
    ]
    found = rdflib_reads(serialize(statements, form.name, NAMESPACES), form)
    expected = rdflib_reads(RDF_FORMATS["nquads"].write(arrange(statements, form), {}), RDF_FORMATS["nquads"])
    assert found == expected
    assert len(found) == len(statements)


def test_trig_reads_pleasantly() -> None:
    visit, host, said = entity("putin-visit-2000"), entity("putin-visit-2000.host"), claim("putin-visits")
    inside = [
        Quad(visit, KG["date"], Literal("2000-07", datatype=EDTF), said),
        Quad(visit, RDF["type"], KG["Event"], said),
        Quad(host, RDF["type"], KG["Participation"], said),
    ]
    union = [Quad(q.subject, q.predicate, q.object) for q in inside]
    metadata = [Quad(said, KG["modality"], KG["Fact"]), Quad(said, RDF["type"], KG["Claim"])]
    assert serialize([*inside, *union, *metadata], "trig", NAMESPACES).decode() == (
        "@prefix claim: <https://w3id.org/diplograph/claim/> .\n"
        "@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .\n"
        "@prefix ent: <https://w3id.org/diplograph/id/> .\n"
        "@prefix kg: <https://w3id.org/diplograph/ontology#> .\n"
        "\n"
        "claim:putin-visits a kg:Claim ;\n"
        "    kg:modality kg:Fact .\n"
        "\n"
        "claim:putin-visits {\n"
        "    ent:putin-visit-2000 a kg:Event ;\n"
        '        kg:date "2000-07"^^edtf:EDTF .\n'
        "    ent:putin-visit-2000.host a kg:Participation .\n"
        "}\n"
    )


def test_jsonld_has_a_context_and_plain_texts() -> None:
    content = serialize([Quad(claim("one"), KG["note"], Literal("x"), claim("one"))], "jsonld", NAMESPACES).decode()
    assert '"claim": "https://w3id.org/diplograph/claim/"' in content
    assert '"kg:note": "x"' in content


def test_formats_without_graphs_hold_the_union_once() -> None:
    statements = [
        Quad(entity("a"), KG["place"], entity("b"), graph) for graph in (DefaultGraph(), claim("x"), claim("y"))
    ]
    assert serialize(statements, "ntriples", NAMESPACES).count(b"\n") == 1
    assert serialize(statements, "nquads", NAMESPACES).count(b"\n") == 2


def test_rdfxml_refuses_what_xml_cannot_hold() -> None:
    with pytest.raises(UsageError, match="control character"):
        serialize([Quad(entity("a"), KG["note"], Literal("\x01"))], "rdfxml", NAMESPACES)
    with pytest.raises(UsageError, match="no XML name"):
        serialize([Quad(entity("a"), IRI("http://example.org/1"), Literal("x"))], "rdfxml", NAMESPACES)


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="turtle"):
        find_format("word")
