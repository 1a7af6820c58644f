// The timeline: each row of an answer that has a date, as a mark or a bar on one scale.

import { beginKind, day, endKind, span, wordsOf as datesInWords } from "../../../exports/html/web/src/dates.js";
import { element, svgElement } from "../../../exports/html/web/src/dom.js";
import { stretches } from "../../../exports/html/web/src/timeline/lanes.js";
import { createCamera, fit, ticks } from "../../../exports/html/web/src/timeline/scale.js";
import { columnsOf, isTime, withoutLabels, wordsOf } from "./columns.js";
import { boundsOf } from "./edtf.js";

const most = 400;
const line = 26;
const head = 30;
const longest = 60; // letters of a name
const letter = 7; // the width of one in a name, about

export function drawTimeline(panel, reply, { terms }) {
  const columns = columnsOf(reply);
  const dated = columns.filter(({ hasTimes }) => hasTimes);
  if (dated.length === 0) {
    panel.append(element("p", { class: "note" }, "A timeline needs a column of dates, such as ", element("code", {}, "?when"), " in ", element("code", {}, "?treaty kg:date ?when"), "."));
    return;
  }
  const stage = element("div", { class: "timeline-stage" });
  const select = element("select", { onchange: () => show() }, dated.map(({ name }, index) => element("option", { value: String(index) }, wordsOf(name))));
  panel.append(element("p", { class: "choosers" }, element("label", {}, "By ", select)), stage);
  show();

  function show() {
    const column = dated[Number(select.value)];
    const entries = entriesOf(reply, column, namingColumn(columns, column), terms);
    stage.replaceChildren(element("p", { class: "note" }, saying(entries, reply.rows)), pictureOf(entries.slice(0, most), stage.clientWidth || 800));
  }
}

function saying(entries, rows) {
  const undated = rows.length - entries.length;
  const left = [undated ? `${undated} without a date that can be drawn` : "", entries.length > most ? `the first ${most} shown` : ""].filter(Boolean);
  return `${entries.length} of ${rows.length} rows${left.length ? `; ${left.join("; ")}` : ""}`;
}

// The column that says what a row is about: the first with things that have names, else things, else any text.
function namingColumn(columns, dates) {
  const others = withoutLabels(columns).filter((column) => column !== dates && column.name !== "claims" && !column.hasTimes);
  return others.find(({ hasIris, label }) => hasIris && label >= 0) || others.find(({ name }) => name.endsWith("Label")) || others.find(({ hasIris }) => hasIris) || others[0] || null;
}

function entriesOf({ rows }, dates, naming, terms) {
  const entries = rows.flatMap((row) => {
    const term = row[dates.index];
    const bounds = isTime(term) ? boundsOf(term.value) : null;
    return bounds ? [{ bounds, written: term.value, ...nameOf(row, naming, terms), ...placeOf(bounds) }] : [];
  });
  return entries.sort((a, b) => a.first - b.first || a.last - b.last);
}

function nameOf(row, naming, terms) {
  const term = naming && row[naming.index];
  if (!term) return { name: "", href: null };
  const isThing = term.type === "uri";
  return { name: row[naming.label]?.value || (isThing ? terms.short(term.value) : term.value), href: isThing ? terms.href(term.value) : null };
}

function placeOf(bounds) {
  const { begin, end } = span(bounds);
  const known = [...begin, ...end].filter((number) => number !== null);
  const isPoint = begin[0] !== null && begin[0] === end[0] && begin[1] === end[1];
  return { begin, end, isPoint, first: Math.min(...known), last: Math.max(...known), beginKind: beginKind(bounds), endKind: endKind(bounds) };
}

function pictureOf(entries, width) {
  const domain = [Math.min(...entries.map(({ first }) => first)), Math.max(...entries.map(({ last }) => last)) + 1];
  const camera = createCamera();
  Object.assign(camera, { width, domain });
  fit(camera, domain);
  const marks = entries.map((entry) => markOf(entry, camera, domain, width));
  const tops = marks.reduce((found, { lines }) => [...found, found.at(-1) + lines * line], [head]);
  const height = tops.at(-1) + 8;
  const { small, large } = ticks(camera);
  return element("div", { class: "scroll tall", role: "region", "aria-label": "Timeline", tabindex: "0" },
    svgElement("svg", { class: "timeline", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Timeline of the answer" },
      small.map(({ at, text }) => tickOf(camera.x(at), text, height, "small")), apart(large.map(({ at, text }) => ({ x: Math.max(camera.x(at), 0), text }))).map(({ x, text }) => tickOf(x, text, height, "large")),
      entries.map((entry, index) => entryOf(entry, marks[index], tops[index]))));
}

// Leaves out what the next one would be written over.
function apart(marks) {
  return marks.filter(({ x, text }, index) => !(marks[index + 1]?.x < x + text.length * letter + 6));
}

function tickOf(x, text, height, kind) {
  if (x < 0) return null;
  const rule = kind === "small" ? svgElement("line", { class: "rule", x1: x, x2: x, y1: head - 4, y2: height }) : null;
  return [rule, svgElement("text", { class: `tick ${kind}`, x: x + 2, y: kind === "small" ? 24 : 11 }, text)];
}

// Lays an entry out: its bars or its dot, and where its name stands, on a line of its own where nothing else has room.
function markOf(entry, camera, domain, width) {
  const { certain, uncertain } = stretches(entry, domain);
  const bars = [[certain, "certain"], [uncertain, "uncertain"]].flatMap(([parts, kind]) => parts.map(([from, to]) => ({ kind, from: camera.x(from), to: camera.x(to) })));
  const isDot = entry.isPoint && camera.x(entry.last + 1) - camera.x(entry.first) < 10;
  const x = camera.x((entry.first + entry.last + 1) / 2);
  const edges = isDot ? [x - 6, x + 6] : [x, ...bars.flatMap(({ from, to }) => [from, to])];
  const words = shortened(entry.name || entry.written, width);
  const [left, right, length] = [Math.min(...edges), Math.max(...edges), words.length * letter];
  if (right + 6 + length <= width) return { bars, isDot, x, words, place: { x: right + 6 }, lines: 1 };
  if (left - 6 >= length) return { bars, isDot, x, words, place: { x: left - 6, "text-anchor": "end" }, lines: 1 };
  return { bars, isDot, x, words, place: { x: Math.max(Math.min(left, width - length), 0) }, lines: 2 };
}

function entryOf(entry, { bars, isDot, x, words, place, lines }, top) {
  const middle = top + line / 2;
  const text = svgElement("text", { class: "name", y: middle + 4 + (lines - 1) * (line - 6), ...place }, words);
  const title = svgElement("title", {}, `${entry.name ? `${entry.name}: ` : ""}${entry.written} (${datesInWords(entry.bounds)})`);
  const mark = isDot ? svgElement("circle", { class: "mark", cx: x, cy: middle, r: 5 }) : bars.map((bar) => barOf(bar, middle));
  return entry.href ? svgElement("a", { href: entry.href, class: "entry" }, title, mark, text) : svgElement("g", { class: "entry" }, title, mark, text);
}

function barOf({ from, to, kind }, middle) {
  return svgElement("rect", { class: kind, x: from.toFixed(1), y: middle - 5, width: Math.max(to - from, 2).toFixed(1), height: 10, rx: 2 });
}

function shortened(text, width) {
  const room = Math.min(longest, Math.floor(width / letter));
  const letters = [...text];
  return letters.length > room ? `${letters.slice(0, room - 1).join("")}…` : text;
}
