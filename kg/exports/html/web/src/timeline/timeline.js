// The time line: whatever has a date, in lanes by class, with what is certain of it and what is not.

import { wordsOf } from "../dates.js";
import { element, icons, svgElement, toolButton } from "../dom.js";
import { followGestures } from "./gestures.js";
import { domainOf, entriesOf, pack } from "./lanes.js";
import { AXIS, paint } from "./paint.js";
import { createCamera, fit, pan, rangeOf, zoom } from "./scale.js";
import { createTip } from "./tip.js";

const KEYS = "Arrow up and down go from one to the next in time, Enter chooses, left and right move, plus and minus zoom, 0 shows everything.";
const BELOW = 56; // pixels, so that the last row can be seen above the buttons

export function mount(app, root) {
  const parts = furnish(root);
  const camera = createCamera();
  const view = { app, camera, entries: [], drawn: [], layout: { groups: [], height: 0 }, scroll: 0, height: 0, cursor: "", selected: "" };
  const tip = createTip(app, root);
  let frame = 0;
  camera.domain = domainOf(app.graph.nodes);

  function redraw() {
    if (!frame) frame = requestAnimationFrame(draw);
  }
  function draw() {
    frame = 0;
    if (root.hidden || camera.width === 0) return;
    view.scroll = parts.scroller.scrollTop;
    view.drawn = paint(parts.svg, view);
    parts.empty.hidden = view.drawn.length > 0;
    parts.empty.textContent = view.entries.length > 0 ? "Nothing stands here; 0 shows all times." : "Nothing with a date passes the filters.";
  }
  function arrange() {
    view.layout = pack(view.entries, app.graph.styles, camera);
    parts.tall.style.setProperty("height", `${Math.max(view.layout.height + AXIS + BELOW, view.height)}px`);
    redraw();
  }
  function resize() {
    const isFirst = camera.width === 0;
    const [width, height] = [parts.scroller.clientWidth, parts.scroller.clientHeight];
    if (width === 0) return;
    const seen = camera.width / camera.perDay;
    [camera.width, view.height] = [width, height];
    if (isFirst) fitAll();
    else camera.perDay = width / seen;
    arrange();
  }
  function fitAll() {
    fit(camera, middleOf(view.entries, camera.domain));
    arrange();
  }
  function zoomBy(factor, x) {
    keepRow(() => {
      zoom(camera, factor, x);
      arrange();
    });
  }
  // The keys zoom about what is chosen, if it is in view.
  function zoomByKey(factor) {
    const entry = entryOf(view, view.cursor || view.selected);
    const x = entry ? camera.x((entry.first + entry.last + 1) / 2) : -1;
    zoomBy(factor, x > 0 && x < camera.width ? x : camera.width / 2);
  }
  // Packing anew moves the rows: what is chosen stays at its height.
  function keepRow(action) {
    const entry = entryOf(view, view.selected || view.cursor);
    const before = entry ? entry.top : 0;
    action();
    if (entry && entry.top !== before) parts.scroller.scrollTop += entry.top - before;
  }
  function move(dx, dy) {
    pan(camera, dx);
    parts.scroller.scrollTop += dy;
    redraw();
  }
  function bringIntoView(entry) {
    if (!entry) return;
    const x = camera.x(entry.first);
    if (x < 40 || x > camera.width - 160) pan(camera, x - camera.width / 3);
    const y = entry.top - parts.scroller.scrollTop;
    if (y < 0 || y > view.height - AXIS - 40) parts.scroller.scrollTop = entry.top - view.height / 3;
    redraw();
  }
  function step(by) {
    const at = view.entries.findIndex((entry) => entry.id === (view.cursor || view.selected));
    const next = view.entries[Math.min(Math.max(at + by, 0), view.entries.length - 1)];
    if (!next) return;
    view.cursor = next.id;
    bringIntoView(next);
    app.announce(`${app.nameOf(next.node)}, ${app.classLabel(next.node)}, ${next.node.when || wordsOf(next.node.bounds)}`);
  }
  function choose(id) {
    if (id) view.cursor = id;
    app.select(id || null);
  }
  const actions = {
    ArrowDown: () => step(1), n: () => step(1), ArrowUp: () => step(-1), p: () => step(-1),
    Enter: () => choose(view.cursor), " ": () => choose(view.cursor),
    ArrowLeft: () => move(-camera.width / 8, 0), ArrowRight: () => move(camera.width / 8, 0),
    "+": () => zoomByKey(1.5), "=": () => zoomByKey(1.5), "-": () => zoomByKey(1 / 1.5), 0: fitAll, Home: fitAll,
  };

  parts.scroller.addEventListener("keydown", (event) => {
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
  parts.scroller.addEventListener("scroll", redraw);
  parts.zoomIn.addEventListener("click", actions["+"]);
  parts.zoomOut.addEventListener("click", actions["-"]);
  parts.fit.addEventListener("click", fitAll);
  followGestures(parts.scroller, {
    zoomBy, move, choose,
    point: (id, event) => tip.show(entryOf(view, id), event),
  });
  new ResizeObserver(resize).observe(parts.scroller);

  function update(state, previous) {
    view.entries = entriesOf(app);
    const selected = selectedNode(app, state);
    if (view.selected !== selected) view.cursor = selected || view.cursor;
    view.selected = selected;
    tip.hide();
    if (camera.width === 0) resize();
    else arrange();
    if (previous && previous.fly !== undefined && state.fly !== previous.fly) bringIntoView(entryOf(view, view.selected));
  }

  app.timeline = {
    entries: () => view.drawn.map((entry) => placed(entry, camera, parts.svg, view.scroll)),
    range: () => rangeOf(camera),
  };
  return {
    show: resize,
    hide: () => tip.hide(),
    update,
    focus: () => parts.scroller.focus(),
    svg() {
      draw();
      return new XMLSerializer().serializeToString(parts.svg);
    },
  };
}

function furnish(root) {
  const parts = {
    svg: svgElement("svg", { class: "timeline-picture", "aria-hidden": "true", focusable: "false" }),
    zoomIn: toolButton("Zoom in", icons.plus), zoomOut: toolButton("Zoom out", icons.minus), fit: toolButton("Show all times", icons.fit),
    empty: element("p", { class: "timeline-empty", hidden: true }),
  };
  parts.tall = element("div", { class: "timeline-tall" }, parts.svg);
  parts.scroller = element("div", { class: "timeline-scroller", tabindex: 0, role: "application", "aria-label": `Time line. ${KEYS}` }, parts.tall);
  root.append(parts.scroller, parts.empty, key(), element("div", { class: "zoom" }, parts.zoomIn, parts.zoomOut, parts.fit));
  return parts;
}

// What the ways of drawing mean.
function key() {
  const sample = (kind) => element("span", { class: `sample ${kind}`, "aria-hidden": "true" });
  const meanings = [["certain", "certain"], ["perhaps", "perhaps"], ["unstated", "nobody says"], ["open", "goes on"]];
  return element("ul", { class: "timeline-key", "aria-label": "Key" }, meanings.map(([kind, words]) => element("li", {}, sample(kind), words)));
}

function entryOf(view, id) {
  return view.entries.find((entry) => entry.id === id) || null;
}

// A relationship that is drawn as a line elsewhere is chosen as one, but stands here as itself.
function selectedNode(app, state) {
  const edge = app.edgeOf(state.selected);
  return edge ? (edge.foldNode || edge.from).id : state.selected;
}

// Gives the days that the picture shows at first: all but the few entries that lie far from all others.
function middleOf(entries, domain) {
  if (entries.length === 0) return domain;
  const firsts = entries.map((entry) => entry.first).sort((a, b) => a - b);
  const cut = entries.length < 40 ? 0 : Math.floor(entries.length / 50);
  const [low, high] = [firsts[cut], firsts[firsts.length - 1 - cut]];
  const room = Math.max(high - low, 365);
  const lasts = entries.map((entry) => entry.last + 1).filter((last) => last <= high + room);
  return [firsts.find((first) => first >= low - room), Math.max(high + 1, ...lasts)];
}

function placed(entry, camera, svg, scroll) {
  const box = svg.getBoundingClientRect();
  const offset = box.left + camera.x(camera.domain[0]);
  const x = entry.isDot ? entry.left : entry.x0;
  return { id: entry.id, x: x + offset, y: box.top + AXIS + entry.top - scroll + 14, w: Math.max(entry.x1 - entry.x0, 14) };
}
