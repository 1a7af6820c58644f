"""Documents from texts: what a plain text becomes when it is added as a source."""

from __future__ import annotations

import re
import unicodedata

from kg.errors import UsageError
from kg.model.dates import Date
from kg.model.passage import Document, Passage, digest
from kg.sources.segmentation import is_heading, segment

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_LONGEST_TITLE = 200


def describe_document(
    text: str,
    slug: str,
    *,
    title: str | None = None,
    authors: dict[str, str] | None = None,
    date: Date | None = None,
    language: str = "en",
) -> Document:
    """Make the record of a text, as `read_text` reads it; `authors` are slugs of entities with names.

    The default title is the text's first heading. Raises UsageError for a slug, title or language that cannot be one.
    """
    if not _SLUG.fullmatch(slug):
        raise UsageError(f"{slug!r} cannot be a slug", remedy="Use a-z, 0-9 and hyphens, such as hale-1931.")
    if not _LANGUAGE.fullmatch(language):
        raise UsageError(f"{language!r} is no language tag", remedy="Use one such as en, ko or pt-BR.")
    passages = segment(text)
    title = " ".join((title or _first_heading(text, passages) or slug).split())
    return Document(
        slug=slug,
        title=title,
        characters=len(text),
        sha256=digest(text),
        passages=passages,
        label=_label(title, list((authors or {}).values()), date),
        creators=tuple(authors or {}),
        date=date,
        language=language,
    )


def slugify(name: str) -> str:
    """Make a slug of a name: ASCII letters and digits in lower case, hyphens between words.

    Raises UsageError where no letter is left, as of a name in another script.
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", ascii_name.replace("'", "")))
    if not slug:
        raise UsageError(f"no slug can be made of {name!r}", remedy="Give one yourself, in a-z, 0-9 and hyphens.")
    return slug


def parse_author(text: str) -> tuple[str, str]:
    """Read an author given as a name, a slug, or both (`kim-min-ji=김민지`); gives slug and name."""
    slug, equals, name = text.partition("=")
    return (slugify(slug), name.strip() or slug) if equals else (slugify(text), text.strip())


def _first_heading(text: str, passages: tuple[Passage, ...]) -> str | None:
    first = text[passages[0].start : passages[0].end]
    return first if len(first) <= _LONGEST_TITLE and is_heading(first) else None


def _label(title: str, names: list[str], date: Date | None) -> str:
    """Give what people call the document: `Hale 1931`, or else its title."""
    year = re.match(r"\d{4}", date.text) if date else None
    return f"{names[0].split()[-1]} {year.group()}" if names and year else title
