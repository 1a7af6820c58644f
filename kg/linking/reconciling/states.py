"""The resolver of a column of states: schemes and policy checked, and the scheme of its codes found out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.errors import UsageError
from kg.linking.reconciling.meaning import NAMES, OWN_NAMES, is_code, schemes_with
from kg.linking.reconciling.policies import POLICIES, available
from kg.linking.reconciling.resolving import StateResolver
from kg.linking.reconciling.schemes import list_of, scheme_of
from kg.linking.states.record import COW, GW
from kg.linking.states.table import StateTable

_DEFAULT = ("iso3",)
_NAMES = (NAMES, f"{COW}{OWN_NAMES}", f"{GW}{OWN_NAMES}")
_NEEDED = {"cow": "Correlates of War (State System Membership)", "gw": "Gleditsch and Ward"}


def state_resolver(
    table: StateTable, targets: Sequence[str], policy: str | None, schemes: Sequence[str], texts: Iterable[str]
) -> StateResolver:
    """Give what resolves states; raises UsageError for a scheme that is unknown, or whose list is not there."""
    others = table.schemes
    wanted = tuple(dict.fromkeys(scheme_of(target, others) for target in targets or _DEFAULT))
    given = tuple(each if each in _NAMES else scheme_of(each, others) for each in schemes)
    for scheme in (*wanted, *given):
        _check_list(list_of(scheme.removesuffix(OWN_NAMES)), f"codes in {scheme}", table)
    if policy and policy not in available(table):
        _check_list(POLICIES[policy], f"the policy {policy}", table)
    return StateResolver(table, wanted, policy, given or _scheme_of_column(texts, table))


def _check_list(name: str, what: str, table: StateTable) -> None:
    if name not in table.lists:
        raise UsageError(
            f"there is no list of states here that has {what}",
            remedy=f"Name your file of {_NEEDED[name]} with --states FILE, or import it once with kg import.",
        )


def _scheme_of_column(texts: Iterable[str], table: StateTable) -> tuple[str, ...]:
    """Give the scheme that all codes of a column belong to, beside names, if there is just one; or else nothing.

    AUS is Austria for COW and Australia for ISO; a column that also has GMY and UKG leaves no doubt.
    """
    codes = [schemes_with(text, table) for text in dict.fromkeys(texts) if is_code(text)]
    known = [schemes for schemes in codes if schemes]
    common = set.intersection(*known) if known else set()
    return (common.pop(), NAMES) if len(common) == 1 and len(known) > 1 else ()
