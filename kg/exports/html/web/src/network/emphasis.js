// What stands out: what the pointer is on with its neighbours, what a query found, or what is selected.

import { otherEnd } from "../graph.js";

// Gives the nodes and edges that stand out, and whether all others fade; null if nothing does.
export function emphasisOf(scene, state, hovered) {
  const under = hovered && scene.find(hovered);
  if (under) return { ...neighbourhood(scene, under), fades: true };
  const found = state.highlighted.map((id) => scene.find(id)).filter(Boolean);
  const chosen = state.selected && scene.find(state.selected);
  if (found.length) return { ...together(scene, chosen ? [...found, chosen] : found), fades: true };
  return chosen ? { ...neighbourhood(scene, chosen), fades: false } : null;
}

function neighbourhood(scene, item) {
  if (item.edge) return { nodes: new Set([item.from, item.to]), edges: new Set([item]) };
  const near = item.edges.map((line) => scene.nodeById.get(otherEnd(line.edge, item.node).id));
  return { nodes: new Set([item, ...near]), edges: new Set(item.edges) };
}

function together(scene, items) {
  const nodes = new Set(items.flatMap((item) => (item.edge ? [item.from, item.to] : [item])));
  const between = scene.edges.filter((item) => nodes.has(item.from) && nodes.has(item.to));
  return { nodes, edges: new Set([...between, ...items.filter((item) => item.edge)]) };
}
