"""Who may change the graph over the web: whoever has the token, where there is one."""

from __future__ import annotations

import hmac

from starlette.exceptions import HTTPException

from kg.web.settings import Settings


def check_may_change(settings: Settings, authorization: str) -> None:
    """Raise HTTPException unless updates are on and the header Authorization has their token."""
    if not settings.token:
        raise HTTPException(403, "the graph is not changed over the web: it was served without --allow-update")
    scheme, _, token = authorization.partition(" ")
    is_known = hmac.compare_digest(token.strip().encode(), settings.token.encode())
    if scheme.lower() != "bearer" or not is_known:
        raise HTTPException(
            401,
            "an update needs the token of this site: Authorization: Bearer TOKEN",
            {"WWW-Authenticate": 'Bearer realm="updates"'},
        )
