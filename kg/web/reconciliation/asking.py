"""Asking: what a request says, whichever way a client sends it, and what is wrong with it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.errors import UsageError

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 100
_DEEPEST = 32
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)
_LONGEST_CALLBACK = 200


class RequestError(UsageError):
    """A request that a client has to make otherwise."""

    status = 400


class TooMuchError(RequestError):
    """A request that asks for more than is answered at once."""

    status = 413


class WrongKindError(RequestError):
    """A request whose body is of a kind that nothing here reads."""

    status = 415


async def read_parameters(request: Request) -> Mapping[str, str]:
    """Give the parameters of the address and, of a POST, those of the form; raises RequestError."""
    found = dict(request.query_params)
    if request.method == "POST":
        kind = request.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
        if kind != _FORM:
            raise WrongKindError(f"a form cannot be sent as {kind}", remedy=f"Send it as {_FORM}.")
        found |= _read_form(await request.body())
    return found


async def read_json_body(request: Request) -> Any:
    """Give the JSON in the body of a request; raises RequestError."""
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise WrongKindError(f"JSON cannot be sent as {kind}", remedy="Send it as application/json.")
    return parse_json(_decode(await request.body(), "the body"), "the body")


def read_callback(request: Request) -> str:
    """Give the function that the answer is to call (JSONP), empty for none; raises RequestError for what is none."""
    name = request.query_params.get("callback", "")
    if name and (len(name) > _LONGEST_CALLBACK or not _CALLBACK.fullmatch(name)):
        raise RequestError(
            "callback is no name of a function", remedy="Use letters, digits, _ and $, with dots between."
        )
    return name


def read_count(parameters: Mapping[str, str], name: str, default: int) -> int:
    """Give a parameter that is a whole number, 0 or more; raises RequestError."""
    text = parameters.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise RequestError(f"{name} is no whole number of at most nine digits")
    return int(text)


def parse_json(text: str, what: str) -> Any:
    """Read JSON as strictly as RFC 8259 has it, and no deeper than anybody needs; raises RequestError."""
    try:
        value = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise RequestError(f"{what} is no JSON: {error.msg} ({place})") from error
    except (ValueError, RecursionError) as error:
        raise RequestError(f"{what} holds JSON that cannot be read: {_reason(error)}") from error
    _check(value, what)
    return value


def _read_form(body: bytes) -> dict[str, str]:
    try:
        text = body.decode("ascii")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"))
    except UnicodeDecodeError as error:
        raise RequestError("the form is not in UTF-8, percent-encoded") from error
    except ValueError as error:
        raise TooMuchError(f"the form has more than {_MOST_FIELDS} fields") from error


def _decode(body: bytes, what: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(f"{what} is not in UTF-8") from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number in JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _reason(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error).partition(":")[0]


def _check(value: Any, what: str) -> None:
    """Refuse what is nested too deeply, and text that no encoding can hold (half a surrogate pair)."""
    waiting = [(value, 0)]
    while waiting:
        each, depth = waiting.pop()
        if depth > _DEEPEST:
            raise RequestError(f"{what} holds JSON that cannot be read: it is nested more than {_DEEPEST} deep")
        if isinstance(each, dict):
            waiting += ((part, depth + 1) for pair in each.items() for part in pair)
        elif isinstance(each, list):
            waiting += ((part, depth + 1) for part in each)
        elif isinstance(each, str) and not _is_text(each):
            raise RequestError(f"{what} holds half of a surrogate pair")


def _is_text(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in text)
