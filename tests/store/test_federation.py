"""Which servers may be called, and that no text calls another one.

Port 1 is one that the engine refuses to call, with an error of its own: so a test sees that it would have called.
"""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store.federation import check_loads, check_services
from kg.store.lexer import normalize_lines

HOSTS = ("a.example", "b.example:8080", "127.0.0.1:2")
PREFIXES = {
    "ok": "http://a.example/",
    "bad": "http://127.0.0.1:1/",
    "open": "http://a.example",
    "": "http://127.0.0.1:1/",
}


def is_allowed(text: str) -> bool:
    try:
        check_services(text, HOSTS, PREFIXES)
        check_loads(text, HOSTS, PREFIXES)
    except QueryError as error:
        assert error.location is not None
        assert "a.example" in str(error)
        return False
    return True


@pytest.mark.parametrize(
    "target",
    [
        *(
            "<http://a.example/sparql>",
            "<https://A.Example>",
            "<http://a.example:80/x?y#z>",
            "SILENT <http://a.example/>",
        ),
        *("<http://b.example:8080/>", "ok:sparql", "# a comment\n <http://a.example/>"),
    ],
)
def test_what_was_named_may_be_called(target: str) -> None:
    assert is_allowed(f"SELECT * {{ SERVICE {target} {{ ?s ?p ?o }} }}")
    if ":8080" not in target:
        assert is_allowed(f"LOAD {target}")


@pytest.mark.parametrize(
    "target",
    [
        *("<http://b.example/>", "<http://a.example:8080/>", "<http://a.example.evil/>", "<http://evil/a.example>"),
        *(
            "<http://a.example@evil/>",
            "<http://a.example\\u0040evil/>",
            "<http://a.example:80@evil/>",
            "<//a.example/>",
        ),
        *("<a.example>", "<ftp://a.example/>", "<http://a.example%2eevil/>", "<http://[::1]/>", "<http:a.example>"),
        *("?service", "$service", "bad:x", "open:x", "unknown:x", "open:\\@evil", "SILENTok:x", "<http://evil/> #"),
    ],
)
def test_what_was_not_named_may_not(target: str) -> None:
    assert not is_allowed(f"SELECT * {{ SERVICE {target} {{ ?s ?p ?o }} }}")
    assert not is_allowed(f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE {target} {{ ?s ?p ?o }} }}")
    if "ftp" not in target:
        assert not is_allowed(f"LOAD {target}")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://a.example/> {} SERVICE <http://evil/> {} }",
        "PREFIX ok: <http://evil/> SELECT * { SERVICE ok:x {} }",
        "PREFIX ok: <http://a.example/> PREFIX ok:#>\n<http://evil/> SELECT * { SERVICE ok:x {} }",
        "CLEAR ALL ; LOAD <http://evil/>",
        "DELETE { ?a ?b ?c } WHERE { ?a ?b ?c FILTER(?a<'>') } ; LOAD <http://evil/> #'",
        "LOADSILENT<http://evil/>",
        "PREFIX load: <http://evil/> LOAD load:x",
    ],
)
def test_every_call_of_every_reading_counts(text: str) -> None:
    assert not is_allowed(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:load> 'LOAD <http://evil/>' } # LOAD <http://evil/>",
        "LOAD <file:///etc/passwd>",  # the engine reads no files
        "SELECT ?load { ?load ?p ?service }",
    ],
)
def test_what_calls_nobody_may_be_written(text: str) -> None:
    assert is_allowed(text)


FRAGMENTS = [
    *("SERVICE", "SERVICE?x", "SERVICE:x", "SERVICE ok:", "SERVICEok:y", "SILENT ", "SILENTbad:x", "bad:x", "ok:x"),
    *(
        "<http://127.0.0.1:1/>",
        "<http://127.0.0.1:2/>",
        "<?b)",
        "<'>",
        "?o<?b",
        "?o<",
        "PREFIX ok:<http://127.0.0.1:1/>",
    ),
    *("PREFIX ok:", "#>", "#", "\n", "'", '"', '"""', "\\u0027", " ", "{", "}", "{}", ".", ";", "?s ?p ?o ", "FILTER("),
]
CALLS = [
    f"{word} {target} {{}}"
    for word in ("SERVICE", "SERVICE SILENT", "")
    for target in (*FRAGMENTS[9:11], "ok:x", "bad:x")
]


def calls_out(store: ox.Store, text: str) -> bool:
    """Say whether the engine would call port 1, which it says that it does not."""
    try:
        answer = store.query(text, prefixes=PREFIXES)
        _ = answer if isinstance(answer, ox.QueryBoolean) else list(answer)
    except OSError as error:
        return "port 1 " in str(error)
    except (SyntaxError, RuntimeError, ValueError):
        return False
    return False


@settings(max_examples=800, deadline=None)
@given(
    st.lists(
        st.sampled_from(["PREFIX ok:<http://127.0.0.1:1/>", "PREFIX x:<x:x>", "#>\n", "BASE <http://127.0.0.1:1/>"])
    ),
    st.lists(st.sampled_from(FRAGMENTS), max_size=4),
    st.sampled_from(CALLS),
    st.lists(st.sampled_from(FRAGMENTS), max_size=3),
    st.sampled_from(["}", "\n}", "'\n}", ">\n}"]),
)
def test_whatever_makes_the_engine_call_another_is_refused(
    prologue: list[str], before: list[str], call: str, after: list[str], end: str
) -> None:
    text = normalize_lines("".join(prologue) + "SELECT * { " + "".join(before) + call + "".join(after) + end)
    store = ox.Store()
    if calls_out(store, text):
        assert not is_allowed(text)


class _Redirecting(http.server.BaseHTTPRequestHandler):
    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline()
        if self.parse_request():
            assert isinstance(self.server, _Server)
            self.server.paths.append(self.path)
            self.send_response(307)
            self.send_header("Location", f"{self.server.address}elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    """A server that sends whoever asks elsewhere, and notes which paths were asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Redirecting)
        self.paths: list[str] = []
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"


@pytest.fixture
def redirecting() -> Iterator[_Server]:
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_engine_would_call() -> None:
    assert calls_out(ox.Store(), "SELECT * { SERVICE bad:x { ?s ?p ?o } }")
    assert not calls_out(ox.Store(), "SELECT * { SERVICE <http://127.0.0.1:2/> { ?s ?p ?o } }")


def test_the_engine_follows_no_redirects(redirecting: _Server) -> None:
    store = ox.Store()
    with pytest.raises((OSError, RuntimeError)):
        store.query(f"ASK {{ SERVICE <{redirecting.address}> {{ ?s ?p ?o }} }}")
    with pytest.raises((OSError, RuntimeError)):
        store.update(f"LOAD <{redirecting.address}>")
    assert redirecting.paths == ["/", "/"]
