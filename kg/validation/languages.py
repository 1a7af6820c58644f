"""Languages: texts in the script that their language tag promises, and no word in two scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from kg.model.finding import Finding
from kg.rdf.terms import IRI, Literal, Quad
from kg.validation.codes import finding
from kg.validation.evidence import Evidence

# Scripts by the first word of Unicode's names of their letters, and the languages that are written in them.
_CHINESE = frozenset({"CJK"})
SCRIPTS = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "mn", "kk", "ky", "tg"), frozenset({"CYRILLIC"})),
    **dict.fromkeys(("sr", "uz", "az", "tk"), frozenset({"CYRILLIC", "LATIN"})),
    **dict.fromkeys(("ar", "fa", "ur", "ps"), frozenset({"ARABIC"})),
    **dict.fromkeys(("he", "yi"), frozenset({"HEBREW"})),
    **dict.fromkeys(
        (
            "en",
            "de",
            "fr",
            "es",
            "it",
            "pt",
            "nl",
            "pl",
            "cs",
            "sk",
            "hu",
            "ro",
            "sv",
            "no",
            "da",
            "fi",
            "tr",
            "vi",
            "la",
        ),
        frozenset({"LATIN"}),
    ),
    "ko": frozenset({"HANGUL"}) | _CHINESE,
    "ja": frozenset({"HIRAGANA", "KATAKANA"}) | _CHINESE,
    "zh": _CHINESE,
    "el": frozenset({"GREEK"}),
    "hy": frozenset({"ARMENIAN"}),
    "ka": frozenset({"GEORGIAN"}),
    "th": frozenset({"THAI"}),
    "hi": frozenset({"DEVANAGARI"}),
}
# Script subtags (ISO 15924), which overrule the language: ko-Latn is Korean in Latin letters.
_SUBTAGS = {
    "latn": frozenset({"LATIN"}),
    "cyrl": frozenset({"CYRILLIC"}),
    "arab": frozenset({"ARABIC"}),
    "hang": frozenset({"HANGUL"}),
    "hani": _CHINESE,
    "hans": _CHINESE,
    "hant": _CHINESE,
    "grek": frozenset({"GREEK"}),
}
_LOOK_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK"})
_WORD = re.compile(r"[^\W\d_]+")


def check_languages(evidence: Evidence) -> Iterator[Finding]:
    """Check every text that has a language tag."""
    for quad in evidence.corpus.quads:
        if isinstance(quad.object, Literal) and quad.object.language:
            yield from _check_script(quad, quad.object, evidence)
            yield from _check_words(quad, quad.object, evidence)


def _check_script(quad: Quad, text: Literal, evidence: Evidence) -> Iterator[Finding]:
    expected, found = scripts_of_language(text.language or ""), scripts_of_text(text.value)
    if expected and found and not expected & found:
        problem = f"{text} is in {_listed(found)}, but the language is written in {_listed(expected)}"
        yield _finding("script-not-of-language", problem, "Correct the language tag, or the text.", quad, evidence)


def _check_words(quad: Quad, text: Literal, evidence: Evidence) -> Iterator[Finding]:
    for word in _WORD.findall(text.value):
        if len(scripts := scripts_of_text(word) & _LOOK_ALIKE) > 1:
            problem = f"the word {word} in {text} mixes {_listed(scripts)} letters"
            yield _finding("mixed-scripts", problem, "Type the word anew in one script.", quad, evidence)


def scripts_of_language(tag: str) -> frozenset[str]:
    """Give the scripts that a language tag promises; none where we do not know."""
    language, *subtags = tag.lower().split("-")
    return next((_SUBTAGS[s] for s in subtags if s in _SUBTAGS), SCRIPTS.get(language, frozenset()))


def scripts_of_text(text: str) -> frozenset[str]:
    """Give the scripts of a text's letters."""
    return frozenset(_script(c) for c in text if c.isalpha())


@lru_cache(maxsize=1024)
def _script(character: str) -> str:
    return unicodedata.name(character, "UNKNOWN").split(" ")[0]


def _listed(scripts: frozenset[str]) -> str:
    return " and ".join(sorted(script.title() for script in scripts))


def _finding(code: str, problem: str, remedy: str, quad: Quad, evidence: Evidence) -> Finding:
    assert isinstance(quad.subject, IRI)
    message = f"{evidence.curie(quad.subject)}: {problem}"
    return finding(code, message, node=quad.subject, location=evidence.places.of_quad(quad), remedy=remedy)
