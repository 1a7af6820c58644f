// The picture by keyboard: the camera, and a walk from node to node.

import { otherEnd } from "../graph.js";

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const stride = 60;

// Gives what answers key presses; `view` is the network view.
export function keysOf(view) {
  const { app, camera } = view;
  const plain = {
    "+": () => camera.zoomBy(1.3),
    "=": () => camera.zoomBy(1.3),
    "-": () => camera.zoomBy(1 / 1.3),
    0: () => view.fit(),
    f: () => focus(app),
    p: () => view.togglePin(),
    n: () => walk(view, 1),
    N: () => walk(view, -1),
    Enter: () => view.toggleExpanded(app.state.selected),
    Escape: () => clear(app),
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const arrow = arrows[event.key];
    const answer = arrow ? () => (event.altKey ? stepTowards(view, arrow) : camera.pan(-arrow[0] * stride, -arrow[1] * stride)) : !event.altKey && plain[event.key];
    if (!answer) return;
    event.preventDefault();
    answer();
  };
}

function focus(app) {
  const { selected, focus: now } = app.state;
  if (app.nodeOf(selected)) app.set({ focus: now === selected ? "" : selected });
}

function clear(app) {
  if (app.state.highlighted.length) app.set({ highlighted: [] });
  app.select(null);
}

// Goes to the next node by rank, or the one before.
function walk(view, step) {
  const { nodes } = view.scene;
  if (!nodes.length) return;
  const now = nodes.indexOf(view.scene.find(view.app.state.selected));
  const next = now < 0 && step < 0 ? nodes.length - 1 : (now + step + nodes.length) % nodes.length;
  go(view, nodes[next]);
}

// Goes to the neighbour that lies most nearly in a direction.
function stepTowards(view, [across, down]) {
  const found = view.scene.find(view.app.state.selected);
  if (!found) return walk(view, 1);
  const start = found.edge ? found.from : found;
  const near = found.edge ? [found.from, found.to] : start.edges.map((line) => view.scene.nodeById.get(otherEnd(line.edge, start.node).id));
  const middle = found.edge ? { x: (found.from.x + found.to.x) / 2, y: (found.from.y + found.to.y) / 2 } : start;
  const best = [...new Set(near)].map((item) => [item, cost(middle, item, across, down)]).filter(([, each]) => each < Infinity).sort((a, b) => a[1] - b[1])[0];
  if (best) go(view, best[0]);
  else view.app.announce("No neighbour in this direction");
}

function cost(from, to, across, down) {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const ahead = x * across + y * down;
  const aside = Math.abs(x * down) + Math.abs(y * across);
  return ahead > 0 && aside <= ahead * 2 ? ahead + aside * 2 : Infinity;
}

function go(view, item) {
  const { app } = view;
  app.select(item.node.id);
  view.reveal(item);
  const count = item.edges.length;
  app.announce(`${app.nameOf(item.node)}, ${app.classLabel(item.node)}, ${count} ${count === 1 ? "connection" : "connections"} drawn`);
}
