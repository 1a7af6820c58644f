// The panel of evidence: what is chosen, and who says so, where, how and of when.

import { wordsOf } from "./dates.js";
import { element, icon, icons } from "./dom.js";
import { claimCard } from "./evidence/claim.js";
import { connections } from "./evidence/connections.js";
import { swatch } from "./filters.js";

export function mountPanel(app, root) {
  let opener = null;
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    app.select(null);
    opener?.focus?.();
  });

  function update(state, previous) {
    const matters = ["selected", "language", "asOf", "unasserted", "pinned", "expanded"];
    if (!matters.some((key) => state[key] !== previous[key])) return;
    if (state.selected && state.selected !== previous.selected && !root.contains(document.activeElement)) opener = document.activeElement;
    root.hidden = !state.selected;
    root.replaceChildren(...(state.selected ? content(app, state.selected) : []));
    if (state.selected !== previous.selected) {
      root.scrollTop = 0;
      if (state.selected) app.announce(`${root.querySelector("h2").textContent}: ${root.querySelectorAll(".claim").length} statements`);
    }
  }
  return { update };
}

function content(app, key) {
  const edge = app.edgeOf(key);
  return [closeButton(app), ...(edge ? edgeContent(app, edge) : nodeContent(app, app.nodeOf(key)))];
}

function closeButton(app) {
  return element("button", { type: "button", class: "tool close", "aria-label": "Close", onclick: () => app.select(null) }, icon(icons.close));
}

function nodeContent(app, node) {
  return [
    element("h2", {}, app.nameOf(node)),
    element("p", { class: "kind" }, swatch(app.graph.styles[node.style]), app.classLabel(node)),
    names(app, node),
    about(node),
    actions(app, node),
    evidence(app, node.claims, node.unasserted),
    connections(app, node),
    links(node),
  ].filter(Boolean);
}

// A line that stands for a relationship or a position shows that; any other shows what joins its ends.
function edgeContent(app, edge) {
  const sentence = element("h2", { class: "sentence" }, end(app, edge.from), element("span", {}, ` ${edge.directed ? "—" : "·"} ${edge.label} ${edge.directed ? "→" : "·"} `), end(app, edge.to));
  if (edge.foldNode) {
    const node = edge.foldNode;
    return [sentence, element("p", { class: "kind" }, swatch(app.graph.styles[node.style]), `${app.classLabel(node)}: ${app.nameOf(node)}`),
      about(node), evidence(app, node.claims, node.unasserted), connections(app, node), links(node)].filter(Boolean);
  }
  return [sentence, edge.asserted ? null : element("p", { class: "warning" }, "This is only denied or imagined; nobody states it."),
    evidence(app, edge.asserted ? edge.claims : [], edge.asserted ? [] : edge.claims)].filter(Boolean);
}

function end(app, node) {
  return element("button", { type: "button", class: "link", onclick: () => app.select(node.id, { fly: true }) }, app.nameOf(node));
}

function names(app, node) {
  const others = Object.entries(node.labels).filter(([, text]) => text !== app.nameOf(node));
  const lines = others.map(([language, text]) => element("span", { lang: language || null }, text));
  if (node.names) lines.push(element("span", {}, node.names));
  return lines.length ? element("p", { class: "names" }, lines.flatMap((line, place) => (place ? [" · ", line] : [line]))) : null;
}

function about(node) {
  const facts = (node.facts || []).flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]);
  const time = node.when || node.bounds
    ? element("p", { class: "when" }, element("strong", {}, node.when || "undated"), node.date ? element("code", {}, node.date) : null,
        node.bounds ? element("span", { class: "small" }, wordsOf(node.bounds)) : null)
    : null;
  return element("div", { class: "about-node" },
    node.description ? element("p", {}, node.description) : null, time,
    facts.length ? element("dl", {}, facts) : null,
    node.note ? element("p", { class: "small" }, `Note: ${node.note}`) : null);
}

function actions(app, node) {
  const { state } = app;
  const isPinned = node.id in state.pinned;
  const isExpanded = state.expanded.includes(node.id);
  const act = (label, patch, pressed) => element("button", { type: "button", class: "plain", "aria-pressed": pressed === undefined ? null : String(pressed), onclick: () => app.set(patch()) }, label);
  return element("p", { class: "actions" },
    act("Focus here", () => ({ focus: node.id, view: "network", fly: state.fly + 1 })),
    act("Show all around it", () => ({ expanded: isExpanded ? state.expanded.filter((id) => id !== node.id) : [...state.expanded, node.id] }), isExpanded),
    act("Pin", () => ({ pinned: isPinned ? without(state.pinned, node.id) : { ...state.pinned, [node.id]: [node.x, node.y] } }), isPinned));
}

function without(pinned, id) {
  return Object.fromEntries(Object.entries(pinned).filter(([key]) => key !== id));
}

function evidence(app, claims, unasserted) {
  const of = (indexes) => [...new Set(indexes)].map((index) => app.graph.claims[index]);
  const stated = of(claims);
  const stays = of(unasserted).filter((claim) => !stated.includes(claim));
  return element("section", { class: "evidence" },
    element("h3", {}, stated.length ? `Who says so (${stated.length})` : "Nobody states this"),
    stated.map((claim) => claimCard(app, claim)),
    stays.length ? [element("h3", {}, `Denied or only imagined (${stays.length})`), stays.map((claim) => claimCard(app, claim))] : null);
}

function links(node) {
  if (!node.links?.length) return null;
  return element("section", {}, element("h3", {}, "Elsewhere"), element("ul", { class: "links" }, node.links.map(([scheme, url]) =>
    element("li", {}, element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, scheme)))));
}
