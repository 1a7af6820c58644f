"""A walk through the site, as a robot takes it: whatever a page leads to is there, to the very place in the page."""

from __future__ import annotations

import http.client
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree, html

from tests.web.asking import fetch
from tests.web.serving import Server

PAGE = "text/html"


@dataclass
class Walk:
    """What a walk met: where each address was first named, the places in each page, and what was not there."""

    server: Server
    named_by: dict[str, str] = field(default_factory=dict)
    places: dict[str, set[str]] = field(default_factory=dict)
    pointed: set[tuple[str, str, str]] = field(default_factory=set)
    missing: list[tuple[int, str, str]] = field(default_factory=list)

    def take(self, *starts: str, goes_on: bool = True) -> None:
        """Open these addresses and what they lead to; `goes_on`: and so on from there."""
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        waiting = deque(starts)
        self.named_by.update(dict.fromkeys(starts, ""))
        while waiting:
            address = waiting.popleft()
            further = [found for found in self._open(line, address) if found not in self.named_by]
            if goes_on or not self.named_by[address]:
                self.named_by.update(dict.fromkeys(further, address))
                waiting.extend(dict.fromkeys(further))
        line.close()

    def lost(self) -> list[tuple[str, str, str]]:
        """Give what was pointed at in a page that was opened, and is not in it."""
        return sorted(
            (page, address, place)
            for page, address, place in self.pointed
            if address in self.places and place not in self.places[address]
        )

    def _open(self, line: http.client.HTTPConnection, address: str) -> list[str]:
        line.request("GET", address.removeprefix(self.server.address), headers={"Accept": PAGE})
        response = line.getresponse()
        content = response.read()
        if response.status in {302, 303}:
            return [urldefrag(urljoin(address, response.headers["Location"])).url]
        if response.status != 200:
            self.missing.append((response.status, address, self.named_by[address]))
            return []
        is_page = (response.headers["Content-Type"] or "").startswith(PAGE)
        return self._read(address, html.document_fromstring(content)) if is_page else []

    def _read(self, address: str, page: html.HtmlElement) -> list[str]:
        self.places[address] = set(page.xpath("//@id"))
        found = []
        for link in page.xpath("//@href | //@src"):
            target, place = urldefrag(urljoin(address, link))
            if urlsplit(target).netloc == urlsplit(self.server.address).netloc:
                found.append(target)
                if place:
                    self.pointed.add((address, target, place))
        return found


def test_whatever_a_page_leads_to_is_there(embassy_site: Server) -> None:
    walk = Walk(embassy_site)
    walk.take(f"{embassy_site.address}/")
    assert walk.missing == []
    assert walk.lost() == []
    assert len(walk.places) > 400
    assert f"{embassy_site.address}/id/arvenia.html" in walk.places
    assert f"{embassy_site.address}/id/arvenia.jsonld" in walk.named_by


def test_what_pages_of_the_shipped_graph_lead_to_is_there(shipped_site: Server) -> None:
    """Of two thousand pages some; the walk ends at what these lead to."""
    listed = etree.fromstring(fetch(f"{shipped_site.address}/sitemap.xml").body).iter("{*}loc")
    walk = Walk(shipped_site)
    walk.take(*[location.text or "" for location in listed][::_STEP], goes_on=False)
    assert walk.missing == []
    assert walk.lost() == []
    assert len(walk.named_by) > 200


_STEP = 100
