// What is drawn: the visible nodes and edges with their places and looks, in the measure of the layout.

import { box, curve } from "./curves.js";

const looks = {
  relation: { tone: "relation", width: 2.4, dash: [], layer: 1 },
  position: { tone: "position", width: 2.2, dash: [], layer: 1 },
  part: { tone: "part", width: 1.1, dash: [], layer: 0 },
  denied: { tone: "denied", width: 2, dash: [0.1, 4.5], layer: 1 },
};
// What held perhaps: paler and broken.
const perhaps = Object.fromEntries(Object.entries(looks).map(([name, look]) => [name, { ...look, dash: look.dash.length ? look.dash : [6, 4], alpha: 0.6 }]));

export const isPerhaps = (held) => held === "possible" || held === "unknown";

export class Scene {
  constructor(graph, visible, pinned) {
    this.nodes = [...visible.nodes].map(([node, held]) => ({ node, held, ...nodeLook(graph, node), ...place(node, pinned), edges: [] }));
    this.nodes.sort((a, b) => a.node.rank - b.node.rank);
    this.nodeById = new Map(this.nodes.map((item) => [item.node.id, item]));
    this.edges = [...visible.edges].map(([edge, held]) => this.#edge(graph, edge, held)).filter(Boolean);
    this.edges.sort((a, b) => a.look.layer - b.look.layer);
    this.edgeByKey = new Map(this.edges.map((item) => [item.edge.key, item]));
    Object.assign(this, { graph, visible, pinned });
  }

  // Says whether what is visible now is what is drawn already.
  isOf(visible, pinned) {
    return pinned === this.pinned && isAlike(visible.nodes, this.visible.nodes) && isAlike(visible.edges, this.visible.edges);
  }

  #edge(graph, edge, held) {
    const [from, to] = [this.nodeById.get(edge.from.id), this.nodeById.get(edge.to.id)];
    if (!from || !to) return null;
    const item = { edge, held, from, to, look: (isPerhaps(held) ? perhaps : looks)[kindOf(graph, edge)] };
    from.edges.push(item);
    if (to !== from) to.edges.push(item);
    bend(item);
    return item;
  }

  // Gives the drawn node or edge that a key of the state stands for: a relationship may be drawn as a line.
  find(key) {
    const fold = this.graph.byId.get(key)?.foldEdge;
    return this.nodeById.get(key) || this.edgeByKey.get(key) || (fold && this.edgeByKey.get(fold.key)) || null;
  }

  move(item, x, y) {
    Object.assign(item, { x, y });
    item.edges.forEach(bend);
  }

  get bounds() {
    return this.nodes.length ? boxAround(this.nodes) : [-1, -1, 1, 1];
  }
}

function isAlike(one, other) {
  return one.size === other.size && [...one].every(([part, held]) => other.get(part) === held);
}

export function boxAround(items) {
  const rim = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, size } of items) {
    rim[0] = Math.min(rim[0], x - size);
    rim[1] = Math.min(rim[1], y - size);
    rim[2] = Math.max(rim[2], x + size);
    rim[3] = Math.max(rim[3], y + size);
  }
  return rim;
}

function bend(item) {
  item.points = curve(item.from, item.to, item.edge.bend);
  item.box = box(item.points);
}

function kindOf(graph, edge) {
  if (!edge.asserted) return "denied";
  if (!edge.foldNode) return "part";
  return graph.styles[edge.foldNode.style].name === "Position" ? "position" : "relation";
}

function nodeLook(graph, node) {
  const style = graph.styles[node.style];
  return { shape: style.shape, color: style.color, dark: style.dark || style.color, isHollow: style.name === "Scenario", size: node.size || 10 };
}

// A node without a place of its own stands in the middle of the line that it can be folded into, or else on a spiral.
function place(node, pinned) {
  if (Object.hasOwn(pinned, node.id)) return { x: pinned[node.id][0], y: pinned[node.id][1], isPinned: true };
  if (Number.isFinite(node.x) && Number.isFinite(node.y)) return { x: node.x, y: node.y, isPinned: false };
  const ends = node.foldEdge && [node.foldEdge.from, node.foldEdge.to];
  if (ends && ends.every((end) => Number.isFinite(end.x))) {
    return { x: (ends[0].x + ends[1].x) / 2, y: (ends[0].y + ends[1].y) / 2, isPinned: false };
  }
  return { x: Math.cos(node.index) * 40 * Math.sqrt(node.index), y: Math.sin(node.index) * 40 * Math.sqrt(node.index), isPinned: false };
}
