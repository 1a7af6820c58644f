// The graph: what an answer joins, as nodes and arrows.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { element, svgElement } from "../../../exports/html/web/src/dom.js";
import { columnsOf, isIri, withoutLabels, wordsOf } from "./columns.js";
import { makeMovable } from "./moving.js";
import { labelsOf } from "./naming.js";

const most = 300; // nodes; more are a blot
const few = 30; // arrows that have words beside them
const label = "http://www.w3.org/2000/01/rdf-schema#label";
const type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const edgeNames = /^(?:p|predicate|property|relation)$/;

export function drawNetwork(panel, reply, context) {
  if (reply.kind === "triples") return draw(panel, networkOfTriples(reply, context.terms), context.terms);
  const columns = withoutLabels(columnsOf(reply)).filter(({ hasIris, name }) => hasIris && name !== "claims" && !edgeNames.test(name));
  if (columns.length < 2) {
    panel.append(element("p", { class: "note" }, "A graph needs two columns of things that belong together, such as ", element("code", {}, "SELECT ?one ?relation ?other"), ", or the triples of a ", element("code", {}, "CONSTRUCT"), "."));
    return null;
  }
  const stage = element("div", {});
  const [from, to] = [chooser("From", columns, 0), chooser("to", columns, 1)];
  panel.append(element("p", { class: "choosers" }, from, to), stage);
  const show = () => {
    const [one, other] = [from, to].map((each) => columns[Number(each.querySelector("select").value)]);
    stage.replaceChildren();
    draw(stage, networkOfRows(reply, one, other, context.terms), context.terms);
  };
  for (const each of [from, to]) each.addEventListener("change", show);
  return show();
}

function chooser(words, columns, chosen) {
  return element("label", {}, words, " ", element("select", {}, columns.map(({ name }, index) => element("option", { value: String(index), selected: index === chosen }, wordsOf(name)))));
}

// Gives {nodes: Map of id → {id, name, iri}, links}; a literal is a node only where nothing else would be left.
function networkOfTriples({ rows }, terms) {
  const names = new Map();
  for (const [subject, predicate, object] of rows) {
    if (predicate.value === label && (!names.has(subject.value) || object["xml:lang"] === "en")) names.set(subject.value, object.value);
  }
  const network = { nodes: new Map(), links: [] };
  for (const [subject, predicate, object] of rows) {
    if (object.type === "literal") add(network, subject, names, terms);
    else join(network, subject, object, predicate.value === type ? "a" : terms.short(predicate.value).replace(/^\w+:/, ""), names, terms);
  }
  return network;
}

function networkOfRows({ variables, rows }, one, other, terms) {
  const names = new Map();
  for (const { index, label: naming } of [one, other]) {
    if (naming >= 0) for (const row of rows) if (row[index] && row[naming]) names.set(row[index].value, row[naming].value);
  }
  const edge = variables.findIndex((name) => edgeNames.test(name));
  const edgeName = variables.findIndex((name) => edgeNames.test(name.replace(/Label$/, "")) && name.endsWith("Label"));
  const network = { nodes: new Map(), links: [] };
  for (const row of rows) {
    const [from, to] = [row[one.index], row[other.index]];
    const words = row[edgeName]?.value || (isIri(row[edge]) ? terms.short(row[edge].value).replace(/^\w+:/, "") : row[edge]?.value) || "";
    if (isIri(from) && isIri(to)) join(network, from, to, words, names, terms);
    else for (const term of [from, to].filter(isIri)) add(network, term, names, terms);
  }
  return network;
}

function add(network, term, names, terms) {
  if (!network.nodes.has(term.value)) {
    network.nodes.set(term.value, { id: term.value, name: names.get(term.value) || terms.local(term.value), isNamed: names.has(term.value), room: terms.roomOf(term.value) });
  }
}

function join(network, from, to, words, names, terms) {
  add(network, from, names, terms);
  add(network, to, names, terms);
  const same = network.links.find((link) => link.source === from.value && link.target === to.value);
  if (same) same.words = [...new Set([...same.words, words])].filter(Boolean);
  else network.links.push({ source: from.value, target: to.value, words: [words].filter(Boolean) });
}

