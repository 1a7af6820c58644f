"""Sections of a descriptor file: each entry is asked for by name and kind, and none may be left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from kg.errors import InputError, Location


@dataclass(frozen=True, slots=True)
class DescriptorText:
    """The file that a descriptor is read from, so that a mistake is reported where it stands."""

    path: Path
    lines: tuple[str, ...]

    def refuse(self, message: str, *, near: str = "", after: int = 0, remedy: str | None = None) -> NoReturn:
        """Raise InputError, with the first line from `after` on in which `near` stands as a word of its own."""
        line = self.line_of(near, after) if near else after
        raise InputError(
            message,
            location=Location(str(self.path), line),
            excerpt=self.lines[line - 1] if line else None,
            remedy=remedy,
        )

    def line_of(self, word: str, after: int = 0) -> int:
        """Give the number of the first line from `after` on that holds a word, from the top if none follows, or 0.

        A line in which it is the name of an entry or of a table goes before one that only mentions it.
        """
        for follows in (r"\"?\s*=|\]", r"(?![\w-])"):
            pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?:{follows})")
            found = [number for number, line in enumerate(self.lines, 1) if pattern.search(line)]
            if found:
                return next((number for number in found if number >= after), found[0])
        return 0


@dataclass(slots=True)
class Section:
    """One table of the file. `name` is what messages call it, `line` is where it begins as far as that is known."""

    text: DescriptorText
    name: str
    entries: Mapping[str, Any]
    line: int = 0
    known: set[str] = field(default_factory=set)

    def string(self, key: str, default: str | None = None) -> str:
        """Give the text of an entry; one without a default must be there and not be empty."""
        value = self._value(key, str, "a text in quotation marks")
        if value:
            return str(value)
        if default is None:
            self.refuse(f"{self.name} has no {key}", key if key in self.entries else "", remedy=f'Add: {key} = "…"')
        return default if value is None else str(value)

    def flag(self, key: str) -> bool:
        """Give an entry that is true or false; false where it is not there."""
        return bool(self._value(key, bool, "true or false"))

    def number(self, key: str, default: int) -> int:
        """Give an entry that is a whole number."""
        value = self._value(key, int, "a whole number")
        return default if value is None else int(value)

    def strings(self, key: str, default: Iterable[str] = ()) -> tuple[str, ...]:
        """Give an entry that is a text or a list of texts."""
        value = self._value(key, (str, list), "a text or a list of texts")
        return tuple(default) if value is None else self._texts(key, value)

    def texts(self, key: str) -> dict[str, tuple[str, ...]]:
        """Give a table in which each entry is a text or a list of texts."""
        table = self._value(key, dict, "a table") or {}
        return {str(name): self._texts(str(name), value) for name, value in table.items()}

    def section(self, key: str, name: str) -> Section | None:
        """Give a table as a section of its own, or None where it is not there."""
        value = self._value(key, dict, "a table")
        return None if value is None else self._below(value, name, self.text.line_of(key, self.line))

    def sections(self, key: str, name: str) -> Iterator[Section]:
        """Yield each table of a list of tables; `{}` in `name` stands for its number."""
        line = self.line
        for number, value in enumerate(self._value(key, list, "a list of tables") or [], 1):
            line = self.text.line_of(key, line + 1) if line or number == 1 else 0
            if not isinstance(value, dict):
                self.refuse(f"{key} of {self.name} holds {value!r}, which is no table", key)
            yield self._below(value, name.format(number), line)

    def finish(self) -> None:
        """Refuse what nobody has asked for."""
        for key in self.entries:
            if key not in self.known:
                nearest = get_close_matches(key, self.known, 1)
                listed = ", ".join(sorted(self.known))
                self.refuse(
                    f"{self.name} cannot have {key!r}",
                    key,
                    remedy=f"Did you mean {nearest[0]}?" if nearest else f"It can have: {listed}.",
                )

    def refuse(self, message: str, near: str = "", *, remedy: str | None = None) -> NoReturn:
        """Raise InputError at the line of `near`, searched for from this section on."""
        self.text.refuse(message, near=near, after=self.line, remedy=remedy)

    def _below(self, entries: Mapping[str, Any], name: str, line: int) -> Section:
        return Section(self.text, name, entries, max(line, self.line))

    def _value(self, key: str, kind: type | tuple[type, ...], what: str) -> Any:
        self.known.add(key)
        value = self.entries.get(key)
        if value is not None and (not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)):
            self.refuse(f"{key} of {self.name} is not {what} but {value!r}", key)
        return value

    def _texts(self, key: str, value: Any) -> tuple[str, ...]:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(text, str) for text in values):
            self.refuse(f"{key} of {self.name} is not a text or a list of texts but {value!r}", key)
        return tuple(values)

    def texts_of_all(self) -> dict[str, tuple[str, ...]]:
        """Give every entry of a section that may hold any, each a text or a list of texts."""
        self.known.update(self.entries)
        return {str(name): self._texts(str(name), value) for name, value in self.entries.items()}
