// The panel of evidence: what is chosen, and who says so, where, how and of when.

import { wordsOf } from "./dates.js";
import { byId, element, icon, icons } from "./dom.js";
import { claimCard } from "./evidence/claim.js";
import { connections } from "./evidence/connections.js";
import { sentence } from "./evidence/sentence.js";
import { swatch } from "./filters.js";

const shaping = ["selected", "language", "folded", "unasserted"];

export function mountPanel(app, root) {
  let opener = null;
  let mark = () => {};

  function update(state, previous) {
    if (shaping.some((key) => state[key] !== previous[key])) {
      if (state.selected) open(state, previous);
      else close();
    }
    mark(state); // what changes without what is shown being another: the focus stays where it is
  }

  function open(state, previous) {
    const had = root.contains(document.activeElement);
    const marks = [];
    if (root.hidden) opener = document.activeElement;
    root.hidden = false;
    root.replaceChildren(...content(app, state.selected, marks));
    mark = (now) => marks.forEach((each) => each(now));
    if (had) root.querySelector("h2").focus();
    if (state.selected === previous.selected) return;
    root.scrollTop = 0;
    const count = root.querySelectorAll(".evidence > .claim, .evidence > .unasserted-claims > .claim").length;
    if (previous.selected !== undefined) app.announce(`${root.querySelector("h2").textContent}: ${count} ${count === 1 ? "statement" : "statements"}`);
  }

  function close() {
    const had = root.contains(document.activeElement);
    root.hidden = true;
    root.replaceChildren();
    mark = () => {};
    if (had) giveBack(opener);
  }

  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target.closest("dialog")) return;
    event.stopPropagation();
    app.select(null);
  });
  return { update };
}

function giveBack(opener) {
  const isThere = opener && opener !== document.body && opener.isConnected && opener.checkVisibility();
  const other = byId("stage").querySelector(".view:not([hidden]) :is(canvas[tabindex], [tabindex='0'], button, input)");
  (isThere ? opener : other)?.focus();
}

function content(app, key, marks) {
  const edge = app.edgeOf(key);
  return [closeButton(app), ...(edge ? edgeContent(app, edge, marks) : nodeContent(app, app.nodeOf(key), marks))];
}

function closeButton(app) {
  return element("button", { type: "button", class: "tool close", "aria-label": "Close the evidence", title: "Close (Escape)", onclick: () => app.select(null) }, icon(icons.close));
}

function nodeContent(app, node, marks) {
  return [
    element("h2", { tabindex: "-1", dir: "auto", lang: languageOf(app, node) }, app.nameOf(node)),
    element("p", { class: "kind" }, swatch(app.graph.styles[node.style]), app.classLabel(node)),
    actions(app, node, marks),
    about(app, node),
    evidence(app, node.claims, node.unasserted),
    connections(app, node, marks),
    links(node),
    pageOf(app, node),
  ].filter(Boolean);
}

// A line that stands for a relationship or a position shows that; any other shows what joins its ends.
function edgeContent(app, edge, marks) {
  const node = edge.foldNode;
  const all = [...edge.claims, ...(node ? [...node.claims, ...node.unasserted] : [])];
  const isStated = (index) => edge.asserted && app.graph.claims[index].asserted;
  return [
    sentence(app, edge),
    node ? element("p", { class: "kind" }, swatch(app.graph.styles[node.style]), `${app.classLabel(node)}: ${app.nameOf(node)}`) : null,
    edge.asserted ? null : element("p", { class: "warning" }, "This is only denied or imagined; nobody states it."),
    node ? about(app, node) : edge.bounds ? definitions([["when", [wordsOf(edge.bounds)]]]) : null,
    evidence(app, all.filter(isStated), all.filter((index) => !isStated(index))),
    node ? connections(app, node, marks, [edge.from, edge.to]) : null,
    node ? links(node) : null,
    node ? pageOf(app, node) : null,
  ].filter(Boolean);
}

