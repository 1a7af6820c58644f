// What stands on the time line, in lanes by class, packed so that no bar and no name lies on another.

import { beginKind, day, endKind, isBounded, span } from "../dates.js";

export const ROW = 28;
const TITLE = 24;
export const FADE = 44; // pixels in which an end that nobody states fades away
export const FONT = '12px system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK KR", sans-serif';
const GAP = 10;
const LONGEST = 44;

// Gives the dated things that pass the filters, in order of time.
export function entriesOf(app) {
  const dated = [...app.visible.all].filter(([node]) => isBounded(node.bounds));
  const entries = dated.map(([node, held]) => ({ node, id: node.id, held, label: shortened(app.nameOf(node)), ...placeOf(node.bounds) }));
  return entries.sort((a, b) => a.order - b.order || a.last - b.last || (a.id < b.id ? -1 : 1));
}

function shortened(text) {
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : text;
}

// Each day lasts until the next begins: what ends on a day ends at the number of the day after.
function placeOf(bounds) {
  const { begin, end } = span(bounds);
  const known = [...begin, ...end].filter((number) => number !== null);
  const [first, last] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
  const isPoint = begin[0] !== null && begin[0] === end[0] && begin[1] === end[1];
  return {
    first, last, isPoint, begin, end, order: begin[0] ?? -Infinity,
    beginKind: beginKind(bounds), endKind: endKind(bounds),
  };
}

// Gives the stretches of days (from, up to but without) on which something certainly held, and on which it perhaps did.
// Where nothing is certain the days of its begin and those of its end may overlap.
// What is open reaches as far as the domain; beyond an end that nobody states nothing is known, so nothing is drawn.
export function stretches({ begin, end, beginKind: since, endKind: until, isPoint, last }, domain) {
  if (isPoint && begin[0] < end[1]) return { certain: [], uncertain: [[begin[0], end[1] + 1]] };
  const from = begin[1] ?? (since === "open" ? Math.min(domain[0], last) : Infinity);
  const to = end[0] !== null ? end[0] + 1 : until === "open" ? Math.max(domain[1], last + 1) : -Infinity;
  const isCertain = from < to;
  const before = begin[0] === null || begin[1] === null ? null : [begin[0], isCertain ? begin[1] : begin[1] + 1];
  const after = end[0] === null || end[1] === null ? null : [isCertain ? end[0] + 1 : end[0], end[1] + 1];
  return { certain: isCertain ? [[from, to]] : [], uncertain: [before, after].filter((each) => each && each[0] < each[1]) };
}

// Gives the first and last day of all, by which what is open at an end is drawn up to an edge.
export function domainOf(nodes) {
  let [first, last] = [Infinity, -Infinity];
  for (const node of nodes) {
    for (const bound of node.bounds || []) {
      if (!bound) continue;
      first = Math.min(first, day(bound));
      last = Math.max(last, day(bound) + 1);
    }
  }
  return first <= last ? [first, last] : [day("1900-01-01"), day("2000-01-01")];
}

// Lays the entries out for a width of a day; x is counted from the first day of the domain, so panning changes nothing.
// Gives {groups: [{style, top, count}], height}, and each entry gets `top`, `x0`, `x1` (its mark) and `right` (with its name).
export function pack(entries, styles, { perDay, domain }) {
  const groups = [];
  let top = 0;
  for (const [index, style] of styles.entries()) {
    const members = entries.filter((entry) => entry.node.style === index);
    if (members.length === 0) continue;
    groups.push({ style, index, top, count: members.length });
    const rows = packRows(members, perDay, domain, top + TITLE);
    top += TITLE + rows * ROW + 6;
  }
  return { groups, height: top };
}

function packRows(members, perDay, domain, top) {
  const rights = [];
  for (const entry of members) measure(entry, perDay, domain);
  for (const entry of [...members].sort((a, b) => a.left - b.left)) {
    let row = rights.findIndex((right) => right + GAP <= entry.left);
    if (row < 0) row = rights.length;
    rights[row] = entry.right;
    entry.top = top + row * ROW;
  }
  return rights.length;
}

function measure(entry, perDay, domain) {
  const x = (number) => (number - domain[0]) * perDay;
  entry.x0 = entry.beginKind === "open" ? Math.min(0, x(entry.first)) - 2 * GAP : x(entry.first);
  entry.x1 = entry.endKind === "open" ? Math.max(x(domain[1]), x(entry.last + 1)) + 2 * GAP : x(entry.last + 1);
  if (entry.beginKind === "unknown") entry.x0 -= FADE;
  if (entry.endKind === "unknown") entry.x1 += FADE;
  entry.isDot = entry.isPoint && entry.x1 - entry.x0 < 12;
  entry.textWidth = widthOf(entry.label) + 18; // with the shape before it
  const middle = (entry.x0 + entry.x1) / 2;
  entry.left = entry.isDot ? middle - 7 : entry.x0;
  entry.right = Math.max(entry.x1, entry.left + entry.textWidth);
}

const widths = new Map();
let pen = null;

function widthOf(text) {
  if (!widths.has(text)) {
    pen = pen || document.createElement("canvas").getContext("2d");
    pen.font = FONT;
    widths.set(text, pen.measureText(text).width);
  }
  return widths.get(text);
}
