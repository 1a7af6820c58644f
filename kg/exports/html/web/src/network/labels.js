// Placing names so that none lies on another: nodes by their rank, lines after them; what finds no room waits for a larger picture.

import { angleAt, pointAt } from "./curves.js";
import { radiusOf } from "./measures.js";
import { Room } from "./room.js";
import { cut, rowsOf } from "./words.js";

const lineHeight = 1.16;
const crowd = 1500; // nodes of which the names can all be tried
const foremost = 12; // nodes of which the names, if short, may rather hide lesser nodes than be missing

export class Labels {
  #rows = new WeakMap();
  #widths = new Map();

  constructor(app, family) {
    this.app = app;
    this.family = family;
    this.pen = document.createElement("canvas").getContext("2d");
    this.nodes = [];
    this.edges = [];
  }

  // Places the names for a scene at rest; kept until the camera leaves the region that was looked at.
  place(scene, camera, withEdges) {
    this.zoom = camera.zoom;
    this.region = scene.nodes.length > crowd ? camera.seen(Math.max(camera.width, camera.height) / 2) : [-Infinity, -Infinity, Infinity, Infinity];
    const near = scene.nodes.filter((item) => isWithin(this.region, item.x, item.y));
    const room = roomsAround(near, camera);
    const tried = near.slice(0, near.length > crowd ? 150 : crowd);
    this.near = near;
    this.nodes = tried.map((item, index) => this.#placeNode(item, room, camera, index < foremost)).filter(Boolean);
    const lines = withEdges && near.length <= crowd ? this.#lines(scene) : [];
    this.edges = lines.map((item) => this.#placeEdge(item, room, camera)).filter(Boolean);
  }

  isFresh(camera) {
    const [left, top, right, bottom] = camera.seen();
    const [west, north, east, south] = this.region || [0, 0, 0, 0];
    return this.zoom === camera.zoom && left >= west && top >= north && right <= east && bottom <= south;
  }

  // Gives the names with those that stand out placed first; names that were there already stay where they are.
  withEmphasis(emphasis, camera) {
    if (!emphasis) return this;
    const room = roomsAround(this.near.length > crowd ? [...emphasis.nodes] : this.near, camera);
    const nodes = this.nodes.filter((label) => emphasis.nodes.has(label.item));
    for (const label of nodes) room.names.take(label.rect);
    const placed = new Set(nodes.map((label) => label.item));
    const missing = [...emphasis.nodes].filter((item) => !placed.has(item)).slice(0, 400).sort((a, b) => a.node.rank - b.node.rank);
    nodes.push(...missing.map((item) => this.#placeNode(item, room, camera, emphasis.nodes.size < foremost)).filter(Boolean));
    const edges = [...emphasis.edges].slice(0, 300).map((item) => this.#placeEdge(item, room, camera)).filter(Boolean);
    const rest = (labels, own) => labels.filter((label) => !own.has(label.item) && room.names.takeAll(label.rects || [label.rect]));
    nodes.push(...rest(this.nodes, emphasis.nodes));
    edges.push(...rest(this.edges, emphasis.edges));
    return { nodes, edges };
  }

  #lines(scene) {
    const inside = scene.edges.filter(({ points: [[x, y]] }) => isWithin(this.region, x, y));
    return inside.sort((a, b) => b.look.layer - a.look.layer || a.from.node.rank + a.to.node.rank - b.from.node.rank - b.to.node.rank).slice(0, 3000);
  }

  #placeNode(item, room, camera, mayHide) {
    const size = sizeOf(item, camera);
    const rows = this.#rowsOf(item.node);
    if (!rows.length) return null;
    const width = Math.max(...rows.map((row) => this.#width(row, size))) + 4;
    const height = rows.length * size * lineHeight + 2;
    const label = { item, rows, size, width, height, font: this.font(size), lineHeight: size * lineHeight };
    const places = placesAround(item, camera, width, height);
    const free = places.find(({ rect }) => room.nodes.isFree(rect) && room.names.isFree(rect)) || (mayHide && rows.length === 1 && places.find(({ rect }) => room.names.isFree(rect)));
    if (!free) return null;
    room.names.take(free.rect);
    return { ...label, ...free };
  }

  // The name of a line runs along its middle, or a little before or after it, if the line is long enough.
  #placeEdge(item, room, camera) {
    const size = 11;
    const text = cut(item.edge.label || "", 44);
    const width = text && this.#width(text, size) + 6;
    const [start, end] = [item.points[0], item.points[item.points.length - 1]];
    const length = item.from === item.to ? Infinity : Math.hypot(end[0] - start[0], end[1] - start[1]) * camera.zoom;
    if (!text || width + radiusOf(item.from, camera) + radiusOf(item.to, camera) + 8 > length) return null;
    const spare = (length - width) / 2 / length - 0.06;
    for (const share of [0.5, 0.38, 0.62].filter((each) => each === 0.5 || Math.abs(each - 0.5) < spare)) {
      const [x, y] = pointAt(item.points, share);
      const angle = upright(angleAt(item.points, share));
      const rects = boxesAlong(x * camera.zoom, y * camera.zoom, angle, width, size + 3);
      if (rects.every((rect) => room.nodes.isFree(rect)) && room.names.takeAll(rects)) return { item, text, size, width, height: size + 3, x, y, angle, rects, font: this.font(size) };
    }
    return null;
  }

  font(size) {
    return `${size}px ${this.family}`;
  }

  #rowsOf(node) {
    const name = this.app.nameOf(node);
    if (this.#rows.get(node)?.name !== name) this.#rows.set(node, { name, rows: rowsOf(name) });
    return this.#rows.get(node).rows;
  }

  #width(text, size) {
    const key = `${size} ${text}`;
    if (!this.#widths.has(key)) {
      this.pen.font = this.font(size);
      this.#widths.set(key, this.pen.measureText(text).width);
    }
    return this.#widths.get(key);
  }
}

// Letters grow with the node, and a little with the picture; half pixels, so that widths need not be measured again and again.
function sizeOf(item, camera) {
  const growth = Math.min(Math.max(Math.sqrt(camera.zoom), 0.95), 1.4);
  return Math.round((11 + Math.min(item.size, 40) / 9) * growth * 2) / 2;
}

// A name may touch the rim of a node, but not hide it.
function roomsAround(items, camera) {
  const nodes = new Room();
  for (const item of items) {
    const half = radiusOf(item, camera) * 0.8;
    if (half > 2) nodes.take([item.x * camera.zoom - half, item.y * camera.zoom - half, 2 * half, 2 * half]);
  }
  return { nodes, names: new Room() };
}

// Gives where a name can stand, best first: below its node or beside it, and not over the rim of the screen if there is room within.
function placesAround(item, camera, width, height) {
  const gap = radiusOf(item, camera) + 5; // with room for a ring
  const near = gap * 0.7;
  const offsets = [
    [-width / 2, gap], [-width / 2, -gap - height], [gap, -height / 2], [-gap - width, -height / 2],
    [near, near], [-near - width, near], [near, -near - height], [-near - width, -near - height],
  ];
  const [x, y] = camera.toScreen(item.x, item.y);
  const isCut = ([across, down]) => x + across < 0 || y + down < 0 || x + across + width > camera.width || y + down + height > camera.height;
  const whole = isCutOff(x, y, camera) ? [] : offsets.filter((each) => !isCut(each));
  return (whole.length ? whole : offsets).map(([across, down]) => ({ across, down, rect: [item.x * camera.zoom + across, item.y * camera.zoom + down, width, height] }));
}

const isCutOff = (x, y, { width, height }) => x < 0 || y < 0 || x > width || y > height;

function isWithin([left, top, right, bottom], x, y) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function upright(angle) {
  if (angle > Math.PI / 2) return angle - Math.PI;
  return angle <= -Math.PI / 2 ? angle + Math.PI : angle;
}

// A slanting text covers a chain of small squares, not the whole box around it.
function boxesAlong(x, y, angle, width, height) {
  const count = Math.max(Math.ceil(width / height), 1);
  return Array.from({ length: count }, (_, index) => {
    const along = ((index + 0.5) / count - 0.5) * width;
    return [x + Math.cos(angle) * along - height / 2, y + Math.sin(angle) * along - height / 2, height, height];
  });
}
