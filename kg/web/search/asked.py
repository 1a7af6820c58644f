"""What is searched for: the parameters of a search, read from its address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from kg.web.parameters import read_number

MOST = 50  # names in one answer


@dataclass(frozen=True, slots=True)
class Search:
    """A text (`q`), the classes that are looked for (`type`, local names; none: any), how many at most."""

    text: str
    classes: tuple[str, ...]
    most: int

    def address(self, page: int) -> str:
        """Give the address of a page of what belongs to the classes."""
        return "/search?" + urlencode([*(("type", name) for name in self.classes), ("page", page)])


def read_search(parameters: QueryParams, most: int) -> Search:
    """Read a search; raises UsageError where a number is none."""
    text = " ".join(parameters.get("q", "").split(" ")).lstrip()
    classes = tuple(name for name in parameters.getlist("type") if name)
    return Search(text, classes, min(read_number(parameters, "limit", most), MOST))