// What the description of a node says: its names, when it was, and its facts.
function about(app, node) {
  const others = Object.entries(node.labels).filter(([, text]) => text !== app.nameOf(node));
  return element("div", { class: "about-node" },
    node.description ? element("p", { dir: "auto" }, node.description) : null,
    definitions([
      ...others.map(([language, text]) => [nameIn(language), [element("span", { lang: language || null }, text)]]),
      ["also called", node.names ? node.names.split("; ") : []],
      ["when", node.when ? [node.when] : []],
      ["date as written", node.date ? [element("code", {}, node.date)] : []],
      ["bounds", node.bounds?.some(Boolean) ? [wordsOf(node.bounds)] : []],
      ...(node.facts || []).map(([name, text]) => [name, [text]]),
      ["note", node.note ? [node.note] : []],
    ]));
}

function definitions(pairs) {
  const kept = pairs.filter(([, values]) => values.length);
  if (kept.length === 0) return null;
  return element("dl", {}, kept.map(([name, values]) => [element("dt", {}, name), ...values.map((value) => element("dd", { dir: "auto" }, value))]).flat());
}

function languageOf(app, node) {
  return Object.keys(node.labels).find((language) => node.labels[language] === app.nameOf(node)) || null;
}

function nameIn(language) {
  try {
    return `in ${new Intl.DisplayNames(["en"], { type: "language" }).of(language)}`;
  } catch {
    return "name"; // without a language, or in one that the browser has no name for
  }
}

function actions(app, node, marks) {
  const toggle = (label, isOn, patch) => {
    const button = element("button", { type: "button", class: "plain", onclick: () => app.set(patch(app.state, isOn(app.state))) }, label);
    marks.push((state) => button.setAttribute("aria-pressed", String(isOn(state))));
    return button;
  };
  const others = (state) => state.expanded.filter((id) => id !== node.id);
  return element("p", { class: "actions" },
    toggle("Focus here", (state) => state.focus === node.id, (state, isOn) => (isOn ? { focus: "" } : { focus: node.id, view: "network", fly: state.fly + 1 })),
    toggle("Show all around it", (state) => state.expanded.includes(node.id), (state, isOn) => ({ expanded: isOn ? others(state) : [...others(state), node.id].sort() })),
    toggle("Pin", (state) => Object.hasOwn(state.pinned, node.id), (state, isOn) => ({ pinned: isOn ? without(state.pinned, node.id) : { ...state.pinned, [node.id]: [node.x, node.y] } })));
}

function without(pinned, id) {
  return Object.fromEntries(Object.entries(pinned).filter(([key]) => key !== id));
}

function evidence(app, claims, unasserted) {
  const of = (indexes) => [...new Set(indexes)].map((index) => app.graph.claims[index]);
  const stated = of(claims);
  const stays = of(unasserted).filter((claim) => !stated.includes(claim));
  return element("section", { class: "evidence" },
    element("h3", {}, stated.length ? `Who says so (${stated.length})` : stays.length ? "Nobody states this" : "Who says so"),
    stated.length || stays.length ? null : element("p", { class: "small" }, "It is part of the description of the things themselves, without a claim of its own."),
    stated.map((claim) => claimCard(app, claim)),
    stays.length ? element("div", { class: "unasserted-claims" }, element("h3", {}, `Denied or only imagined (${stays.length})`), stays.map((claim) => claimCard(app, claim))) : null);
}

// On a site that has a page for each thing.
function pageOf(app, node) {
  const { pages } = app.graph.meta;
  if (!pages || !node.iri.startsWith(pages)) return null;
  return element("p", { class: "small" }, element("a", { href: `/${encodeURI(node.iri.slice(pages.length))}.html`, target: "_top" }, "All that is said of it"));
}

function links(node) {
  if (!node.links?.length) return null;
  return element("section", {}, element("h3", {}, "Elsewhere"), element("ul", { class: "links" }, node.links.map(([scheme, url]) =>
    element("li", {}, element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, scheme)))));
}
