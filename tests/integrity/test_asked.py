"""What a reader of the essay asks, and what the named questions reply: facts, and what the essay leaves open."""

from __future__ import annotations

import shlex
from typing import NamedTuple

import pytest

from kg.config import read_workspace
from kg.store.embedded import EmbeddedStore
from kg.store.questions import find_question
from kg.store.results import Solutions, solutions_of
from kg.views.citations import cite, left_open, without_lists
from kg.views.names import resolve
from tests.conftest import ROOT

QUESTIONS = read_workspace(ROOT).ontology / "queries"
# Names, and the passages in which they stand, are given by no claim.
OF_NO_CLAIM = ("names-of", "named-in")


class Asked(NamedTuple):
    """A question, as typed after `kg query`; values that stand together in a row; what stands in none."""

    why: str
    command: str
    rows: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    number: int | None = None


FACTS = [
    Asked(
        "the month in which Moscow and Seoul opened relations",
        "events --kind EstablishmentOfRelations",
        rows=(("1990-09", "South Korea (party); Soviet Union (party)"),),
        number=1,
    ),
    Asked("what the treaty of 2000 took the place of", "between --a russia --b north-korea", rows=(("2000-02/..",),)),
    Asked(
        "how far Kim Jong Il travelled in 2001",
        "visits --visitor kim-jong-il --to 2001",
        rows=(("2001-08", "Moscow; Russia; Saint Petersburg"),),
        number=1,
    ),
    Asked(
        "the workers in the Russian Far East, between two numbers",
        "figures --about labour-trade --measure NumberOfWorkers",
        rows=(("about", "10000", "20000", "persons"),),
    ),
    Asked(
        "both names of the region next to North Korea",
        "names-of --node russian-maritime-region",
        rows=(("Russian Maritime region",), ("Russian Maritime province",)),
    ),
    Asked(
        "the book of 2006",
        "works-cited --year 2006",
        rows=(("L.V. Zabrovskaya", "2006", "Pacific Centre for Strategic Developments"),),
        number=1,
    ),
    Asked(
        "who trades more with North Korea than Russia does",
        "trade-ranks --actor north-korea",
        rows=(
            ("Rank of China among North Korea's trade partners in 2006: 1", "KOTRA"),
            ("Rank of South Korea among North Korea's trade partners in 2006: 2", "KOTRA"),
            ("Rank of Thailand among North Korea's trade partners in 2006: 3", "KOTRA"),
            ("Rank of Russia among North Korea's trade partners in 2006: 4", "KOTRA"),
        ),
    ),
    Asked(
        "whether a trade partner is a sponsor too",
        "relationships --actor north-korea --kind Sponsorship",
        rows=(
            ("China as a major sponsor of North Korea", "2007~"),
            ("South Korea as a major sponsor of North Korea", "2007~"),
        ),
        never=("Thailand",),
    ),
    Asked(
        "who wrote more than one of the works cited",
        "authors-of-several-works",
        rows=(("Georgyi Toloraya", "Toloraya 2002; Toloraya 2007"),),
        number=1,
    ),
    Asked(
        "which projects cross the North, and how firmly that is said",
        "projects --through north-korea",
        rows=(
            ("Trans-Korean railway", "via", "North Korea", "fact"),
            ("Electricity supply line to South Korea", "via", "North Korea", "speculation"),
        ),
    ),
    Asked("the pipeline is never said to cross it", "not-stated --node gas-pipeline", rows=(("transit country",),)),
    Asked(
        "the leaders' visits of 2000 to 2002",
        "visits --from 2000 --to 2002",
        rows=(
            ("Vladimir Putin", "2000-07", "Pyongyang"),
            ("Kim Jong Il", "2001-08"),
            ("Kim Jong Il", "2002-08", "Russian Far East"),
        ),
    ),
    Asked(
        "allies on paper and estranged in fact in 1985",
        "relationships --actor ussr --date 1985-06-30",
        rows=(
            ("Nominal alliance of the Soviet Union and North Korea", "certain"),
            ("Strained, at times nearly hostile relations of the Soviet Union and North Korea", "certain"),
        ),
    ),
    Asked("nobody from the top had come by June 2000", "visits --place north-korea --to 2000-06", number=0),
    Asked(
        "whether the old treaty still bound anybody in 1995",
        "treaties-in-force --date 1995-06-15",
        rows=(("Treaty of 1961", "possible", "not stated"),),
        never=("certain", "Treaty on Friendship, Cooperation, Good Neighborliness"),
        number=1,
    ),
    Asked(
        "no leader is counted twice",
        "visits-by-country",
        rows=(("North Korea", "1", "Vladimir Putin"), ("Russia", "2", "Kim Jong Il")),
    ),
    Asked(
        "the works cited, year by year",
        "works-by-year",
        rows=(
            ("2001", "1"),
            ("2002", "1"),
            ("2003", "1"),
            ("2005", "2"),
            ("2006", "1"),
            ("2007", "5"),
            ("undated", "1"),
        ),
        number=7,
    ),
    Asked(
        "the states that are named",
        "entities --class State",
        rows=tuple(
            (name,)
            for name in (
                "China",
                "Germany",
                "Japan",
                "North Korea",
                "Russia",
                "South Korea",
                "Soviet Union",
                "Thailand",
                "United States",
            )
        ),
        number=10,  # with the one that only a war is named after
    ),
    Asked("how steeply trade fell", "trade-change --a russia --b north-korea", rows=(("1990", "1994", "-93.3"),)),
    Asked("that it rose afterwards", "trade-change --a russia --b north-korea", rows=(("1994", "2006", "49.8"),)),
    Asked(
        "where the wish for the status quo is stated",
        "named-in --node status-quo-preference",
        rows=(("P4",), ("P26",), ("P33",), ("P47",)),
    ),
    Asked(
        "from the fall of the regime to claims on Russian land, all imagined",
        "causal-chain --from regime-collapse --to korean-territorial-claims",
        rows=(
            ("Collapse of the North Korean regime", "Unification of Korea", "speculation"),
            ("Unification of Korea", "Ultra-nationalism of a unified Korea", "speculation"),
            ("Ultra-nationalism of a unified Korea", "Territorial claims of a unified Korea on Russia", "speculation"),
        ),
        never=("fact", "judgement"),
    ),
    Asked(
        "from dislike of America to the quasi-ally",
        "causal-chain --from anti-american-feeling",
        rows=(("North Korea is seen in Russia as a potentially useful quasi-ally", "judgement"),),
    ),
    Asked(
        "why Russia is mild at the six-party talks",
        "causes-of --effect delegation-for-soft-approach",
        rows=(("Russia fears that pressure leads to a crisis inside North Korea", "motivates"),),
    ),
    Asked(
        "whose figure the share of trade is",
        "trade-ranks --actor north-korea",
        rows=(("6.3", "per cent", "Andrei Lankov; KOTRA"),),
    ),
    Asked(
        "what rests on informants without a name",
        "reports",
        rows=(
            (
                "Diplomats speaking in private",
                "The journey helped to change Kim Jong Il's view of Russia after Communism",
            ),
            ("Russian officials", "report"),
            ("Russian businessmen", "report"),
        ),
    ),
    Asked(
        "who claims special influence, and who doubts it",
        "scenarios",
        rows=(("Special Russian influence in Pyongyang", "Andrei Lankov: doubts"),),
    ),
    Asked(
        "who holds that reform has to wait",
        "who-says --node north-korean-reforms",
        rows=(
            (
                "Reform is out of reach while Pyongyang feels unsafe",
                "Russian scholars; South Korean officials; South Korean scholars",
            ),
        ),
    ),
    Asked(
        "Tselko's own prices", "remarks --about saving-khasan-route", rows=(("His own prices give 1,344 - 889 = 455",),)
    ),
    Asked("about two per cent, not less", "remarks --about trade-ratio-2006", rows=(("2.25 per cent",),)),
    Asked(
        "the essay at odds with itself over the railway",
        "contradictions",
        rows=(("P48", "The railway will be highly profitable", "P38"), ("P48", "P42")),
    ),
    Asked(
        "against a nuclear North Korea, and little worried",
        "positions-of --holder russia --date 2007-06-30",
        rows=(
            ("opposes", "Nuclear-armed North Korea", "moderate"),
            ("gives low priority to", "Nuclear proliferation"),
        ),
    ),
    Asked("no alliance in 2000", "treaty-provisions --treaty treaty-2000", rows=(("military alliance", "lacks it"),)),
    Asked(
        "no General Secretary ever came",
        "denials --about general-secretary-visit",
        rows=(("No Soviet General Secretary ever travelled to Pyongyang",),),
    ),
    Asked("the Soviet Union came before Russia", "successions", rows=(("Russia", "Soviet Union"),)),
]

