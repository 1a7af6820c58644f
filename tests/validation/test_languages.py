"""Languages: each text in the script of its language."""

from __future__ import annotations

import pytest

from kg.config import Workspace
from kg.validation.languages import scripts_of_language, scripts_of_text
from tests.validation.edits import Case, case, check_case, edit_file, findings_of

LABELS = 'rdfs:label "Arvenia"@en , "아르베니아"@ko , "Арвения"@ru'

CASES = [
    case(
        "script-not-of-language",
        ("entities", LABELS, '§rdfs:label "Arvenia"@en , "아르베니아"@ru , "Арвения"@uk'),
        says='"아르베니아"@ru is in Hangul, but the language is written in Cyrillic',
    ),
    case("script-not-of-language", ("entities", LABELS, '§rdfs:label "Arvenia"@en , "Arbenia"@ko')),
    case("script-not-of-language", ("entities", LABELS, '§rdfs:label "Arvenia"@en , "Арвения"@ru-Latn')),
    case(
        "mixed-scripts",
        ("entities", LABELS, '§rdfs:label "Arvenia"@en , "Aрвения"@ru'),
        says="the word Aрвения",
    ),
]

SOUND = [
    'rdfs:label "Arvenia"@en , "KBS 아르베니아"@ko , "Арвения (Arvenia)"@ru',
    'rdfs:label "Arvenia"@en , "Arbenia"@ko-Latn , "Arvenija"@ru-Latn-x-scholar',
    'rdfs:label "Arvenia"@en , "1921"@ko , "ᐊᕐᕕᓂᐊ"@iu',
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_mistake_is_found_in_its_place(case: Case, workspace: Workspace) -> None:
    check_case(case, workspace)


@pytest.mark.parametrize("labels", SOUND)
def test_a_text_may_hold_words_of_another_language(labels: str, workspace: Workspace) -> None:
    edit_file(workspace.root, "entities", LABELS, labels)
    assert findings_of(workspace) == ()


def test_scripts() -> None:
    assert scripts_of_text("KBS 아르베니아, 1921") == {"LATIN", "HANGUL"}
    assert scripts_of_language("ja-JP") == {"HIRAGANA", "KATAKANA", "CJK"}
    assert scripts_of_language("ja-Latn-JP") == {"LATIN"}
    assert scripts_of_language("tlh") == frozenset()
