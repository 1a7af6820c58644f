"""Reading a page of the site as somebody does who looks at its HTML."""

from __future__ import annotations

import urllib.error
import urllib.request
from functools import cached_property

from lxml import html


class Read:
    """A page that was fetched: its status, its text, its elements."""

    def __init__(self, address: str, path: str) -> None:
        self.address = address
        request = urllib.request.Request(address + path, headers={"Accept": "text/html"})
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                self.status, self.text = response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            self.status, self.text = error.code, error.read().decode()

    @cached_property
    def root(self) -> html.HtmlElement:
        """The parsed page."""
        return html.document_fromstring(self.text)

    def all(self, selector: str) -> list[html.HtmlElement]:
        """Give the elements that an XPath finds."""
        return list(self.root.xpath(selector))

    def words(self, selector: str) -> list[str]:
        """Give the texts of the elements that an XPath finds, spaces evened."""
        return [_even(element.text_content()) for element in self.all(selector)]

    def facts(self, selector: str = "//dl[@class='names']") -> dict[str, str]:
        """Give the terms of a list of facts, each with what is said of it."""
        rows = self.all(f"{selector}/div")
        return {_even(row.xpath("string(dt)")): _even(row.xpath("string(dd)")) for row in rows}

    def section(self, heading: str) -> html.HtmlElement:
        """Give the section below a heading."""
        return self.all(f"//section[*[self::h2 or self::h3][starts-with(normalize-space(), '{heading}')]]")[-1]

    @property
    def links(self) -> list[str]:
        """Every address on this site that it leads to."""
        return sorted({link.split("#")[0] for link in self.root.xpath("//@href") if link.startswith("/")})


def _even(text: str) -> str:
    return " ".join(text.split())
