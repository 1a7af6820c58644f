"""Competency questions: queries with a name, a title and typed parameters, each a file in ontology/queries/.

The file is plain SPARQL that any engine runs as it stands. Its first lines are comments:

    # title: Treaties in force on a day
    # description: Every treaty that certainly or possibly bound somebody on that day.
    # parameter: date date : the day asked about
    # parameter: party? entity : only treaties that bind this actor
    # example: kg query treaties-in-force --date 1995-06-30

`# datasets: yes` among them says that the question is meant for imported datasets too. The others are about claims,
and are asked of the curated graph unless somebody wants it otherwise.

A parameter is `name kind`, then perhaps `= default`, then `: help`; `name?` may be left out. Its value goes where the
query has `VALUES ?name { … }`; a parameter that is left out is unbound there. The values that stand in the file are
those of the example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError, Location, NameNotFoundError, UsageError
from kg.rdf.terms import Literal, Term
from kg.store.parameters import KINDS, Parameter, Resolve
from kg.store.protocol import Store
from kg.store.results import Result, Solutions

SUFFIX = ".rq"

_HEADER = re.compile(r"#\s*(title|description|parameter|example|datasets):\s*(.*?)\s*")
_MORE = re.compile(r"#\s{2,}(\S.*?)\s*")
_PARAMETER = re.compile(
    r"(?P<name>[a-z][a-z0-9]*)(?P<optional>\?)?\s+(?P<kind>[a-z]+)(?:\((?P<scheme>\w+)\))?"
    r"(?:\s*=\s*(?P<default>\S.*?))?\s*:\s*(?P<help>\S.*)"
)
_LIST = re.compile(r'separator\s*=\s*"([^"]*)"\s*\)\s*AS\s+\?(\w+)', re.IGNORECASE)
_DIGITS = re.compile(r"(\d+)")


class QuestionNotFoundError(NameNotFoundError):
    """No question has that name; `nearest` are the closest names there are."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        super().__init__(name, nearest)
        self.message = f"no question is called {name!r}"
        self.remedy = " ".join(filter(None, (self.remedy, "kg query --list names them all.")))


class Question(NamedTuple):
    """A query with its name, what it asks in words, and its parameters; `datasets`: it is meant for datasets too."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    examples: tuple[str, ...]
    text: str
    datasets: bool = False

    def bind(self, values: Mapping[str, str], store: Store, resolve: Resolve) -> dict[str, Term | None]:
        """Give the term of each parameter, or None if it is left out; raises UsageError if one is wrong."""
        self._refuse_unknown(values)
        terms = {parameter.name: self._term(parameter, values, store, resolve) for parameter in self.parameters}
        self._refuse_backwards(terms)
        return terms

    def ask(self, store: Store, values: Mapping[str, str], resolve: Resolve) -> Result:
        """Ask a store; lists within a cell come in alphabetical order."""
        result = store.query(self.text, self.bind(values, store, resolve))
        return self._with_sorted_lists(result) if isinstance(result, Solutions) else result

    def _term(self, parameter: Parameter, values: Mapping[str, str], store: Store, resolve: Resolve) -> Term | None:
        text = values.get(parameter.name, parameter.default)
        if text is not None:
            return parameter.parse(text, store, resolve)
        if parameter.is_required:
            example = f" For example: {self.examples[0]}" if self.examples else ""
            raise UsageError(f"{self.name} needs --{parameter.name}: {parameter.help}", remedy=example.strip() or None)
        return None

    def _refuse_unknown(self, values: Mapping[str, str]) -> None:
        known = [parameter.name for parameter in self.parameters]
        for name in values:
            if name not in known:
                has = ", ".join(f"--{each}" for each in known) or "none"
                raise UsageError(f"{self.name} has no parameter --{name}", remedy=f"Its parameters: {has}.")

    def _refuse_backwards(self, terms: Mapping[str, Term | None]) -> None:
        """Refuse a period that ends before it begins: it has no answers, or wrong ones."""
        first, last = (
            [(p.name, term.value) for p in self.parameters if p.kind == kind and (term := terms[p.name])]
            for kind in ("begin", "end")
        )
        for (begin, day), (end, last_day) in zip(first, last, strict=False):
            if day > last_day:
                raise UsageError(f"--{begin} {day} comes after --{end} {last_day}")

    def _with_sorted_lists(self, solutions: Solutions) -> Solutions:
        separators = {"claims": " ", **{name: separator for separator, name in _LIST.findall(self.text)}}
        columns = [separators.get(name) for name in solutions.variables]
        rows = [tuple(map(_sorted_list, row, columns)) for row in solutions.rows]
        return Solutions(solutions.variables, rows)


def read_questions(folder: Path) -> list[Question]:
    """Read all questions of a folder, sorted by name; none if there is no such folder."""
    return [read_question(path) for path in sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stem)]


def find_question(folder: Path, name: str) -> Question:
    """Read the question of that name; raises QuestionNotFoundError with the nearest."""
    path = folder / f"{name}{SUFFIX}"
    if Path(name).name != name or not path.is_file():
        from kg.store.syntax import nearest

        raise QuestionNotFoundError(name, nearest(name, [known.stem for known in folder.glob(f"*{SUFFIX}")], 0.4))
    return read_question(path)


def read_question(path: Path) -> Question:
    """Read one question; raises InputError with the place of the mistake."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", location=Location(str(path))) from error
    entries = list(_iter_header(text))
    first = {key: value for key, value, _ in reversed(entries)}
    for key in ("title", "description"):
        if not first.get(key):
            raise InputError(f"the question has no {key}", location=Location(str(path), 1), remedy=f"Add: # {key}: …")
    return Question(
        name=path.stem,
        title=first["title"],
        description=first["description"],
        parameters=tuple(_parse_parameter(v, text, Location(str(path), n)) for k, v, n in entries if k == "parameter"),
        examples=tuple(value for key, value, _ in entries if key == "example"),
        text=text,
        datasets=first.get("datasets") == "yes",
    )


def _iter_header(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield key, value and line of each entry in the first comment lines; an indented line carries the last one on."""
    entry: tuple[str, str, int] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        more = _MORE.fullmatch(line)
        if header := _HEADER.fullmatch(line):
            if entry:
                yield entry
            entry = header[1], header[2], number
        elif entry and more:
            entry = entry[0], f"{entry[1]} {more[1]}", entry[2]
        elif not line.startswith("#"):
            break
    if entry:
        yield entry


def _parse_parameter(value: str, text: str, location: Location) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if match is None or match["kind"] not in KINDS:
        raise InputError(
            "no parameter of a question",
            location=location,
            excerpt=value,
            remedy=f"Write `# parameter: name kind : help`, the kind one of {', '.join(KINDS)}.",
        )
    if not re.search(rf"VALUES\s+[?$]{match['name']}\s*\{{", text):
        raise InputError(
            f"the query does not use its parameter {match['name']}",
            location=location,
            remedy=f"Its value needs a place: VALUES ?{match['name']} {{ … }}",
        )
    return Parameter(
        name=match["name"],
        kind=match["kind"],
        help=match["help"],
        is_required=not match["optional"],
        default=match["default"],
        scheme=match["scheme"],
    )


def _sorted_list(term: Term | None, separator: str | None) -> Term | None:
    """Put the parts of a cell in order, each once, numbers by their size: P4 before P19."""
    if separator is None or not isinstance(term, Literal):
        return term
    parts = {part for part in term.value.split(separator) if part}
    return Literal(separator.join(sorted(parts, key=_natural_order)))


def _natural_order(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(text)]
