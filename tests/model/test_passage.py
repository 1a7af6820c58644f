"""Passages and documents know their text by digest alone."""

from __future__ import annotations

from kg.model.passage import Document, Passage, digest

TEXT = "They met.\n\nОни расстались.\n"
SECOND = Passage("P2", 11, 26, digest("Они расстались."))


def test_a_digest_is_the_sha256_of_the_utf8_text() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_passage_is_in_a_text_only_at_its_place() -> None:
    assert SECOND.is_in(TEXT)
    assert not SECOND.is_in("\n" + TEXT)
    assert not SECOND.is_in("They met.")


def test_a_document_is_a_text_only_character_by_character() -> None:
    document = Document("letters", "Letters", len(TEXT), digest(TEXT), (SECOND,))
    assert document.is_text(TEXT)
    assert not document.is_text(TEXT.rstrip())
