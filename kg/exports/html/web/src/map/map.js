// The map: places and what happened there as symbols, visits and routes as arcs, over outlines that the page carries.

import { geoAzimuthalEqualArea, geoCentroid, geoDistance, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

import { byId, colourOf, element, icons, svgElement, tone, toolButton } from "../dom.js";
import { swatch } from "../filters.js";
import { gestures } from "./gestures.js";
import { arcsOf, isOf, placesOf, positionsOf, tiesOf } from "./places.js";

const NEAR = 24; // pixels: symbols nearer than this become one
const HEMISPHERE = 1.9; // radians from the middle: up to here a map about the middle, beyond it one of the world
const loci = new Set(["place", "origin", "destination"]);
const font = 'system-ui, "Segoe UI", "Noto Sans", sans-serif';

export function mount(app, root) {
  const { graph } = app;
  const world = readOutlines();
  const positions = positionsOf(graph, world.countries);
  const view = { k: 1, x: 0, y: 0, width: 0, height: 0 };
  const pen = document.createElement("canvas").getContext("2d");
  let showTies = false;
  let isFitted = true;
  let land = { countries: "", borders: "" };
  let project = () => null;
  let shown = { sites: [], arcs: [], ties: [], unplaced: [] };
  let clusters = [];

  const svg = svgElement("svg", { class: "map", role: "img" });
  const tip = element("div", { class: "map-tip", hidden: true });
  const choice = element("div", { class: "map-choice", role: "group", hidden: true });
  const ground = element("div", { class: "map-ground", tabindex: 0, role: "group", "aria-label": "Map. Arrow keys move it, plus and minus zoom, 0 fits it. All places are listed below it." }, svg);
  const summary = element("summary");
  const placed = element("ul");
  const elsewhere = element("ul");
  const missing = element("h3", {}, "Not on the map");
  const places = element("details", { class: "map-places" }, summary, element("div", {}, placed, missing, elsewhere));
  const moving = gestures(ground, view, { change: moveTo, fit });
  ground.append(tools(), key(), tip, choice);
  root.append(ground, places);
  places.addEventListener("toggle", list);

  for (const each of [choice, ground.querySelector(".map-tools"), ground.querySelector(".map-key")]) {
    for (const kind of ["pointerdown", "wheel"]) each.addEventListener(kind, (event) => event.stopPropagation());
  }
  ground.addEventListener("click", (event) => {
    if (!event.target.closest(".map-choice, .hit")) closeChoice();
  });
  ground.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || choice.hidden) return;
    event.stopPropagation();
    closeChoice();
    ground.focus();
  });
  new ResizeObserver(resize).observe(ground);

  app.map = {
    placeAt(id) {
      const at = screenOf(graph.byId.get(id));
      const box = ground.getBoundingClientRect();
      return at && [box.left + at[0], box.top + at[1]];
    },
    arcs: () => shown.arcs.map((arc) => [arc.from.id, arc.to.id, arc.node.id]),
  };

  function tools() {
    return element("div", { class: "map-tools" },
      toolButton("Zoom in", icons.plus, () => moving.zoom(1.5)), toolButton("Zoom out", icons.minus, () => moving.zoom(1 / 1.5)), toolButton("Fit the map", icons.fit, fit));
  }

  function key() {
    const box = element("input", { type: "checkbox", onchange: () => {
      showTies = box.checked;
      update();
    } });
    const text = [
      "Arrows: visits, journeys and routes. Thin lines: relationships and treaties between states. Faded or dashed: it may not have been so on the date.",
      "Cities stand where GeoNames has them (CC BY 4.0). States are put in the middle of their largest land, and past states with their successors: for orientation only.",
      "Outlines are those of today, from Natural Earth (public domain).",
    ];
    return element("details", { class: "map-key" }, element("summary", {}, "How to read the map"),
      element("label", { class: "check" }, box, "Relations between states"), text.map((each) => element("p", {}, each)));
  }

  // What is to be seen, from the graph and the filters.

  function survey() {
    const { all, connections } = app.visible;
    const said = (edge) => (connections?.has(edge) ?? true) || ((edge.asserted || app.state.unasserted) && !(all.has(edge.from) && all.has(edge.to)));
    const isGround = (node) => isOf(graph, node, "Place") && app.state.hiddenStyles.includes("Place");
    const sites = new Map();
    const siteOf = (node) => {
      const at = positions.get(node);
      const name = at ? at.join() : node.id;
      if (!sites.has(name)) sites.set(name, { at, place: node, things: new Set() });
      return sites.get(name);
    };
    for (const node of graph.nodes) {
      const isLocus = positions.has(node) || isOf(graph, node, "Place") || isOf(graph, node, "State");
      if (isLocus && (all.has(node) || isGround(node))) {
        const site = siteOf(node);
        if (node.rank < site.place.rank) site.place = node;
        site.things.add(node);
      }
    }
    const arcs = [];
    for (const node of all.keys()) {
      for (const place of placesOf(node, said)) siteOf(place).things.add(node);
      arcs.push(...arcsOf(node, positions, said));
    }
    for (const site of sites.values()) site.things = [...site.things].sort((a, b) => (b === site.place) - (a === site.place) || a.rank - b.rank);
    const everything = [...sites.values()].sort((a, b) => a.place.rank - b.place.rank);
    const ties = showTies ? tiesOf(graph, positions, (node) => all.has(node)) : [];
    return { sites: everything.filter((site) => site.at), unplaced: everything.filter((site) => !site.at), arcs: spread(arcs), ties: spread(ties) };
  }

  // Lines between the same two places swing out beside each other.
  function spread(lines) {
    const seen = new Map();
    return lines.map((line) => {
      const pair = [line.from.id, line.to.id].sort().join(" ");
      seen.set(pair, (seen.get(pair) || 0) + 1);
      return { ...line, turn: seen.get(pair) };
    });
  }

  const isUnsure = (node) => ["possible", "unknown"].includes(app.visible.all.get(node));
  const isSelected = (node) => app.state.selected === node.id || app.edgeOf(app.state.selected)?.foldNode === node;

  // The ground: a projection about the places where something is or happened, whatever is hidden, and how it is moved.

  function resize() {
    const { clientWidth: width, clientHeight: height } = ground;
    if (!width || !height || (width === view.width && height === view.height)) return;
    const grown = view.width ? Math.min(width / view.width, height / view.height) : 1;
    const middle = [view.width / 2 - view.x, view.height / 2 - view.y];
    Object.assign(view, { width, height });
    lay();
    if (isFitted) fit();
    else moveTo(view.k, width / 2 - middle[0] * grown, height / 2 - middle[1] * grown);
  }

  function lay() {
    const busy = [...positions].filter(([node]) => isOf(graph, node, "Place") || node.edges.some((edge) => edge.to === node && loci.has(edge.label)));
    const points = (busy.length > 1 ? busy : [...positions]).map(([, point]) => point);
    const middle = points.length ? geoCentroid({ type: "MultiPoint", coordinates: points }) : [0, 20];
    const isNear = points.length > 0 && points.every((point) => geoDistance(point, middle) < HEMISPHERE);
    const projection = isNear
      ? geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]).clipAngle(150)
      : geoNaturalEarth1().rotate([-middle[0], 0]);
    const scope = points.length > 1 ? { type: "MultiPoint", coordinates: points } : { type: "Sphere" };
    const margin = Math.min(80, view.width / 6, view.height / 6);
    projection.fitExtent([[margin, margin], [view.width - margin, view.height - margin]], scope).precision(0.5);
    const path = geoPath(projection).digits(1);
    land = { countries: path(world.land) || "", borders: path(world.borders) || "" };
    project = projection;
  }

  function fit() {
    isFitted = true;
    Object.assign(view, { k: 1, x: 0, y: 0 });
    closeChoice();
    draw();
  }

  function moveTo(k, x, y) {
    isFitted = false;
    Object.assign(view, { k, x, y });
    closeChoice();
    draw();
  }

  function screenOf(node) {
    const at = node && positions.has(node) && project(positions.get(node));
    return at ? [at[0] * view.k + view.x, at[1] * view.k + view.y] : null;
  }

  function flyTo(node) {
    const at = screenOf(node) || placesOf(node).map(screenOf).find(Boolean);
    if (!at || (at[0] > 40 && at[1] > 40 && at[0] < view.width - 40 && at[1] < view.height - 40)) return;
    moveTo(view.k, view.x + view.width / 2 - at[0], view.y + view.height / 2 - at[1]);
  }

  // The picture.

  function draw() {
    if (!view.width) return;
    tip.hidden = true;
    clusters = cluster();
    svg.setAttribute("viewBox", `0 0 ${view.width} ${view.height}`);
    svg.setAttribute("aria-label", `${graph.meta.title}, map: ${shown.sites.length} places, ${shown.arcs.length} arcs`);
    const ends = new Map(clusters.flatMap((each) => each.sites.map((site) => [site, each])));
    svg.replaceChildren(
      svgElement("rect", { width: view.width, height: view.height, fill: tone("ground") }),
      countries(),
      ...shown.ties.map((tie) => line(tie, ends, false)),
      ...shown.arcs.map((arc) => line(arc, ends, true)),
      ...clusters.map(symbol),
      ...labels(),
    );
  }

  function countries() {
    const width = (pixels) => pixels / view.k;
    return svgElement("g", { transform: `translate(${view.x} ${view.y}) scale(${view.k})`, "stroke-linejoin": "round" },
      svgElement("path", { d: land.countries, fill: tone("wash"), stroke: tone("part"), "stroke-width": width(0.7), "stroke-opacity": 0.7 }),
      svgElement("path", { d: land.borders, fill: "none", stroke: tone("part"), "stroke-width": width(0.6), "stroke-opacity": 0.6 }));
  }

  function cluster() {
    const found = [];
    for (const site of shown.sites) {
      const at = screenOf(site.place);
      if (!at) continue;
      const near = found.find((each) => Math.hypot(each.at[0] - at[0], each.at[1] - at[1]) < NEAR);
      if (near) near.sites.push(site);
      else found.push({ at, sites: [site] });
    }
    return found.map((each) => ({ ...each, things: [...new Set(each.sites.flatMap((site) => site.things))] })).filter((each) => each.things.length);
  }

  function symbol({ at: [x, y], sites, things }) {
    const [first] = things;
    const style = graph.styles[first.style];
    const size = isOf(graph, first, "Place") ? 0.6 : 0.8;
    const unsure = things.every(isUnsure);
    const parts = [
      svgElement("circle", { r: 16, fill: "transparent" }),
      things.some(isSelected) ? svgElement("circle", { r: 15, fill: "none", stroke: tone("focus"), "stroke-width": 3 }) : null,
      svgElement("path", { d: swatch(style).firstChild.getAttribute("d"), transform: `scale(${size}) translate(-12 -12)`, fill: colourOf(style), stroke: tone("ink"), "stroke-width": 1.5, "stroke-dasharray": unsure ? "3 2" : null }),
      things.length > 1 ? svgElement("circle", { cx: 10, cy: -10, r: 8, fill: tone("panel"), stroke: tone("ink"), "stroke-width": 1 }) : null,
      things.length > 1 ? svgElement("text", { x: 10, y: -6.5, "text-anchor": "middle", "font-size": things.length > 99 ? 8 : 10, "font-weight": 600, "font-family": font, fill: tone("ink") }, String(things.length)) : null,
    ];
    const held = { sites, things, at: [x, y] };
    return hit(svgElement("g", { class: "hit", transform: `translate(${round(x)} ${round(y)})`, opacity: unsure ? 0.6 : 1 }, parts),
      sites.map((site) => app.nameOf(site.place)).join(", "),
      things.length > 1 ? `${things.length} things here` : describe(first),
      () => open(held));
  }

  function line({ node, from, to, turn }, ends, isArc) {
    const [a, b] = [from, to].map((each) => endOf(each, ends));
    if (!a || !b || Math.hypot(a[0] - b[0], a[1] - b[1]) < 1) return svgElement("g");
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const bend = (isArc ? 0.12 + 0.08 * turn : 0.05 * turn) * (from.id < to.id || isArc ? 1 : -1);
    const over = [(a[0] + b[0]) / 2 + (b[1] - a[1]) * bend, (a[1] + b[1]) / 2 - (b[0] - a[0]) * bend];
    const stop = shorten(b, over, Math.min(15, length / 3));
    const start = shorten(a, over, Math.min(12, length / 3));
    const d = `M${round(start[0])} ${round(start[1])}Q${round(over[0])} ${round(over[1])} ${round(stop[0])} ${round(stop[1])}`;
    const isAsserted = !node.edges.some((edge) => edge.from === node && edge.to === to && !edge.asserted);
    const stroke = isAsserted ? (isArc ? tone("accent") : tone("relation")) : tone("denied");
    const unsure = isUnsure(node);
    const parts = [
      svgElement("path", { d, fill: "none", stroke: "transparent", "stroke-width": 14 }),
      isSelected(node) ? svgElement("path", { d, fill: "none", stroke: tone("focus"), "stroke-opacity": 0.35, "stroke-width": 9, "stroke-linecap": "round" }) : null,
      svgElement("path", { d, fill: "none", stroke, "stroke-width": isArc ? 2.4 : 1.2, "stroke-dasharray": !isAsserted ? "2 4" : unsure ? "6 4" : null }),
      isArc ? svgElement("path", { d: head(over, stop), fill: stroke }) : null,
    ];
    const ways = isArc ? `${app.nameOf(from)} → ${app.nameOf(to)}` : `${app.nameOf(from)} – ${app.nameOf(to)}`;
    return hit(svgElement("g", { class: "hit", opacity: unsure ? 0.6 : isArc ? 1 : 0.8 }, parts), app.nameOf(node), `${ways}; ${describe(node)}`, () => app.select(node.id));
  }

  function endOf(node, ends) {
    const site = shown.sites.find((each) => each.at === positions.get(node) || each.at.join() === positions.get(node)?.join());
    return ends.get(site)?.at || screenOf(node);
  }

  // Names beside the symbols, the most important first; one that has no free room is left out.
  function labels() {
    pen.font = `13px ${font}`;
    const taken = clusters.map(({ at: [x, y] }) => [x - 12, y - 14, x + 18, y + 12]);
    const made = [];
    for (const { at: [x, y], sites } of clusters) {
      const name = sites.slice(0, 2).map((site) => app.nameOf(site.place)).join(", ") + (sites.length > 2 ? " …" : "");
      const width = pen.measureText(name).width;
      const spots = [[x + 20, y + 4, "start"], [x, y + 27, "middle"], [x - 15, y + 4, "end"], [x, y - 22, "middle"]];
      const spot = spots.find(([left, base, anchor]) => {
        const begin = left - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
        const box = [begin, base - 12, begin + width, base + 4];
        const isFree = box[0] > 2 && box[2] < view.width - 2 && !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
        if (isFree) taken.push(box);
        return isFree;
      });
      if (!spot) continue;
      made.push(svgElement("text", { x: round(spot[0]), y: round(spot[1]), "text-anchor": spot[2], "font-size": 13, "font-family": font, fill: tone("ink"), stroke: tone("ground"), "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke", "pointer-events": "none" }, name));
    }
    return made;
  }

  // What answers to the pointer, and the lists.

  function hit(made, title, more, onclick) {
    made.addEventListener("click", onclick);
    made.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch" || event.buttons) return;
      tip.replaceChildren(title, ...(more ? [element("small", {}, more)] : []));
      tip.hidden = false;
      const box = ground.getBoundingClientRect();
      put(tip, event.clientX - box.left + 14, event.clientY - box.top + 14);
    });
    made.addEventListener("pointerleave", () => (tip.hidden = true));
    return made;
  }

  function open({ sites, things, at: [x, y] }) {
    tip.hidden = true;
    if (things.length === 1) {
      closeChoice();
      app.select(things[0].id);
      return;
    }
    choice.replaceChildren(...sites.flatMap((site) => [
      sites.length > 1 ? element("h3", {}, app.nameOf(site.place)) : null,
      ...site.things.map(item),
    ]).filter(Boolean));
    choice.hidden = false;
    put(choice, x + 14, y + 14);
    choice.querySelector("button").focus({ preventScroll: true });
    app.announce(`${things.length} things at ${sites.map((site) => app.nameOf(site.place)).join(", ")}`);
  }

  function closeChoice() {
    choice.hidden = true;
  }

  function put(box, x, y) {
    box.style.setProperty("left", `${Math.max(8, Math.min(x, view.width - box.offsetWidth - 8))}px`);
    box.style.setProperty("top", `${Math.max(8, Math.min(y, view.height - box.offsetHeight - 8))}px`);
  }

  function item(node) {
    return element("button", { type: "button", class: isUnsure(node) ? "map-item possible" : "map-item", dataset: { node: node.id }, "aria-current": isSelected(node) ? "true" : null,
      onclick: () => {
        if (choice.contains(document.activeElement)) ground.focus({ preventScroll: true });
        closeChoice();
        app.select(node.id, { fly: true });
      } }, swatch(graph.styles[node.style]), element("span", {}, app.nameOf(node), node.when ? element("small", {}, node.when) : null));
  }

  function list() {
    summary.textContent = shown.sites.length
      ? `Places: ${shown.sites.length} on the map, ${shown.unplaced.length} not on it`
      : `Nothing that is shown has a place on the map, ${shown.unplaced.length} places have no coordinates`;
    if (!places.open) return;
    const focused = places.contains(document.activeElement) && document.activeElement.dataset.node;
    const entry = (site) => element("li", {}, site.things.map(item));
    placed.replaceChildren(...shown.sites.filter((site) => site.things.length).map(entry));
    elsewhere.replaceChildren(...shown.unplaced.map(entry));
    missing.hidden = shown.unplaced.length === 0;
    if (focused) [...places.querySelectorAll("button")].find((each) => each.dataset.node === focused)?.focus({ preventScroll: true });
  }

  function describe(node) {
    return [app.classLabel(node), node.when].filter(Boolean).join(", ");
  }

  function update(state = app.state, previous = app.state) {
    shown = survey();
    list();
    resize();
    draw();
    if (state.fly !== previous.fly && state.selected) flyTo(app.nodeOf(state.selected) || app.edgeOf(state.selected)?.foldNode || app.edgeOf(state.selected)?.from);
  }

  return {
    show: () => resize(),
    hide: closeChoice,
    update,
    focus: () => ground.focus(),
    svg() {
      const copy = svg.cloneNode(true);
      copy.setAttribute("width", view.width);
      copy.setAttribute("height", view.height);
      return new XMLSerializer().serializeToString(copy);
    },
  };
}

// The outlines are a topology of countries; a page made without them has a map of symbols only.
function readOutlines() {
  const nothing = { type: "FeatureCollection", features: [] };
  const topology = JSON.parse(byId("outlines")?.textContent.trim() || "null");
  const object = topology?.objects?.countries || Object.values(topology?.objects || {})[0];
  if (!object) return { countries: [], land: nothing, borders: nothing };
  const land = feature(topology, object);
  return { countries: land.features.filter((each) => each.geometry && each.properties?.name), land, borders: mesh(topology, object, (a, b) => a !== b) };
}

function shorten(end, towards, by) {
  const length = Math.hypot(towards[0] - end[0], towards[1] - end[1]) || 1;
  return [end[0] + ((towards[0] - end[0]) / length) * by, end[1] + ((towards[1] - end[1]) / length) * by];
}

function head(from, [x, y]) {
  const turn = Math.atan2(y - from[1], x - from[0]);
  const corner = (angle, length) => `${round(x + Math.cos(turn + angle) * length)} ${round(y + Math.sin(turn + angle) * length)}`;
  return `M${corner(0, 6)}L${corner(2.5, 7)}L${corner(-2.5, 7)}Z`;
}

function round(number) {
  return Math.round(number * 10) / 10;
}
