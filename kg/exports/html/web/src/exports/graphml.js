// GraphML 1.0 of what is seen, for Gephi, yEd, Cytoscape, NetworkX and igraph.

import { citations, edgeBounds, edgeWhen, modalities } from "../table/columns.js";
import { escapeXml } from "./xml.js";

const boundNames = ["earliestBegin", "latestBegin", "earliestEnd", "latestEnd"];

const nodeKeys = {
  id: "string", iri: "string", label: "string", class: "string", kind: "string", when: "string", date: "string",
  ...Object.fromEntries(boundNames.map((name) => [name, "string"])), held: "string", statements: "int", modality: "string", citation: "string",
};
const edgeKeys = {
  id: "string", label: "string", class: "string", when: "string", ...Object.fromEntries(boundNames.map((name) => [name, "string"])),
  held: "string", directed: "boolean", asserted: "boolean", statements: "int", modality: "string", citation: "string",
};

// Writes the picture's nodes and edges; in views that show more than the picture, everything that passes the filters.
export function formatGraphml(app) {
  const [nodes, edges] = seen(app);
  const ids = new Map([...nodes.keys()].map((node, place) => [node, `n${place}`]));
  const held = { certain: "certain", possible: "possible", unknown: "unknown", none: "" };
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'];
  lines.push(...keys("node", nodeKeys), ...keys("edge", edgeKeys), '<graph id="seen" edgedefault="directed">', `<desc>${escapeXml(about(app))}</desc>`);
  for (const [node, then] of nodes) {
    lines.push(`<node id="${ids.get(node)}">${data("node", nodeKeys, { ...aboutNode(app, node), held: held[then] })}</node>`);
  }
  [...edges].forEach(([edge, then], place) => {
    const ends = `source="${ids.get(edge.from)}" target="${ids.get(edge.to)}"`;
    lines.push(`<edge id="e${place}" ${ends}>${data("edge", edgeKeys, { ...aboutEdge(app, edge), held: held[then] })}</edge>`);
  });
  lines.push("</graph>", "</graphml>", "");
  return lines.join("\n");
}

// What a file says of where it comes from.
export function about(app) {
  const { meta } = app.graph;
  return [
    meta.title, meta.scope, app.state.asOf ? `As of ${app.state.asOf}` : "", meta.cite, meta.licence ? `Licence: ${meta.licence}` : "",
    meta.checksum ? `SHA-256 of the graph: ${meta.checksum}` : "", `View: ${app.link()}`,
  ].filter(Boolean).join("\n");
}

// A relationship that stands there as a thing, with the lines of its parts, is not given as a line again.
function seen(app) {
  const { all, connections, nodes, edges } = app.visible;
  if (app.state.view === "network") return [nodes, edges];
  return [all, new Map([...connections].filter(([edge]) => !edge.foldNode))];
}

function aboutNode(app, node) {
  const { graph } = app;
  return {
    id: node.id, iri: node.iri, label: app.nameOf(node), class: graph.styles[node.style].label, kind: node.kind, when: node.when, date: node.date,
    ...boundsOf(node.bounds), statements: node.claims.length, modality: modalities(graph, node.claims), citation: citations(graph, node.claims),
  };
}

function aboutEdge(app, edge) {
  const { graph } = app;
  return {
    id: edge.id, label: edge.label, class: edge.foldNode ? graph.styles[edge.foldNode.style].label : "", when: edgeWhen(edge),
    ...boundsOf(edgeBounds(edge)), directed: Boolean(edge.directed), asserted: edge.asserted, statements: edge.claims.length,
    modality: modalities(graph, edge.claims), citation: citations(graph, edge.claims),
  };
}

function boundsOf(bounds) {
  return Object.fromEntries(boundNames.map((name, place) => [name, (bounds || [])[place]]));
}

function keys(domain, types) {
  return Object.entries(types).map(([name, type]) => `<key id="${domain}.${name}" for="${domain}" attr.name="${name}" attr.type="${type}"/>`);
}

function data(domain, types, values) {
  const given = Object.keys(types).filter((name) => values[name] !== undefined && values[name] !== null && values[name] !== "");
  return given.map((name) => `<data key="${domain}.${name}">${escapeXml(values[name])}</data>`).join("");
}
