// The graph that the page carries, with its parts joined.

import { byId } from "./dom.js";

export function loadGraph() {
  return join(JSON.parse(byId("graph").textContent));
}

export function join(graph) {
  const { nodes, edges, claims } = graph;
  nodes.forEach((node, index) => Object.assign(node, { index, edges: [], claims: node.claims || [], unasserted: node.unasserted || [] }));
  for (const edge of edges) {
    edge.key = `edge:${edge.id}`;
    edge.from = nodes[edge.source];
    edge.to = nodes[edge.target];
    edge.foldNode = edge.fold >= 0 ? nodes[edge.fold] : null;
    edge.claims = edge.claims || [];
    edge.asserted = edge.asserted !== false;
    edge.style = edge.foldNode ? edge.foldNode.style : edge.from.style;
    if (edge.foldNode) edge.foldNode.foldEdge = edge;
    edge.from.edges.push(edge);
    if (edge.to !== edge.from) edge.to.edges.push(edge);
  }
  claims.forEach((claim, index) => Object.assign(claim, { index, asserted: claim.asserted !== false }));
  graph.byId = new Map(nodes.map((node) => [node.id, node]));
  graph.edgeByKey = new Map(edges.map((edge) => [edge.key, edge]));
  graph.ranked = [...nodes].sort((a, b) => a.rank - b.rank);
  return graph;
}

export function otherEnd(edge, node) {
  return edge.from === node ? edge.to : edge.from;
}
