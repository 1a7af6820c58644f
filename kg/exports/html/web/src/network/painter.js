// Draws the picture: lines, their names, nodes, their names. It draws alike on a canvas and on what records an SVG.

import { tone } from "../dom.js";
import { entry, pointAt, trace } from "./curves.js";
import { radiusOf } from "./measures.js";
import { isPerhaps } from "./scene.js";
import { traceDot, traceShape } from "./shapes.js";
import { directionOf } from "./words.js";

const faded = 0.13;
const many = 4000; // lines, from which on neither arrowheads nor breaks in lines are drawn
const batch = 200; // parts of one path; longer ones are slow to fill without a graphics card

// `picture`: {scene, camera, labels, emphasis, selected (item), marked (set of items), isDark, backdrop (of all plain lines, or none)}.
export function paint(context, picture) {
  const seen = visibleParts(picture);
  context.lineJoin = "round";
  paintEdges(context, picture, seen.edges);
  for (const label of picture.labels.edges) paintEdgeLabel(context, picture, label);
  paintNodes(context, picture, seen.nodes);
  for (const item of seen.nodes) paintMarks(context, picture, item);
  for (const label of picture.labels.nodes) paintNodeLabel(context, picture, label);
  return seen.nodes.length;
}

function visibleParts({ scene, camera }) {
  const [left, top, right, bottom] = camera.seen(48);
  return {
    nodes: scene.nodes.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom),
    edges: scene.edges.filter(({ box }) => box[2] >= left && box[0] <= right && box[3] >= top && box[1] <= bottom),
  };
}

// Things that look the same are drawn as one path.
function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (groups.has(key)) groups.get(key).push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function inBatches(context, items, add, finish) {
  for (let start = 0; start < items.length; start += batch) {
    context.beginPath();
    for (let index = start; index < Math.min(start + batch, items.length); index += 1) add(items[index]);
    finish();
  }
}

function paintEdges(context, picture, edges) {
  const { camera, emphasis, backdrop } = picture;
  context.globalAlpha = emphasis?.fades ? 0.3 : 1;
  if (backdrop) backdrop.paint(context, camera);
  else paintPlainEdges(context, picture, edges);
  if (!emphasis) return;
  const strong = edges.filter((item) => emphasis.edges.has(item));
  inWorld(context, camera, () => {
    for (const [look, items] of grouped(strong, (item) => item.look)) paintLines(context, camera, look, items, { wider: 1.2, isCrowded: strong.length > many });
  });
}

// Draws the lines that do not stand out.
export function paintPlainEdges(context, picture, edges = visibleParts(picture).edges) {
  const { camera, emphasis } = picture;
  const plain = emphasis ? edges.filter((item) => !emphasis.edges.has(item)) : edges;
  const isCrowded = plain.length > many;
  const fade = (emphasis?.fades ? faded : 1) * (isCrowded ? Math.max(many / 3 / plain.length, 0.09) : 1);
  inWorld(context, camera, () => {
    for (const [look, items] of grouped(plain, (item) => item.look)) paintLines(context, camera, look, items, { fade, isCrowded });
  });
}

function inWorld(context, camera, draw) {
  context.save();
  context.translate(camera.width / 2 - camera.x * camera.zoom, camera.height / 2 - camera.y * camera.zoom);
  context.scale(camera.zoom, camera.zoom);
  draw();
  context.restore();
}

function paintLines(context, camera, look, items, { fade = 1, wider = 0, isCrowded }) {
  const { zoom } = camera;
  context.globalAlpha = (look.alpha || 1) * fade;
  context.strokeStyle = context.fillStyle = tone(look.tone);
  context.lineWidth = (isCrowded ? 1 : look.width * thinness(zoom) + wider) / zoom;
  context.lineCap = look.dash.length && look.dash[0] < 1 ? "round" : "butt";
  context.setLineDash(isCrowded ? [] : look.dash.map((length) => length / zoom));
  inBatches(context, items, (item) => trace(context, item.points), () => context.stroke());
  context.setLineDash([]);
  if (isCrowded || zoom < 0.08) return;
  const pointed = items.filter((item) => item.edge.directed && item.from !== item.to);
  inBatches(context, pointed, (item) => traceArrow(context, item, camera, look.width * thinness(zoom) + wider), () => context.fill());
}

// Lines are thinner in a small picture, where they lie closer together.
function thinness(zoom) {
  return Math.min(Math.max(Math.sqrt(zoom * 2), 0.6), 1);
}