OPEN = [
    Asked("who signed the treaty of 2000", "not-stated --node treaty-2000", rows=(("representative",),)),
    Asked(
        "whether it provides for consultation",
        "treaty-provisions --treaty treaty-2000",
        rows=(("consultation", "not stated"),),
    ),
    Asked("who the six parties are", "not-stated --node six-party-talks", rows=(("party",),)),
    Asked("when Kim Il Sung died", "not-stated --node kim-il-sung", rows=(("death date",),)),
    Asked(
        "where Asmolov works",
        "not-stated --what employer",
        rows=(("Konstantin Asmolov's tie to a Moscow think tank",),),
    ),
    Asked(
        "what the pipeline and the power line would cost",
        "project-costs",
        rows=(("Gas pipeline to South Korea", "not stated"), ("Electricity supply line to South Korea", "not stated")),
    ),
    Asked("on which day the Soviet Union ended", "not-stated --node soviet-collapse", rows=(("dissolution date",),)),
    Asked("what Japan wants", "not-stated --node japan", rows=(("position",),)),
    Asked("between whom the old treaty was", "not-stated --node treaty-1961", rows=(("party",), ("signatory",))),
]


def ask(store: EmbeddedStore, command: str) -> Solutions:
    name, *options = shlex.split(command)
    names = [option.removeprefix("--") for option in options[::2]]
    parameters = dict(zip(names, options[1::2], strict=True))
    return solutions_of(find_question(QUESTIONS, name).ask(store, parameters, resolve))


