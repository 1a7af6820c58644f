// What of the graph is seen in a state, and whether it certainly held at the date.

import { held } from "./dates.js";
import { otherEnd } from "./graph.js";

// Gives maps from node and edge to "certain", "possible", "unknown" or "none" (timeless, or no date asked for): `all` of what
// passes the filters, and of it the `nodes` and `edges` of the network picture.
export function visible(graph, state) {
  const filter = filterOf(graph, state);
  const all = new Map();
  for (const node of graph.nodes) {
    const then = filter.node(node);
    if (then) all.set(node, then);
  }
  const edges = new Map();
  for (const edge of graph.edges) {
    const then = filter.edge(edge, all);
    if (then) edges.set(edge, then);
  }
  const drawn = drawnEdges(edges, state);
  const chosen = choose(graph, state, all, drawn);
  const seen = new Map([...drawn].filter(([edge]) => chosen.has(edge.from) && chosen.has(edge.to)));
  const nodes = withoutLoners(graph, chosen, seen, state);
  return { all, connections: edges, nodes, edges: seen };
}

function filterOf(graph, state) {
  const hiddenStyles = new Set(graph.styles.flatMap((style, index) => (state.hiddenStyles.includes(style.name) ? [index] : [])));
  const modalities = new Set(state.hiddenModalities);
  const sources = new Set(graph.meta.sources.flatMap((source, index) => (state.hiddenSources.includes(source.id) ? [index] : [])));
  const selects = modalities.size > 0 || sources.size > 0;
  const says = (index) => !modalities.has(graph.claims[index].modality) && !sources.has(graph.claims[index].document);
  const isSaid = (claims) => !selects || claims.some(says);
  const then = (bounds, date) => {
    if (!state.asOf || !bounds) return "none";
    const answer = held(bounds, state.asOf, date);
    if (answer === "absent" || (state.certainOnly && answer !== "certain")) return null;
    return answer;
  };
  return {
    node(node) {
      const claims = state.unasserted ? [...node.claims, ...node.unasserted] : node.claims;
      if (hiddenStyles.has(node.style) || (claims.length > 0 && !isSaid(claims))) return null;
      return then(node.temporal ? node.bounds || [null, null, null, null] : null, node.date);
    },
    edge(edge, all) {
      if (!edge.asserted && !state.unasserted) return null;
      if (!all.has(edge.from) || !all.has(edge.to) || (edge.foldNode && !all.has(edge.foldNode))) return null;
      if (edge.claims.length > 0 && !isSaid(edge.claims)) return null;
      return edge.foldNode ? all.get(edge.foldNode) : then(edge.bounds, edge.from.date) && weaker(all.get(edge.from), all.get(edge.to));
    },
  };
}

const strength = ["none", "certain", "possible", "unknown"];

function weaker(one, other) {
  return strength[Math.max(strength.indexOf(one), strength.indexOf(other))];
}

// A relationship of two is a line, unless the reader wants it as a node of its own.
function drawnEdges(edges, state) {
  return new Map([...edges].filter(([edge]) => (state.folded ? !edge.partsOf : !edge.foldNode)));
}

function choose(graph, state, all, drawn) {
  const beside = neighbours(drawn);
  const isNode = (node) => all.has(node) && !(state.folded && node.foldEdge && node.foldEdge.asserted);
  const wanted = new Set();
  if (state.focus && graph.byId.has(state.focus)) {
    for (const node of within(graph.byId.get(state.focus), state.depth, beside)) wanted.add(node);
  } else {
    const ranked = graph.ranked.filter((node) => isNode(node) && (beside.has(node) || isTreaty(graph, node)));
    for (const node of ranked.slice(0, state.limit)) wanted.add(node);
  }
  for (const id of state.expanded) {
    const node = graph.byId.get(id);
    if (node) for (const near of [node, ...(beside.get(node) || [])]) wanted.add(near);
  }
  for (const id of [...Object.keys(state.pinned), ...state.highlighted, ...selectedEnds(graph, state)]) {
    if (graph.byId.has(id)) wanted.add(graph.byId.get(id));
  }
  return new Map([...all].filter(([node]) => wanted.has(node) && isNode(node)));
}

// What stands alone in the picture says nothing in it, unless the reader asked for it, or it is a treaty: that it was in
// force says much, even where nobody states for whom.
function withoutLoners(graph, chosen, seen, state) {
  const joined = new Set([...seen.keys()].flatMap((edge) => [edge.from, edge.to]));
  const asked = new Set([state.focus, state.selected, ...state.expanded, ...state.highlighted, ...Object.keys(state.pinned)]);
  const stands = (node) => joined.has(node) || asked.has(node.id) || isTreaty(graph, node);
  return new Map([...chosen].filter(([node]) => stands(node)));
}

function isTreaty(graph, node) {
  return graph.styles[node.style].name === "Treaty";
}

function selectedEnds(graph, state) {
  const node = graph.byId.get(state.selected);
  const edge = graph.edgeByKey.get(state.selected) || (node && state.folded && node.foldEdge);
  return edge ? [edge.from.id, edge.to.id] : node ? [node.id] : [];
}

function neighbours(drawn) {
  const beside = new Map();
  for (const edge of drawn.keys()) {
    for (const node of [edge.from, edge.to]) {
      if (!beside.has(node)) beside.set(node, new Set());
      beside.get(node).add(otherEnd(edge, node));
    }
  }
  return beside;
}

function within(start, depth, beside) {
  const found = new Set([start]);
  let rim = [start];
  for (let step = 0; step < depth; step += 1) {
    const next = new Set();
    for (const node of rim) for (const near of beside.get(node) || []) if (!found.has(near)) next.add(near);
    for (const node of next) found.add(node);
    rim = next;
  }
  return found;
}