// An arrowhead lies along the line, its tip at the rim of the node.
function traceArrow(context, item, camera, width) {
  const length = (3.5 + width * 2) / camera.zoom;
  const rim = (radiusOf(item.to, camera) + 1.5) / camera.zoom;
  const [x, y] = pointAt(item.points, entry(item.points, rim));
  const [backX, backY] = pointAt(item.points, entry(item.points, rim + length));
  const [across, down] = [(x - backX) * 0.42, (y - backY) * 0.42];
  context.moveTo(x, y);
  context.lineTo(backX - down, backY + across);
  context.lineTo(backX + down, backY - across);
  context.closePath();
}

function isFaded(item, { emphasis, marked }) {
  return Boolean(emphasis?.fades) && !emphasis.nodes.has(item) && !marked.has(item);
}

function paintNodes(context, picture, nodes) {
  const keyOf = (item) => `${item.node.style} ${isPerhaps(item.held)} ${isFaded(item, picture)}`;
  const groups = grouped(nodes, keyOf);
  for (const items of [...groups.values()].reverse()) paintAlike(context, picture, items);
}

function paintAlike(context, picture, items) {
  const { camera } = picture;
  const [{ shape, isHollow, held }] = items;
  const color = picture.isDark ? items[0].dark : items[0].color;
  const isTiny = camera.zoom < 0.12;
  const add = (item) => {
    const [x, y] = camera.toScreen(item.x, item.y);
    const radius = radiusOf(item, camera);
    if (isTiny) context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    else traceShape(context, shape, x, y, radius);
  };
  const isBroken = isHollow || isPerhaps(held);
  context.globalAlpha = 1;
  context.fillStyle = tone("ground"); // so that no line shines through a pale node
  if (!isTiny && (isBroken || isFaded(items[0], picture))) inBatches(context, items, add, () => context.fill());
  context.globalAlpha = (isFaded(items[0], picture) ? 0.2 : 1) * (isPerhaps(held) ? 0.6 : 1);
  context.fillStyle = color;
  context.strokeStyle = isHollow ? color : tone("ink");
  context.lineWidth = isHollow ? 2 : 1;
  context.setLineDash(isBroken ? [4, 3] : []);
  inBatches(context, items, add, () => {
    if (!isHollow || isTiny) context.fill();
    if (!isTiny) context.stroke();
  });
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function paintMarks(context, picture, item) {
  if (item.isPinned) paintPin(context, picture, item);
  if (picture.marked.has(item)) paintRing(context, picture, item, "accent", 4);
  if (picture.selected === item) paintRing(context, picture, item, "focus", 3);
}

function paintRing(context, { camera }, item, name, gap) {
  context.strokeStyle = tone(name);
  context.lineWidth = 2.5;
  context.beginPath();
  traceDot(context, ...camera.toScreen(item.x, item.y), radiusOf(item, camera) * 1.05 + gap);
  context.stroke();
}

function paintPin(context, { camera }, item) {
  const [x, y] = camera.toScreen(item.x, item.y);
  context.fillStyle = tone("ink");
  context.strokeStyle = tone("ground");
  context.lineWidth = 1.5;
  context.beginPath();
  traceDot(context, x, y, Math.min(3.5, radiusOf(item, camera) / 2));
  context.fill();
  context.stroke();
}

function paintNodeLabel(context, picture, label) {
  const { item, rows, width, size } = label;
  const [x, y] = picture.camera.toScreen(item.x, item.y);
  if (isOff(x, y, picture.camera)) return;
  context.globalAlpha = isFaded(item, picture) ? 0.25 : 1;
  const look = { font: label.font, color: tone(isPerhaps(item.held) ? "faint" : "ink"), halo: 3.5 };
  rows.forEach((row, index) => write(context, row, x + label.across + width / 2, y + label.down + 1 + index * label.lineHeight + size * 0.9, look));
  context.globalAlpha = 1;
}

function paintEdgeLabel(context, picture, label) {
  const { emphasis, camera } = picture;
  const [x, y] = camera.toScreen(label.x, label.y);
  if (isOff(x, y, camera)) return;
  const isStrong = Boolean(emphasis?.edges.has(label.item));
  context.save();
  context.globalAlpha = emphasis?.fades && !isStrong ? 0.15 : 1;
  context.translate(x, y);
  context.rotate(label.angle);
  write(context, label.text, 0, label.size * 0.34, { font: label.font, color: tone(isStrong ? "ink" : "faint"), halo: 4 });
  context.restore();
}

function isOff(x, y, { width, height }) {
  return x < -260 || y < -120 || x > width + 260 || y > height + 120;
}

// Writes with a halo in the colour of the ground, so that letters can be read over lines.
function write(context, text, x, y, { font, color, halo }) {
  context.font = font;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.direction = directionOf(text);
  context.strokeStyle = tone("ground");
  context.lineWidth = halo;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}
