"""The web: JSON asked of a server that may be slow, busy, elsewhere, or no such server at all."""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import KgError

if TYPE_CHECKING:
    import httpx

LARGEST = 20_000_000  # bytes of an answer that are read
LONGEST_WAIT = 60.0  # seconds that a server can make us wait before one more try
TRIES = 5
TIMEOUT = 30.0  # seconds

_BUSY = frozenset({429, 502, 503, 504})
_JSON = ("json", "javascript")


class ServiceError(KgError):
    """A server on the web cannot be reached, refuses, or answers with something else than it should."""


class Answer(NamedTuple):
    """What a server said: the JSON, and the address that it came from after all redirections."""

    content: Any
    url: str


class JsonClient:
    """Asks a server for JSON; what is busy (429, 502 to 504) or does not answer is asked again, later and later.

    `wait` is how it waits; `timeout` is in seconds, for each try.
    """

    def __init__(self, timeout: float = TIMEOUT, wait: Callable[[float], None] = time.sleep) -> None:
        import httpx  # only for whoever asks a server: kg must start without it

        self._wait = wait
        self._timeout = timeout
        self._client = httpx.Client(timeout=timeout, headers={"Accept": "application/json", "User-Agent": "diplograph"})

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, url: str) -> Answer:
        """Get an address, through redirections; raises ServiceError where no JSON comes of it."""
        return self._ask("GET", url, None)

    def post(self, url: str, form: Mapping[str, str]) -> Answer:
        """Post a form; it is not sent on to where a server redirects it. Raises ServiceError like `get`."""
        return self._ask("POST", url, form)

    def _ask(self, method: str, url: str, form: Mapping[str, str] | None) -> Answer:
        for attempt in range(1, TRIES + 1):
            answer, pause = self._try(method, url, form, is_last=attempt == TRIES)
            if answer is not None:
                return answer
            self._wait(min(2.0 ** (attempt - 1) if pause is None else pause, LONGEST_WAIT))
        raise AssertionError("the last try answers or raises")

    def _try(
        self, method: str, url: str, form: Mapping[str, str] | None, *, is_last: bool
    ) -> tuple[Answer | None, float | None]:
        """Ask once; gives the answer, or the pause that a busy server wants (None: it does not say)."""
        import httpx

        try:
            with self._client.stream(method, url, data=form, follow_redirects=method == "GET") as response:
                if response.status_code in _BUSY and not is_last:
                    return None, _pause(response.headers.get("Retry-After", ""))
                return _answer(response, url), None
        except httpx.TimeoutException as error:
            if is_last:
                remedy = "Try again later, or give it more --timeout."
                raise ServiceError(f"{url} did not answer within {self._timeout:g} s", remedy=remedy) from error
            return None, None
        except httpx.TooManyRedirects as error:
            raise ServiceError(f"{url} redirects without end") from error
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise ServiceError(f"{url} is no web address", remedy="It begins with http:// or https://.") from error
        except httpx.DecodingError as error:
            raise ServiceError(f"{url} answers with damaged bytes: {error}") from error
        except httpx.TransportError as error:
            raise ServiceError(f"{url} cannot be reached: {error}", remedy="Is the address right?") from error


def _pause(retry_after: str) -> float | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds, or a moment."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (moment - dt.datetime.now(dt.UTC)).total_seconds())


def _answer(response: httpx.Response, url: str) -> Answer:
    if response.is_redirect:
        target = response.headers.get("Location", "")
        remedy = "If you trust that server, give its address instead."
        raise ServiceError(f"{url} sends queries on to {target}: they were not sent there", remedy=remedy)
    content = _read(response, url)
    if response.is_error:
        said = f": {_message(content)}" if _message(content) else ""
        raise ServiceError(f"{url} answers {response.status_code} {response.reason_phrase}{said}")
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind and not any(word in kind for word in _JSON):
        remedy = "Is this the address of the service itself, and not of a page about it?"
        raise ServiceError(f"{url} answers with {kind}, not with JSON", remedy=remedy)
    try:
        return Answer(json.loads(content), str(response.url))
    except (ValueError, RecursionError) as error:
        raise ServiceError(f"{url} answers with malformed JSON: {error}") from error


def _read(response: httpx.Response, url: str) -> bytes:
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > LARGEST:
            raise ServiceError(f"{url} answers with more than {LARGEST // 1_000_000} MB; the rest was not read")
    return bytes(content)


def _message(content: bytes) -> str:
    """Give what an error says of itself in JSON, if it does, in one short line."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    text = found.get("message") or found.get("error") or "" if isinstance(found, dict) else ""
    return " ".join(str(text).split())[:200]
