"""The metadata of a mapping set: YAML, above its table or in a file beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import yaml

from kg.errors import InputError, Location
from kg.model.mapping import MappingSet

FIRST = ("mapping_set_id", "mapping_set_title", "mapping_set_version", "license")
_NUMBERS = ("mapping_set_confidence",)


class Metadata(NamedTuple):
    """What the metadata say, all of it as text, and where each entry stands (a prefix as `curie_map.PREFIX`)."""

    entries: Mapping[str, object]
    places: Mapping[str, Location]

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that the set declares."""
        declared = self.entries.get("curie_map")
        return {key: str(iri) for key, iri in declared.items()} if isinstance(declared, dict) else {}

    def text(self, slot: str) -> str:
        """Give the value of a slot that has one."""
        value = self.entries.get(slot, "")
        return value if isinstance(value, str) else ""


def parse_metadata(text: str, name: str, *, commented: bool = True) -> Metadata:
    """Read metadata; `commented` says that each line begins with `#`. Raises InputError with the place."""
    indent = 2 if commented else 1
    lines = text.replace("\r\n", "\n").split("\n")
    plain = "\n".join(line[1:] if commented else line for line in lines)
    try:
        root = yaml.compose(plain, Loader=yaml.BaseLoader)
        entries = yaml.load(plain, Loader=yaml.BaseLoader)  # which makes texts, lists and mappings, and nothing else
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Location(name, mark.line + 1, mark.column + indent) if mark else Location(name)
        raise _malformed(f"the metadata are not valid YAML: {error.problem}", place) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _malformed(f"the metadata are not valid YAML: {error}", Location(name)) from error
    if root is None:
        return Metadata({}, {})
    if not isinstance(entries, dict) or not all(isinstance(key, str) for key in entries):
        raise _malformed("the metadata are no list of names with values", Location(name, 1))
    return Metadata(entries, dict(_iter_places(root, name, indent)))


def format_metadata(mapping_set: MappingSet) -> str:
    """Write the metadata of a set, each line after a `#`."""
    entries: dict[str, object] = {
        "mapping_set_id": mapping_set.id,
        "mapping_set_title": mapping_set.title,
        "mapping_set_version": mapping_set.version,
        "license": mapping_set.license,
        **dict(sorted(mapping_set.further.items())),
        "curie_map": dict(sorted(mapping_set.prefixes.items())),
    }
    typed = {slot: _typed(slot, value) for slot, value in entries.items() if value}
    if not typed:
        return ""
    text = yaml.safe_dump(typed, allow_unicode=True, sort_keys=False, width=float("inf"))
    return "".join(f"#{line}\n" for line in text.rstrip("\n").split("\n"))


def _typed(slot: str, value: object) -> object:
    try:
        return float(value) if slot in _NUMBERS and isinstance(value, str) else value
    except ValueError:
        return value


def _iter_places(root: yaml.Node, name: str, indent: int) -> Iterator[tuple[str, Location]]:
    for key, value in root.value:
        yield str(key.value), _place(key, name, indent)
        if key.value == "curie_map" and isinstance(value, yaml.MappingNode):
            yield from ((f"curie_map.{prefix.value}", _place(prefix, name, indent)) for prefix, _ in value.value)


def _place(node: yaml.Node, name: str, indent: int) -> Location:
    return Location(name, node.start_mark.line + 1, node.start_mark.column + indent)


def _malformed(message: str, place: Location) -> InputError:
    return InputError(message, location=place, remedy="It is written like: #mapping_set_id: https://example.org/set")
