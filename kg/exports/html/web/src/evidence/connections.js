// What a node has to do with others, grouped by what joins them.

import { element } from "../dom.js";
import { otherEnd } from "../graph.js";

const AT_ONCE = 12;

export function connections(app, node) {
  const edges = node.edges.filter((edge) => edge.asserted || app.state.unasserted).filter((edge) => !edge.partsOf || node.foldEdge);
  if (edges.length === 0) return null;
  const groups = new Map();
  for (const edge of edges) {
    const name = edge.from === node || !edge.directed ? edge.label : `← ${edge.label}`;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(edge);
  }
  return element("section", { class: "connections" }, element("h3", {}, "What it has to do with"),
    [...groups].sort(([a], [b]) => a.localeCompare(b, "en")).map(([name, found]) => group(app, node, name, found)));
}

function group(app, node, name, edges) {
  const sorted = [...edges].sort((a, b) => otherEnd(a, node).rank - otherEnd(b, node).rank);
  const list = element("ul", {}, sorted.slice(0, AT_ONCE).map((edge) => line(app, node, edge)));
  const rest = sorted.slice(AT_ONCE);
  const more = rest.length === 0 ? null : element("button", { type: "button", class: "plain small", onclick: (event) => {
    list.append(...rest.map((edge) => line(app, node, edge)));
    event.currentTarget.remove();
  } }, `${rest.length} more`);
  return element("div", {}, element("h4", {}, name.replace(/^← /, "from: ")), list, more);
}

function line(app, node, edge) {
  const other = otherEnd(edge, node);
  const isThere = app.visible.connections.has(edge);
  return element("li", { class: isThere ? "" : "absent" },
    element("button", { type: "button", class: "link", onclick: () => app.select(other.id, { fly: true }) }, app.nameOf(other)),
    edge.foldNode?.when ? element("span", { class: "small" }, ` ${edge.foldNode.when}`) : other.when ? element("span", { class: "small" }, ` ${other.when}`) : null,
    isThere || !app.state.asOf ? null : element("span", { class: "small" }, " (not then)"),
    element("button", { type: "button", class: "why", "aria-label": `Who says: ${edge.label}, ${app.nameOf(other)}`, title: "Who says so", onclick: () => app.set({ selected: edge.key }) }, "why"),
  );
}
