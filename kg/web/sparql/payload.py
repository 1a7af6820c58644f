"""Graphs as they are sent to the graph store: one as the body, or several as the files of a form."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import Message
from typing import NamedTuple

from starlette.exceptions import HTTPException

from kg.web.negotiation import TRIPLES
from kg.web.sparql.operation import read_media_type

_FORM = "multipart/form-data"


class Payload(NamedTuple):
    """An RDF document and the name of its format."""

    format: str
    content: bytes


def read_payloads(content_type: str, body: bytes) -> list[Payload]:
    """Read the RDF documents of a request; raises HTTPException where it has none, or of another kind."""
    if read_media_type(content_type) != _FORM:
        return [Payload(_find_format(content_type), body)]
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1")
    parts = message_from_bytes(head + body, policy=policy.HTTP).iter_parts()
    payloads = [Payload(_find_format(part["content-type"] or ""), _content(part)) for part in parts]
    if not payloads:
        raise HTTPException(400, "the form has no files")
    return payloads


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _find_format(content_type: str) -> str:
    media_type = read_media_type(content_type)
    for offer in TRIPLES:
        if media_type == offer.media_type or media_type in offer.aliases:
            return offer.name
    known = ", ".join(offer.media_type for offer in TRIPLES)
    raise HTTPException(415, f"a graph is sent as one of these, its Content-Type says which: {known}")
