// What is said of an entry when it is pointed at.

import { wordsOf } from "../dates.js";
import { element } from "../dom.js";

const answers = { certain: "certainly held at that date", possible: "perhaps held at that date", unknown: "nobody says whether it still, or already, held at that date" };

export function createTip(app, root) {
  const tip = element("div", { class: "timeline-tip", hidden: true, "aria-hidden": "true" });
  let shown = null;
  root.append(tip);

  function show(entry, event) {
    if (!entry) {
      hide();
      return;
    }
    if (shown !== entry) tip.replaceChildren(...linesOf(app, entry));
    shown = entry;
    tip.hidden = false;
    place(event);
  }
  function place(event) {
    const box = root.getBoundingClientRect();
    const x = Math.min(event.clientX - box.left + 14, box.width - tip.offsetWidth - 8);
    const isLow = event.clientY - box.top > box.height - tip.offsetHeight - 24;
    const y = event.clientY - box.top + (isLow ? -tip.offsetHeight - 10 : 16);
    tip.style.setProperty("left", `${Math.max(x, 4)}px`);
    tip.style.setProperty("top", `${Math.max(y, 4)}px`);
  }
  function hide() {
    shown = null;
    tip.hidden = true;
  }
  return { show, hide };
}

function linesOf(app, { node, held }) {
  const written = node.date && node.date !== node.when ? ` (${node.date})` : "";
  const texts = [app.classLabel(node), (node.when || "") + written, wordsOf(node.bounds), answers[held]];
  return [element("strong", {}, app.nameOf(node)), ...texts.filter(Boolean).map((text) => element("span", {}, text))];
}
