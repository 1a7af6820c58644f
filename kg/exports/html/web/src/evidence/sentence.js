// An edge as a statement in words, and whether it held on the day that is looked at.

import { held } from "../dates.js";
import { element } from "../dom.js";

export const boundsOf = (edge) => edge.bounds || (edge.foldNode && edge.foldNode.bounds) || null;

// Gives "A — label → B", with both ends as buttons that select them.
export function sentence(app, edge) {
  const arrow = edge.directed && !edge.role ? "→" : "—";
  return element("p", { class: "sentence" },
    end(app, edge.from), element("span", {}, " — ", element("span", { class: "words", dir: "auto" }, edge.label), ` ${arrow} `), end(app, edge.to));
}

export function textOf(app, edge) {
  return `${app.nameOf(edge.from)} — ${edge.label} — ${app.nameOf(edge.to)}`;
}

// Says whether an edge did not hold on a day: itself, or one of the things that it joins.
export function isAbsent(edge, asOf) {
  if (!asOf) return false;
  return [boundsOf(edge), edge.from.bounds, edge.to.bounds].some((bounds) => bounds && bounds.length && held(bounds, asOf) === "absent");
}

function end(app, node) {
  return element("button", { type: "button", class: "end", dir: "auto", onclick: () => app.select(node.id, { fly: true }) }, app.nameOf(node));
}
