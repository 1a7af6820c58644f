// The picture of the time line as SVG: only what is in view, and all colours as attributes, so that it can be saved as it is.

import { day } from "../dates.js";
import { colourOf, svgElement, tone } from "../dom.js";
import { FADE, FONT, ROW, stretches } from "./lanes.js";
import { ticks } from "./scale.js";

export const AXIS = 40;
const BAR = 8;
const BAR_TOP = 17;

const shapes = {
  dot: "M0-5a5 5 0 1 0 0 10a5 5 0 0 0 0-10z",
  square: "M-4.5-4.5h9v9h-9z",
  box: "M-6-3.5h12v7h-12z",
  diamond: "M0-6l5 6l-5 6l-5-6z",
  triangle: "M0-5.5l6 10h-12z",
  triangleDown: "M-6-4.5h12l-6 10z",
  hexagon: "M-3-5h6l3 5l-3 5h-6l-3-5z",
  star: "M0-6.5l1.7 4.2l4.6.3l-3.5 2.9l1.1 4.5l-3.9-2.4l-3.9 2.4l1.1-4.5l-3.5-2.9l4.6-.3z",
};

// Draws into `svg`. A scene is {app, camera, layout, entries, scroll, height, cursor, selected}; gives what has been drawn.
export function paint(svg, scene) {
  const { camera, height } = scene;
  const offset = camera.x(camera.domain[0]);
  const seen = scene.entries.filter((entry) => isSeen(entry, offset, scene));
  const now = scene.app.state.asOf;
  svg.setAttribute("width", camera.width);
  svg.setAttribute("height", height);
  svg.setAttribute("viewBox", `0 0 ${camera.width} ${height}`);
  svg.replaceChildren(
    fills(scene.app.graph.styles),
    svgElement("rect", { width: camera.width, height, fill: tone("ground") }),
    gridLines(camera, height),
    ...scene.layout.groups.map((group) => title(group, scene)),
    now ? nowLine(camera, height, now) : "",
    ...seen.map((entry) => drawn(entry, offset, scene)),
    axis(camera),
    now ? nowSign(camera, now) : "",
  );
  return seen;
}

function isSeen(entry, offset, { camera, scroll, height }) {
  const y = AXIS + entry.top - scroll;
  return y + ROW > AXIS && y < height && entry.right + offset > 0 && entry.left + offset < camera.width;
}

