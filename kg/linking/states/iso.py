"""ISO 3166 as a list of states: today's codes, and withdrawn ones with the day of their withdrawal; from pycountry.

A withdrawn entry whose state goes on under another name (Burma, Zaire) is no state of its own: its names and codes are
those of the present one. `identity` says which these are.
"""

from __future__ import annotations

import datetime as dt
import gettext
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.linking.states.record import ISO, Days, Name, Spell, State


def read_iso(renamed: Mapping[str, str]) -> list[State]:
    """Give a record for each entry; `renamed` maps the four letters of a withdrawn one to the three of the present."""
    pycountry = _pycountry()
    former: dict[str, list[Any]] = defaultdict(list)
    states = []
    for entry in pycountry.historic_countries:
        former[renamed.get(entry.alpha_4, "")].append(entry)
    for entry in pycountry.countries:
        states.append(_present(entry, former[entry.alpha_3]))
    return states + [_ended(entry) for entry in former[""]]


def iter_translations(states: Iterable[State]) -> Iterator[tuple[State, Name]]:
    """Yield the names of today's and withdrawn states in the languages that pycountry has."""
    folder = Path(_pycountry().__file__).parent / "locales"
    named = [(state, name) for state in states for name in state.names]
    for language in sorted(path.name for path in folder.iterdir()):
        for domain in ("iso3166-1", "iso3166-3"):
            if gettext.find(domain, str(folder), [language]):
                translate = gettext.translation(domain, str(folder), [language]).gettext
                yield from ((s, Name(text, n.is_short)) for s, n in named if (text := translate(n.text)) != n.text)


def _present(entry: Any, former: list[Any]) -> State:
    short = [entry.name, getattr(entry, "common_name", "")]
    names = [Name(text) for text in short if text] + _full(entry)
    names += [Name(old.name, is_short=False) for old in former]
    codes = {"iso2": entry.alpha_2, "iso3": entry.alpha_3, "iso-numeric": entry.numeric}
    withdrawn = {scheme: pair for old in former for scheme, pair in _withdrawn(old).items()}
    return State(f"{ISO}:{entry.alpha_3}", short[1] or short[0], tuple(names), (), codes, withdrawn)


def _ended(entry: Any) -> State:
    codes = {"iso2": entry.alpha_2, "iso3": entry.alpha_3, "iso3166-3": entry.alpha_4}
    if hasattr(entry, "numeric"):
        codes["iso-numeric"] = entry.numeric
    label = entry.name.partition(", ")[0]
    spell = Spell(Days(None, _day(entry.withdrawal_date)), label)
    return State(f"{ISO}:{entry.alpha_4}", label, (Name(entry.name, is_short=False),), (spell,), codes)


def _full(entry: Any) -> list[Name]:
    return [Name(entry.official_name, is_short=False)] if hasattr(entry, "official_name") else []


def _withdrawn(entry: Any) -> dict[str, tuple[str, dt.date]]:
    day = _day(entry.withdrawal_date)
    return {"iso3166-3": (entry.alpha_4, day), "former-iso3": (entry.alpha_3, day), "former-iso2": (entry.alpha_2, day)}


def _day(text: str) -> dt.date:
    """Read the day of a withdrawal; of a year alone, its last day."""
    return dt.date.fromisoformat(text) if "-" in text else dt.date(int(text), 12, 31)


def _pycountry() -> Any:
    try:
        import pycountry  # read when states are reconciled, and not before
    except ImportError as error:
        raise UsageError(
            "there are no ISO codes here", remedy="Install them: pip install 'diplograph[linking]'"
        ) from error
    return pycountry
