"""Schemes of identifiers: the shipped ones, a workspace's own, and what they may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Workspace
from kg.errors import ConfigError, UsageError
from kg.linking.listing import list_links
from kg.linking.schemes import Schemes, find_scheme, read_schemes
from tests.linking.sets import put_set


def write_schemes(workspace: Workspace, text: str) -> Path:
    path = workspace.data / "links" / "schemes.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def schemes(workspace: Workspace) -> Schemes:
    return read_schemes(workspace)


def test_every_graph_has_the_shipped_schemes(schemes: Schemes) -> None:
    assert {"wikidata", "cow", "gw", "geonames", "viaf", "iso3166-1-alpha-3", "atop", "cow-alliance"} <= set(schemes)


@pytest.mark.parametrize(
    ("iri", "name", "page"),
    [
        ("http://www.wikidata.org/entity/Q159", "Wikidata Q159", "https://www.wikidata.org/wiki/Q159"),
        ("https://www.geonames.org/524901", "GeoNames 524901", "https://www.geonames.org/524901"),
        ("https://w3id.org/diplograph/code/cow.365", "COW state 365", ""),
        ("https://w3id.org/diplograph/code/cow-alliance.264", "COW alliance 264", ""),
        ("https://w3id.org/diplograph/code/iso3166-1-alpha-3.RUS", "ISO 3166-1 alpha-3 RUS", ""),
    ],
)
def test_a_record_has_a_name_and_perhaps_a_page(schemes: Schemes, iri: str, name: str, page: str) -> None:
    found = schemes.parse(iri)
    assert found is not None
    scheme, identifier = found
    assert scheme.fits(identifier)
    assert (scheme.name(identifier), scheme.page_of(identifier), scheme.iri + identifier) == (name, page, iri)


@pytest.mark.parametrize(("name", "said"), [("wikidat", "Did you mean: wikidata?"), ("zzz", "There are: archigos, ")])
def test_a_scheme_that_is_not_there_is_told_the_nearest_or_all(schemes: Schemes, name: str, said: str) -> None:
    assert find_scheme(schemes, "wikidata").title == "Wikidata"
    with pytest.raises(UsageError, match=f"there is no scheme {name!r}") as caught:
        find_scheme(schemes, name)
    assert said in str(caught.value)


def test_what_no_scheme_has_is_not_parsed(schemes: Schemes) -> None:
    assert schemes.parse("https://example.org/1") is None


@pytest.mark.parametrize(("prefix", "identifier"), [("wikidata", "159"), ("cow", "0"), ("dbpedia", "a b")])
def test_an_identifier_has_the_form_of_its_scheme(schemes: Schemes, prefix: str, identifier: str) -> None:
    assert not schemes[prefix].fits(identifier)


def test_a_workspace_adds_schemes_and_changes_them(workspace: Workspace) -> None:
    write_schemes(
        workspace,
        '[archive]\ntitle = "Archive"\niri = "code:"\nfunction = false\n'
        '[gnd]\ntitle = "Joint authority file"\niri = "https://d-nb.info/gnd/"\npage = ""\n',
    )
    schemes = read_schemes(workspace)
    assert schemes["archive"].iri == "https://w3id.org/diplograph/code/archive."
    assert not schemes["archive"].is_function
    assert (schemes["gnd"].title, schemes["gnd"].page) == ("Joint authority file", "")
    assert "wikidata" in schemes


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[a", "not valid TOML"),
        ('archive = "x"', "must be a table"),
        ('[Archive]\ntitle = "A"\niri = "code:"', "no prefix"),
        ('[archive]\ntitle = "A"\niri = "code:"\nurl = "x"', "url = 'x' is no setting"),
        ('[archive]\ntitle = "A"\niri = "code:"\nfunction = "no"', "function = 'no' is no setting"),
        ('[archive]\niri = "code:"', "has no title"),
        ('[archive]\ntitle = "A"\niri = "a b"', "is no IRI"),
        ('[archive]\ntitle = "A"\niri = "code:"\npattern = "("', "no regular expression"),
        ('[ent]\ntitle = "A"\niri = "code:"', "one of the graph's own"),
        ('[archive]\ntitle = "A"\niri = "http://www.wikidata.org/entity/"', "the same iri as [wikidata]"),
    ],
)
def test_a_wrong_setting_is_named(workspace: Workspace, text: str, says: str) -> None:
    write_schemes(workspace, text)
    with pytest.raises(ConfigError) as caught:
        read_schemes(workspace)
    assert says in caught.value.message
    assert caught.value.location is not None
    assert caught.value.location.path == "data/links/schemes.toml"


def test_broken_toml_is_found_where_it_breaks(workspace: Workspace) -> None:
    write_schemes(workspace, '[archive]\ntitle = "A\n')
    with pytest.raises(ConfigError) as caught:
        read_schemes(workspace)
    assert str(caught.value.location) == "data/links/schemes.toml:2:11"


def test_links_are_read_from_these_files(workspace: Workspace) -> None:
    (shipped,) = list_links(workspace)
    own, mappings = write_schemes(workspace, ""), put_set(workspace, {})
    (workspace.data / "links" / ".wikidata.sssom.tsv").write_text("", encoding="utf-8")
    (workspace.data / "links" / "notes.txt").write_text("", encoding="utf-8")
    assert list_links(workspace) == [shipped, own, mappings]