// For each class: hatching for the days on which something may have begun or ended, and fading for an end that nobody states.
function fills(styles) {
  return svgElement("defs", {}, styles.flatMap((style, index) => [
    svgElement("pattern", { id: `timeline-hatch-${index}`, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svgElement("rect", { width: 5, height: 5, fill: colourOf(style), "fill-opacity": 0.18 }),
      svgElement("rect", { width: 2, height: 5, fill: colourOf(style), "fill-opacity": 0.75 })),
    fading(`timeline-fade-out-${index}`, colourOf(style), 0.7, 0),
    fading(`timeline-fade-in-${index}`, colourOf(style), 0, 0.7),
  ]));
}

function fading(id, colour, from, to) {
  return svgElement("linearGradient", { id },
    svgElement("stop", { offset: 0, "stop-color": colour, "stop-opacity": from }),
    svgElement("stop", { offset: 1, "stop-color": colour, "stop-opacity": to }));
}

function gridLines(camera, height) {
  const { small, large } = ticks(camera);
  const line = (tick, width) => svgElement("line", {
    x1: camera.x(tick.at), x2: camera.x(tick.at), y1: AXIS, y2: height, stroke: tone("line"), "stroke-width": width,
  });
  return svgElement("g", {}, small.map((tick) => line(tick, 0.5)), large.map((tick) => line(tick, 1)));
}

function axis(camera) {
  const { small, large } = ticks(camera);
  const room = (tick, index, all) => (index + 1 < all.length ? camera.x(all[index + 1].at) : camera.width);
  const largeText = (tick, index) => {
    const x = Math.max(camera.x(tick.at), 0) + 4; // what began further left is named at the edge
    return room(tick, index, large) - x < 7 * tick.text.length ? "" : text(x, 14, tick.text, { "font-weight": 600 });
  };
  const smallMark = (tick) => [
    svgElement("line", { x1: camera.x(tick.at), x2: camera.x(tick.at), y1: AXIS - 6, y2: AXIS, stroke: tone("faint") }),
    text(camera.x(tick.at) + 4, AXIS - 9, tick.text, { fill: tone("faint") }),
  ];
  return svgElement("g", {},
    svgElement("rect", { width: camera.width, height: AXIS, fill: tone("panel") }),
    svgElement("line", { x1: 0, x2: camera.width, y1: AXIS, y2: AXIS, stroke: tone("line") }),
    large.map(largeText), small.flatMap(smallMark));
}

function nowLine(camera, height, iso) {
  const x = camera.x(day(iso));
  return svgElement("line", { x1: x, x2: x, y1: AXIS, y2: height, stroke: tone("accent"), "stroke-width": 2 });
}

function nowSign(camera, iso) {
  const x = camera.x(day(iso));
  if (x < -80 || x > camera.width + 80) return "";
  const left = Math.min(Math.max(x - 42, 2), camera.width - 86);
  return svgElement("g", {},
    svgElement("rect", { x: left, y: 3, width: 84, height: 16, rx: 3, fill: tone("accent") }),
    svgElement("line", { x1: x, x2: x, y1: 19, y2: AXIS, stroke: tone("accent"), "stroke-width": 2 }),
    text(left + 42, 15, iso, { fill: tone("panel"), "text-anchor": "middle", "font-weight": 600 }));
}

function title(group, { app, camera, scroll, height }) {
  const y = AXIS + group.top - scroll;
  if (y < AXIS - 24 || y > height) return "";
  return svgElement("g", {},
    group.top > 0 ? svgElement("line", { x1: 0, x2: camera.width, y1: y, y2: y, stroke: tone("line") }) : "",
    shape(group.style, 14, y + 13),
    text(26, y + 17, `${group.style.label} (${group.count})`, { fill: tone("faint"), "font-weight": 600 }));
}

function drawn(entry, offset, scene) {
  const style = scene.app.graph.styles[entry.node.style];
  const y = AXIS + entry.top - scene.scroll;
  const isWeak = entry.held === "possible" || entry.held === "unknown";
  const name = { fill: tone(isWeak ? "faint" : "ink"), "font-style": isWeak ? "italic" : null };
  return svgElement("g", { dataset: { id: entry.id }, class: "entry" },
    frame(entry, offset, y, scene),
    entry.isDot ? dot(entry, offset, y, style, name) : [
      svgElement("g", { opacity: isWeak ? 0.6 : null }, bar(entry, y, scene)), label(entry, offset, y, style, scene.camera.width, name),
    ]);
}

// The rectangle that can be hit; it shows what is selected, and where the keys have gone.
function frame(entry, offset, y, { selected, cursor }) {
  const isChosen = entry.id === selected;
  return svgElement("rect", {
    x: entry.left + offset - 3, y, width: entry.right - entry.left + 6, height: ROW, rx: 4,
    fill: isChosen ? tone("accent") : "transparent", "fill-opacity": isChosen ? 0.18 : 1,
    stroke: isChosen || entry.id === cursor ? tone("accent") : "none", "stroke-width": isChosen ? 2 : 1.5,
    "stroke-dasharray": entry.id === cursor && !isChosen ? "4 3" : null,
  });
}

function dot(entry, offset, y, style, name) {
  const x = entry.left + 7 + offset;
  return [shape(style, x, y + 14), text(x + 10, y + 18, entry.label, name)];
}

// The name stands over its bar, and stays in view while a part of the bar is.
function label(entry, offset, y, style, width, name) {
  const left = entry.left + offset;
  const x = Math.min(Math.max(left, 4), Math.max(left, Math.min(entry.x1 + offset, width) - entry.textWidth));
  return svgElement("g", {}, shape(style, x + 7, y + 8, 0.85), text(x + 17, y + 12, entry.label, name));
}

// Draws the certain days solid, and hatched the days between which it began and ended.
function bar(entry, y, { app, camera }) {
  const colour = colourOf(app.graph.styles[entry.node.style]);
  const edge = { stroke: colour, "stroke-width": 0.75 };
  const { certain, uncertain } = stretches(entry, camera.domain);
  return [
    ...certain.map(([from, to]) => stripe(camera, from, to, y + BAR_TOP, colour)),
    ...uncertain.map(([from, to]) => stripe(camera, from, to, y + BAR_TOP, `url(#timeline-hatch-${entry.node.style})`, edge)),
    ...tips(entry, y + BAR_TOP, camera, colour),
  ];
}

function stripe(camera, from, to, y, fill, more = {}) {
  const x0 = Math.max(camera.x(from), -20);
  const x1 = Math.min(camera.x(to), camera.width + 20);
  if (x1 <= x0) return "";
  return svgElement("rect", { x: x0, y, width: Math.max(x1 - x0, 2), height: BAR, rx: 1.5, fill, ...more });
}

// An open end goes on as an arrow; one that nobody states fades into a question mark.
function tips(entry, y, camera, colour) {
  const middle = y + BAR / 2;
  const arrow = (x, way) => svgElement("path", { d: `M${x} ${y - 2}l${way * 9} ${BAR / 2 + 2}l${-way * 9} ${BAR / 2 + 2}z`, fill: colour });
  const offset = camera.x(camera.domain[0]);
  const [left, right] = [entry.x0 + offset, entry.x1 + offset];
  const found = [];
  if (entry.endKind === "open") found.push(arrow(Math.min(right - 20, camera.width - 10), 1));
  if (entry.beginKind === "open") found.push(arrow(Math.max(left + 20, 10), -1));
  if (entry.endKind === "unknown") found.push(fade("out", right - FADE, y, entry), mark(right - 9, middle));
  if (entry.beginKind === "unknown") found.push(fade("in", left, y, entry), mark(left + 9, middle));
  return found;
}

function fade(way, x, y, entry) {
  return svgElement("rect", { x, y, width: FADE - 12, height: BAR, fill: `url(#timeline-fade-${way}-${entry.node.style})`, transform: way === "in" ? "translate(12)" : null });
}

function mark(x, middle) {
  return text(x, middle + 4, "?", { fill: tone("faint"), "font-weight": 700, "text-anchor": "middle" });
}

function shape(style, x, y, size = 1) {
  return svgElement("path", {
    d: shapes[style.shape] || shapes.dot, transform: `translate(${x} ${y}) scale(${size})`, fill: colourOf(style), stroke: tone("ground"), "stroke-width": 0.75,
  });
}

function text(x, y, words, more = {}) {
  const size = FONT.split("px")[0];
  return svgElement("text", { x, y, fill: tone("ink"), "font-size": size, "font-family": FONT.slice(FONT.indexOf(" ") + 1), ...more }, words);
}