function draw(stage, { nodes: found, links: all }, terms) {
  if (found.size === 0) {
    stage.append(element("p", { class: "note" }, "Nothing in the answer joins two things."));
    return;
  }
  const degree = new Map();
  for (const { source, target } of all) for (const id of [source, target]) degree.set(id, (degree.get(id) || 0) + 1);
  const kept = [...found.values()].sort((a, b) => (degree.get(b.id) || 0) - (degree.get(a.id) || 0)).slice(0, most);
  const ids = new Set(kept.map(({ id }) => id));
  const links = all.filter(({ source, target }) => ids.has(source) && ids.has(target) && source !== target);
  place(kept, links);
  const nameless = kept.filter(({ isNamed }) => !isNamed);
  const left = found.size - kept.length;
  stage.append(
    element("p", { class: "note" }, `${kept.length} nodes, ${links.length} ${links.length === 1 ? "arrow" : "arrows"}${listed(links)}${left ? `; ${left} nodes with the fewest arrows are left out` : ""}`),
    picture(kept, links, terms));
  labelsOf(nameless.map(({ id }) => id), terms).then((labels) => {
    for (const node of nameless) if (labels.has(node.id)) node.rename(labels.get(node.id));
  });
}

// Says what the arrows mean, where they are too many to say it each.
function listed(links) {
  const words = [...new Set(links.flatMap((link) => link.words))].sort();
  return links.length > few && words.length && words.length <= 8 ? ` (${words.join(", ")})` : "";
}

function place(nodes, links) {
  const simulation = forceSimulation(nodes)
    .force("link", forceLink(links).id(({ id }) => id).distance(140))
    .force("charge", forceManyBody().strength(-520))
    .force("collide", forceCollide(34))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.09))
    .stop();
  simulation.tick(nodes.length > 150 ? 200 : 400);
}

function picture(nodes, links, terms) {
  const arrows = links.map((link) => ({ link, line: svgElement("line", { class: "arrow", "marker-end": "url(#arrowhead)" }, svgElement("title", {}, link.words.join(", "))), words: svgElement("text", { class: "words" }, links.length > few ? "" : link.words.join(", ")) }));
  const dots = nodes.map((node) => ({ node, words: shortened(node.name).length, group: dotOf(node, terms) }));
  const svg = svgElement("svg", { class: "network", role: "group", "aria-label": "Graph of the answer" },
    svgElement("defs", {}, svgElement("marker", { id: "arrowhead", viewBox: "0 0 10 10", refX: "18", refY: "5", markerWidth: "7", markerHeight: "7", orient: "auto" }, svgElement("path", { d: "M0 1L10 5L0 9z" }))),
    svgElement("g", {}, arrows.map(({ line, words }) => [line, words])), svgElement("g", {}, dots.map(({ group }) => group)));
  const settle = () => {
    for (const { link: { source, target }, line, words } of arrows) {
      for (const [name, value] of [["x1", source.x], ["y1", source.y], ["x2", target.x], ["y2", target.y]]) line.setAttribute(name, value.toFixed(1));
      words.setAttribute("x", ((source.x + target.x) / 2).toFixed(1));
      words.setAttribute("y", ((source.y + target.y) / 2 - 4).toFixed(1));
    }
    for (const { node, group } of dots) group.setAttribute("transform", `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})`);
  };
  settle();
  return makeMovable(svg, dots, settle);
}

function dotOf(node, terms) {
  const href = terms.href(node.id);
  const [dot, text] = [svgElement("circle", { r: "7", class: `dot ${node.room}` }), svgElement("text", { class: "name", x: "11", y: "4" }, shortened(node.name))];
  const title = svgElement("title", {}, node.name);
  node.rename = (name) => {
    title.textContent = name;
    text.textContent = shortened(name);
  };
  return href ? svgElement("a", { href, class: "node", rel: terms.isOurs(node.id) ? null : "noopener external" }, title, dot, text) : svgElement("g", { class: "node" }, title, dot, text);
}

function shortened(text) {
  const letters = [...text];
  return letters.length > 32 ? `${letters.slice(0, 31).join("")}…` : text;
}
