// The graph that the page carries, with its parts joined.

import { byId } from "./dom.js";

export function loadGraph() {
  return join(JSON.parse(byId("graph").textContent));
}

// What goes without saying is not in the page: flags that are off, IRIs that follow from ids, the time of an edge.
export function join(graph) {
  const { meta, nodes, edges, claims, passages = [] } = graph;
  nodes.forEach((node, index) => Object.assign(node, {
    index, edges: [], iri: node.iri || meta.prefixes.ent + node.id, claims: node.claims || [], unasserted: node.unasserted || [],
  }));
  edges.forEach((edge) => joinEdge(edge, nodes));
  const modalities = new Map(graph.modalities.map((modality) => [modality.name, modality]));
  claims.forEach((claim, index) => Object.assign(claim, {
    index, iri: meta.prefixes.claim + claim.id, asserted: modalities.get(claim.modality)?.asserted !== false,
    passages: (claim.passages || []).map((place) => passages[place]),
  }));
  graph.byId = new Map(nodes.map((node) => [node.id, node]));
  graph.edgeByKey = new Map(edges.map((edge) => [edge.key, edge]));
  graph.ranked = [...nodes].sort((a, b) => a.rank - b.rank);
  return graph;
}

function joinEdge(edge, nodes) {
  edge.from = nodes[edge.source];
  edge.to = nodes[edge.target];
  edge.foldNode = edge.fold === undefined ? null : nodes[edge.fold];
  edge.id = edge.foldNode ? `=${edge.foldNode.id}` : `${edge.from.id} ${edge.key} ${edge.to.id}`;
  edge.key = `edge:${edge.id}`;
  edge.directed = !edge.undirected;
  edge.asserted = !edge.unasserted;
  edge.bend = edge.bend || 0;
  edge.claims = edge.claims || [];
  edge.bounds = edge.asserted ? (edge.foldNode || edge.from).bounds : undefined;
  edge.style = (edge.foldNode || edge.from).style;
  if (edge.foldNode) edge.foldNode.foldEdge = edge;
  edge.from.edges.push(edge);
  if (edge.to !== edge.from) edge.to.edges.push(edge);
}

export function otherEnd(edge, node) {
  return edge.from === node ? edge.to : edge.from;
}
