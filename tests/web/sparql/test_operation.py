"""What a request asks for is read strictly, and what cannot be read is refused with the right status."""

from __future__ import annotations

import pytest
from starlette.exceptions import HTTPException

from kg.web.sparql.operation import FORM, QUERY, UPDATE, Operation, read_address, read_posted

ASK = Operation("ASK {}")


def test_get() -> None:
    assert read_address(b"query=ASK+%7B%7D&nobody=knows") == ASK
    assert read_address(b"") is None
    assert read_address(b"format=json") is None
    asked = read_address(
        b"query=ASK+%7B%7D&default-graph-uri=http://a/&named-graph-uri=http://b/&named-graph-uri=http://b/"
    )
    assert asked == Operation("ASK {}", False, ("http://a/",), ("http://b/",))
    assert read_address(b"query=ASK+%7B%7D&named-graph-uri=http://b/") == Operation("ASK {}", False, (), ("http://b/",))
    assert read_address(b"query=ASK+%7B%7D&output=csv") == Operation("ASK {}", wanted="csv")


def test_post() -> None:
    assert read_posted(b"", QUERY, b"ASK {}") == ASK
    assert read_posted(b"", f"{QUERY}; charset=UTF-8", b"ASK {}") == ASK
    assert read_posted(b"", FORM, b"query=ASK%20%7B%7D") == ASK
    assert read_posted(b"", UPDATE, b"CLEAR ALL") == Operation("CLEAR ALL", is_update=True)
    used = read_posted(b"using-graph-uri=http://a/", FORM, b"update=CLEAR+ALL")
    assert used == Operation("CLEAR ALL", True, ("http://a/",), ())


@pytest.mark.parametrize(
    "query", [b"update=CLEAR+ALL", b"query=a&query=b", b"query=%FF", b"query=ASK&default-graph-uri=here"]
)
def test_bad_addresses(query: bytes) -> None:
    with pytest.raises(HTTPException) as caught:
        read_address(query)
    assert caught.value.status_code == 400


@pytest.mark.parametrize(
    ("query", "content_type", "body", "status"),
    [
        (b"", "", b"query=ASK", 415),
        (b"", "text/plain", b"ASK {}", 415),
        (b"", f"{QUERY}; charset=UTF-16", b"ASK {}", 415),
        (b"", QUERY, b"ASK {} # \xff", 400),
        (b"query=ASK", QUERY, b"ASK {}", 400),
        (b"", FORM, b"", 400),
        (b"", FORM, b"query=ASK&update=CLEAR", 400),
        (b"query=ASK", FORM, b"query=ASK", 400),
        (b"", FORM, b"update=CLEAR&update=CLEAR", 400),
    ],
)
def test_bad_posts(query: bytes, content_type: str, body: bytes, status: int) -> None:
    with pytest.raises(HTTPException) as caught:
        read_posted(query, content_type, body)
    assert caught.value.status_code == status
