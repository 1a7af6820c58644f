"""Deciding: what becomes of a yes, a no and an unsure, and how each can be taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kg.config import Workspace
from kg.errors import UsageError
from kg.linking.deciding import (
    CLOSE,
    Author,
    Decision,
    curie,
    decide,
    find_decision,
    parse_author,
    read_set,
    set_path,
    undo,
    write_decisions,
)
from kg.linking.judgement import Judgement, judgement_of
from kg.linking.links import read_links
from kg.linking.schemes import read_schemes
from kg.model.mapping import Mapping, MappingSet

DAY = dt.date(1931, 5, 14)
ANNA = Author("Anna Reyl")
DRAFT = Mapping(
    "ent:arvenia",
    "skos:exactMatch",
    "cow:900",
    "semapv:CompositeMatching",
    subject_label="Arvenia",
    object_label="Arvenia",
    comment="“Arvenia”, the same name",
    further=(("decision", ""), ("mapping_tool", "kg link suggest"), ("similarity_score", "1.00")),
)


def decided(*judgements: Judgement, author: Author = ANNA, predicate: str = "skos:exactMatch") -> MappingSet:
    mapping_set = MappingSet(prefixes={"ent": "https://w3id.org/diplograph/id/"})
    for judgement in judgements:
        mapping_set = decide(mapping_set, DRAFT, Decision(judgement, author, DAY, predicate))
    return mapping_set


@pytest.mark.parametrize("judgement", Judgement)
def test_a_decision_is_read_as_it_was_made(judgement: Judgement) -> None:
    (mapping,) = decided(judgement).mappings
    assert judgement_of(mapping) is judgement
    assert mapping.justification == "semapv:ManualMappingCuration"
    assert (mapping.author_labels, mapping.date) == (("Anna Reyl",), DAY)
    assert mapping.comment == "“Arvenia”, the same name"
    assert dict(mapping.further) == {"similarity_score": "1.00"}


def test_a_new_decision_replaces_the_former_and_tells_of_it() -> None:
    (mapping,) = decided(Judgement.YES, Judgement.NO, Judgement.UNSURE).mappings
    assert judgement_of(mapping) is Judgement.UNSURE
    assert mapping.comment == (
        "“Arvenia”, the same name; before: yes, by Anna Reyl on 1931-05-14; before: no, by Anna Reyl on 1931-05-14"
    )


def test_the_same_decision_again_changes_nothing() -> None:
    once = decided(Judgement.NO)
    assert decide(once, DRAFT, Decision(Judgement.NO, ANNA, dt.date(1932, 1, 1))) is once


def test_a_yes_can_be_a_close_match() -> None:
    (mapping,) = decided(Judgement.YES, predicate=CLOSE).mappings
    assert mapping.predicate_id == CLOSE


def test_what_others_say_of_other_pairs_stays() -> None:
    other = replace(DRAFT, subject_id="ent:belmark")
    before = replace(decided(Judgement.NO), mappings=(other,))
    after = decide(before, DRAFT, Decision(Judgement.YES, ANNA, DAY))
    assert other in after.mappings
    assert undo(after, "ent:arvenia", "cow:900").mappings == (other,)


def test_nothing_can_be_taken_back_that_was_not_decided() -> None:
    with pytest.raises(UsageError, match="nothing has been decided about ent:arvenia and cow:900"):
        undo(MappingSet(), "ent:arvenia", "cow:900")


def test_an_author_is_a_name_or_an_orcid_or_both() -> None:
    assert parse_author(" Anna Reyl ") == ANNA
    assert parse_author("0000-0002-1825-0097") == Author("", "0000-0002-1825-0097")
    assert parse_author("https://orcid.org/0000-0002-1694-233X") == Author("", "0000-0002-1694-233X")
    assert parse_author("Anna Reyl <orcid:0000-0002-1825-0097>") == Author("Anna Reyl", "0000-0002-1825-0097")
    assert str(parse_author("0000-0002-1825-0097")) == "orcid:0000-0002-1825-0097"


@pytest.mark.parametrize("text", ["", "  ", "0000-0002-1825-0098", "Anna <nobody>", "a|b", "a\nb"])
def test_what_is_no_author_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_author(text)


def test_an_orcid_is_declared_and_written(workspace: Workspace) -> None:
    author = Author("Anna Reyl", "0000-0002-1825-0097")
    scheme = read_schemes(workspace)["cow"]
    fresh = read_set(workspace, scheme)
    write_decisions(workspace, scheme, decide(fresh, DRAFT, Decision(Judgement.YES, author, DAY)))
    again = read_set(workspace, scheme)
    mapping = find_decision(again, DRAFT)
    assert mapping is not None
    assert dict(mapping.further)["author_id"] == "orcid:0000-0002-1825-0097"
    assert again.prefixes["orcid"] == "https://orcid.org/"
    assert again.title == "Arvenia and Belmark to COW state"
    assert decide(again, DRAFT, Decision(Judgement.YES, author, DAY)) is again
    assert find_decision(again, replace(DRAFT, object_id="cow:901")) is None


def test_only_a_yes_is_a_link(workspace: Workspace) -> None:
    scheme = read_schemes(workspace)["cow"]
    for judgement, links in ((Judgement.UNSURE, 0), (Judgement.NO, 0), (Judgement.YES, 1)):
        write_decisions(workspace, scheme, decide(read_set(workspace, scheme), DRAFT, Decision(judgement, ANNA, DAY)))
        found = read_links(workspace)
        assert (len(found.all), len(list(found.asserted))) == (1, links)


def test_a_place_that_cannot_be_written_is_said(workspace: Workspace) -> None:
    scheme = read_schemes(workspace)["cow"]
    (workspace.data / "links").write_text("a file where a folder belongs")
    with pytest.raises(UsageError, match="cannot be written"):
        write_decisions(workspace, scheme, MappingSet())
    assert set_path(workspace, "cow").name == "cow.sssom.tsv"


def test_an_entity_is_called_by_slug_curie_or_iri(workspace: Workspace) -> None:
    for name in ("arvenia", "ent:arvenia", "https://w3id.org/diplograph/id/arvenia"):
        assert curie(name, workspace.namespaces) == "ent:arvenia"
