"""A page in a browser: when it is first drawn, when it is at rest, how smoothly it moves, what memory it holds."""

from __future__ import annotations

import math
import re
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Error, Page, Route, sync_playwright

NOT_DRAWN = "not drawn"
CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-unsafe-swiftshader")
_WINDOW = {"width": 1280, "height": 800}
_PAN = 2.0  # seconds
_QUIET = 500  # milliseconds without drawing after which a page is at rest

# Counts what is drawn on canvases that are seen. The first frame is the one after that in which much was drawn.
_WATCH = """(() => {
  const watch = { calls: 0, first: 0, last: 0, ticks: 0 };
  globalThis.__watch = watch;
  const isSeen = (canvas) => canvas.isConnected && canvas.width >= 400 && canvas.height >= 300;
  const spy = (prototype, names, weight) => {
    for (const name of names) {
      const original = prototype[name];
      prototype[name] = function (...given) {
        if (watch.pending || isSeen(this.canvas)) { watch.calls += weight; watch.pending = true; }
        return original.apply(this, given);
      };
    }
  };
  spy(CanvasRenderingContext2D.prototype, ["fill", "stroke", "fillText", "drawImage"], 1);
  for (const kind of ["WebGLRenderingContext", "WebGL2RenderingContext"]) {
    if (globalThis[kind]) spy(globalThis[kind].prototype, ["drawArrays", "drawElements"], 20);
  }
  const tick = () => {
    watch.ticks += 1;
    if (watch.pending) {
      watch.pending = false;
      watch.last = performance.now();
      if (!watch.first && watch.calls >= 20) watch.first = watch.last;
    }
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})()"""
_IS_DRAWN = "() => __watch.first"
_IS_AT_REST = f"() => performance.now() - __watch.last > {_QUIET} && __watch.last"
_PLACE = """() => {
  const boxes = [...document.querySelectorAll("canvas")].map((canvas) => canvas.getBoundingClientRect());
  const box = boxes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
  return [box.left, box.top, box.width, box.height];
}"""


@dataclass(frozen=True)
class Drawing:
    """How a page was drawn; what was not reached in time is None. Seconds since the navigation began."""

    first_draw: float | None = None
    at_rest: float | None = None
    frames_per_second: float | None = None
    heap_megabytes: float | None = None
    wants: tuple[str, ...] = ()

    def to_json(self, cap: float) -> dict[str, Any]:
        """Give it ready for JSON, with what was not reached said in words."""
        figures = {name: _round(figure) for name, figure in asdict(self).items() if name != "wants"}
        missing = f"no answer within {cap:g} s"
        if self.first_draw is None:
            asked = f", and asked in vain for {', '.join(sorted(set(self.wants)))}" if self.wants else ""
            return {NOT_DRAWN: missing + asked}
        return {name: missing if figure is None else figure for name, figure in figures.items()}


def draw(path: Path, fragment: str, cap: float) -> Drawing:
    """Open a page in a new browser without a network, and wait for it as long as `cap` seconds."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        try:
            page = browser.new_page(viewport=_WINDOW)  # type: ignore[arg-type]
            return _draw(page, path.resolve().as_uri() + fragment, cap)
        finally:
            browser.close()


def _draw(page: Page, url: str, cap: float) -> Drawing:
    wants: list[str] = []

    def refuse(route: Route) -> None:
        wants.append(route.request.url)
        route.abort()

    page.route(re.compile("^https?:"), refuse)
    page.add_init_script(_WATCH)
    end = time.monotonic() + cap
    try:
        page.goto(url, wait_until="commit", timeout=1000 * cap)
        first = _wait(page, _IS_DRAWN, end)
    except Error:
        return Drawing(wants=tuple(wants))
    try:
        rest = _wait(page, _IS_AT_REST, end)
    except Error:
        return Drawing(first / 1000)
    rate = _pan(page, time.monotonic() + cap)
    return Drawing(first / 1000, rest / 1000, rate, _heap(page.context.new_cdp_session(page)))


def _wait(page: Page, condition: str, end: float) -> float:
    left = max(end - time.monotonic(), 0.1)
    return float(page.wait_for_function(condition, timeout=1000 * left, polling=50).json_value())


def _pan(page: Page, end: float) -> float | None:
    """Drag the picture by its corner, where no node is, in circles, and count the frames."""
    left, top, width, height = page.evaluate(_PLACE)
    x, y = left + 0.02 * width, top + 0.35 * height
    page.mouse.move(x, y)
    page.mouse.down()
    before = page.evaluate("() => [__watch.ticks, performance.now()]")
    start, step = time.monotonic(), 0
    while time.monotonic() - start < _PAN and time.monotonic() < end:
        step += 1
        page.mouse.move(x + 150 * math.sin(step / 15), y + 150 * (1 - math.cos(step / 15)))
    after = page.evaluate("() => [__watch.ticks, performance.now()]")
    page.mouse.up()
    return float(1000 * (after[0] - before[0]) / (after[1] - before[1]))


def _heap(session: CDPSession) -> float:
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float({metric["name"]: metric["value"] for metric in metrics}["JSHeapUsedSize"]) / 1e6


def _round(figure: float | None) -> float | None:
    return None if figure is None else float(f"{figure:.3g}")
