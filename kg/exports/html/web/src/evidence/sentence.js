// An edge as a statement in words, and whether it held on the day that is looked at.

import { held } from "../dates.js";
import { element } from "../dom.js";

// Gives the heading "A — label → B", with both ends as buttons that select them.
export function sentence(app, edge) {
  const [before, after] = edge.directed ? [" — ", " → "] : [" · ", " · "];
  return element("h2", { class: "sentence", tabindex: "-1" }, end(app, edge.from), element("span", { dir: "auto" }, before, edge.label, after), end(app, edge.to));
}

// Says whether an edge did not hold on a day: itself, or one of the things that it joins.
export function isAbsent(edge, asOf) {
  if (!asOf) return false;
  const all = [edge.bounds || edge.foldNode?.bounds, edge.from.bounds, edge.to.bounds];
  return all.some((bounds) => bounds?.length && held(bounds, asOf) === "absent");
}

export function end(app, node) {
  return element("button", { type: "button", class: "link", dir: "auto", onclick: () => app.select(node.id, { fly: true }) }, app.nameOf(node));
}
