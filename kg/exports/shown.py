"""Views that draw themselves: as text, in a notebook, as Markdown, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from kg.exports.notebook import frame_html
from kg.exports.page import Page
from kg.exports.records import to_json

View = TypeVar("View")
View_contra = TypeVar("View_contra", contravariant=True)

_WIDTH = 110


class Form(Protocol[View_contra]):
    """How views of one sort are shown: the modules `kg.exports.entity`, `path` and `timeline` are forms."""

    def to_page(self, view: View_contra, /, width: int = ..., *, colour: bool = ...) -> Page:
        """Put a view on a page of text."""

    def to_markdown(self, view: View_contra, /) -> str:
        """Write a view as Markdown."""

    def to_record(self, view: View_contra, /) -> dict[str, Any]:
        """Give a view as plain values."""


@dataclass(frozen=True)
class Shown(Generic[View]):
    """A view with its form: print it, let a notebook draw it, or take what it holds from `view`."""

    view: View
    form: Form[View]

    def __str__(self) -> str:
        return str(self.form.to_page(self.view, _WIDTH))

    def _repr_html_(self) -> str:
        return self.form.to_page(self.view, _WIDTH).html()

    def to_text(self, width: int = 100, *, colour: bool = False) -> str:
        """Write it for a terminal."""
        return str(self.form.to_page(self.view, width, colour=colour))

    def to_markdown(self) -> str:
        """Write it as Markdown."""
        return self.form.to_markdown(self.view)

    def to_record(self) -> dict[str, Any]:
        """Give it as plain values: dictionaries, lists, texts and numbers."""
        return self.form.to_record(self.view)

    def to_json(self) -> str:
        """Write it as JSON: the same view, the same text."""
        return to_json(self.to_record())


@dataclass(frozen=True, repr=False)
class NetworkPage:
    """The interactive page of a network: one HTML file that works offline."""

    content: bytes

    def write(self, path: str | Path) -> None:
        """Write it to a file."""
        Path(path).write_bytes(self.content)

    def _repr_html_(self) -> str:
        return frame_html(self.content)
