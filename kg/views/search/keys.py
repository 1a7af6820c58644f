"""Keys: names in one spelling, whatever script, case or diacritics they are written with."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

from kg.views.names import fold

_COMPOUND = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")
# Scripts that leave no space between words, and the one that leaves few: Han, kana, Hangul, Thai, Lao, Khmer, Myanmar.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")

# What several ways of writing a sound in Latin letters have in common, in this order.
_SOUNDS = (
    (re.compile(r"t?sch|tch"), "ch"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"(?:ou|oo|eu)"), "u"),
    (re.compile(r"eo"), "o"),
    (re.compile(r"dj|dz(?=h)|j|y"), "i"),
    (re.compile(r"w"), "v"),
    (re.compile(r"f+$"), "v"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"ie"), "e"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=...)e$"), ""),
)


def key_of(text: str) -> str:
    """Give a name in Latin letters, without case, diacritics and punctuation, words parted by one space.

    What no table of letters knows is kept as it is.
    """
    return fold(_latin(text)) or fold(text)


def words_of(text: str) -> set[str]:
    """Give the words by whose beginnings a name is found.

    They are those of its key, a compound also as one word, and of a text without spaces what begins at any letter.
    """
    found = set(key_of(text).split())
    found.update("".join(key_of(compound[0]).split()) for compound in _COMPOUND.finditer(_composed(text)))
    for run in _UNSPACED.finditer(_composed(text)):
        found.update("".join(key_of(run[0][start:]).split()) for start in range(len(run[0])))
    return {word for word in found if word}


def sound_of(word: str) -> str:
    """Give what several spellings of a word in Latin letters have in common: "poutine" and "putin" are alike."""
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    return word


def _latin(text: str) -> str:
    return text if text.isascii() else anyascii(_composed(text))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)
