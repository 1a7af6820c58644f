// What a node has to do with others, grouped by what joins them.

import { element } from "../dom.js";
import { otherEnd } from "../graph.js";
import { end, isAbsent } from "./sentence.js";

const AT_ONCE = 12;

// Gives the section, or null where there are none; `marks` gets what tells, of each state, which did not hold then.
export function connections(app, node, marks, without = []) {
  const edges = node.edges.filter((edge) => isShown(app, edge, node) && !without.includes(otherEnd(edge, node)));
  if (edges.length === 0) return null;
  const groups = new Map();
  for (const edge of edges) {
    const name = edge.from === node || !edge.directed ? edge.label : `← ${edge.label}`;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(edge);
  }
  return element("section", { class: "connections" }, element("h3", {}, "What it has to do with"),
    [...groups].sort(([a], [b]) => a.localeCompare(b, "en")).map(([name, found]) => group(app, node, name, found, marks)));
}

// A relationship of two is a line or a node with its parts, never both.
function isShown(app, edge, node) {
  if (!edge.asserted && !app.state.unasserted) return false;
  return node.foldEdge || !app.state.folded ? !edge.foldNode : !edge.partsOf;
}

function group(app, node, name, edges, marks) {
  const sorted = [...edges].sort((a, b) => otherEnd(a, node).rank - otherEnd(b, node).rank);
  const list = element("ul", {}, sorted.slice(0, AT_ONCE).map((edge) => line(app, node, edge, marks)));
  const rest = sorted.slice(AT_ONCE);
  const more = rest.length === 0 ? null : element("button", { type: "button", class: "plain small", onclick: () => {
    const lines = rest.map((edge) => line(app, node, edge, marks));
    list.append(...lines);
    more.remove();
    lines[0].querySelector("button").focus();
  } }, `${rest.length} more`);
  return element("div", {}, element("h4", { dir: "auto" }, name), list, more);
}

function line(app, node, edge, marks) {
  const other = otherEnd(edge, node);
  const when = edge.foldNode?.when || other.when;
  const notThen = element("span", { class: "small not-then" }, "not then");
  const item = element("li", { class: edge.asserted ? null : "denied" },
    end(app, other),
    when ? element("span", { class: "small" }, ` ${when}`) : null,
    edge.asserted ? null : element("span", { class: "small" }, " denied or imagined"),
    notThen,
    element("button", { type: "button", class: "why", "aria-label": `why: ${edge.label}, ${app.nameOf(other)}`, title: "Who says so", onclick: () => app.select(edge.key) }, "why"));
  const mark = (state) => {
    notThen.hidden = !isAbsent(edge, state.asOf);
    item.classList.toggle("absent", !notThen.hidden);
  };
  marks.push(mark);
  mark(app.state);
  return item;
}