def has(row: list[str], values: tuple[str, ...]) -> bool:
    """Say whether each value is a cell of the row, or, of several words, stands in one."""
    return all(value in row or (" " in value and any(value in cell for cell in row)) for value in values)


@pytest.mark.parametrize("asked", FACTS + OPEN, ids=lambda asked: asked.why)
def test_it_is_answered(store: EmbeddedStore, asked: Asked) -> None:
    rows = [[term.value for term in row if term] for row in without_lists(ask(store, asked.command)).rows]
    assert [values for values in asked.rows if not any(has(row, values) for row in rows)] == []
    assert [value for value in asked.never if any(has(row, (value,)) for row in rows)] == []
    assert asked.number in {None, len(rows)}


@pytest.mark.parametrize(
    "asked",
    [asked for asked in FACTS if asked.rows and not asked.command.startswith(OF_NO_CLAIM)],
    ids=lambda asked: asked.why,
)
def test_the_answer_has_sources(store: EmbeddedStore, asked: Asked) -> None:
    cited = cite(store, ask(store, asked.command))
    assert cited.footnotes
    assert all(note.citation.startswith("Lankov 2007, ") for note in cited.footnotes)


def test_silence_is_explained(store: EmbeddedStore) -> None:
    assert ask(store, "positions-of --holder japan").rows == []
    assert list(left_open(store, [resolve(store, "japan")])) == ["Of Japan they leave open: position."]
