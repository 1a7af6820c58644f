"""Axe-core, which looks at a page as somebody does who cannot see it, or only some colours of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT

AXE = ROOT / "tests" / "web" / "npm" / "node_modules" / "axe-core" / "axe.min.js"

_FINDINGS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
    .flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 160)}`))"""


def violations(page: Page) -> list[str]:
    """Give what axe-core finds in a page, a line each: the rule, and the element; skips the test where there is no axe.

    A policy against scripts of others does not keep it out: it is handed over as a debugger does it.
    """
    if not AXE.is_file():
        pytest.skip("axe-core is not here: npm ci --ignore-scripts in tests/web/npm does that")
    debugger = page.context.new_cdp_session(page)
    debugger.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8"), "silent": True})
    debugger.detach()
    found: list[str] = page.evaluate(_FINDINGS)
    return found
