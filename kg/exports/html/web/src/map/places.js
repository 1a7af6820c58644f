// Where things are on the map, and what goes from one place to another: read from the graph, nothing drawn here.

import { geoArea, geoCentroid } from "d3-geo";

const homeRoles = { officeholder: "jurisdiction", representative: "represented", "part of": null };
const visitors = ["visitor", "guest"];

// Gives the position of each place and state, as [longitude, latitude]. A state has none of its own: it stands in the middle of the
// largest part of the country that today bears one of its names, or with the state that succeeded it.
export function positionsOf(graph, countries) {
  const positions = new Map(graph.nodes.filter((node) => node.point).map((node) => [node, node.point]));
  const named = new Map(countries.map((country) => [plain(country.properties.name), country]));
  for (const node of graph.nodes.filter((each) => isOf(graph, each, "State") && !positions.has(each))) {
    const country = namesOf(node).map((name) => named.get(plain(name))).find(Boolean);
    if (country) positions.set(node, middleOf(country.geometry));
  }
  for (const node of graph.nodes.filter((each) => isOf(graph, each, "State") && !positions.has(each))) {
    const successor = successorOf(node, new Set([node]), positions);
    if (successor) positions.set(node, positions.get(successor));
  }
  return positions;
}

export function isOf(graph, node, style) {
  return graph.styles[node.style].name === style;
}

// Gives the places at which something is, without those that only contain another of them.
export function placesOf(node, said) {
  return narrowest(endsOf(node, ["place"], said));
}

// Gives what goes from place to place: routes and journeys whose ends are told, and visits from the visitor's state. A visit whose
// visitor has no known state has no arc.
export function arcsOf(node, positions, said) {
  const isVisit = endsOf(node, visitors, said).length > 0;
  const aims = endsOf(node, ["destination"], said);
  const to = narrowest(aims.length ? aims : isVisit ? endsOf(node, ["place"], said) : []).filter((each) => positions.has(each));
  if (to.length === 0) return [];
  const origins = endsOf(node, ["origin"], said);
  const from = origins.length ? origins : isVisit ? [...new Set(endsOf(node, visitors, said).flatMap((actor) => homesOf(actor, positions)))] : [];
  return from
    .filter((each) => positions.has(each))
    .flatMap((start) => to.filter((end) => positions.get(end) !== positions.get(start)).map((end) => ({ node, from: start, to: end })));
}

// Gives what ties two states: relationships of two, and treaties between their parties.
export function tiesOf(graph, positions, isShown) {
  const states = (node) => positions.has(node) && isOf(graph, node, "State");
  const folds = graph.edges.filter((edge) => edge.foldNode && edge.asserted && states(edge.from) && states(edge.to) && isShown(edge.foldNode));
  const ties = folds.map((edge) => ({ node: edge.foldNode, from: edge.from, to: edge.to }));
  for (const treaty of graph.nodes.filter((node) => isOf(graph, node, "Treaty") && isShown(node))) {
    const parties = [...new Set(treaty.edges.filter((edge) => edge.asserted && edge.from === treaty && edge.role).map((edge) => edge.to))].filter(states);
    parties.forEach((party, index) => parties.slice(index + 1).forEach((other) => ties.push({ node: treaty, from: party, to: other })));
  }
  return ties.filter((tie) => positions.get(tie.from) !== positions.get(tie.to));
}

function endsOf(node, labels, said = (edge) => edge.asserted) {
  return [...new Set(node.edges.filter((edge) => edge.from === node && labels.includes(edge.label) && said(edge)).map((edge) => edge.to))];
}

function narrowest(places) {
  return places.filter((place) => !places.some((other) => other !== place && wholesOf(other).has(place)));
}

function wholesOf(node, found = new Set()) {
  for (const whole of endsOf(node, ["part of"])) {
    if (!found.has(whole)) wholesOf(whole, found.add(whole));
  }
  return found;
}

// Gives the states that somebody comes from: where they hold office, whom they represent, or what they are part of.
function homesOf(actor, positions) {
  if (positions.has(actor)) return [actor];
  for (const [role, side] of Object.entries(homeRoles)) {
    const found = side
      ? actor.edges.filter((edge) => edge.to === actor && edge.asserted && edge.label === role).flatMap((edge) => endsOf(edge.from, [side]))
      : [...wholesOf(actor)];
    const homes = found.filter((each) => positions.has(each));
    if (homes.length) return [...new Set(homes)];
  }
  return [];
}

function successorOf(node, seen, positions) {
  for (const edge of node.edges) {
    if (edge.to !== node || edge.label !== "successor of" || seen.has(edge.from)) continue;
    const found = positions.has(edge.from) ? edge.from : successorOf(edge.from, seen.add(edge.from), positions);
    if (found) return found;
  }
  return null;
}

function namesOf(node) {
  const others = Array.isArray(node.names) ? node.names : String(node.names || "").split(/\s*[;\n]\s*/);
  return [...Object.values(node.labels), ...others];
}

function plain(name) {
  return name.normalize("NFKC").toLowerCase().trim();
}

function middleOf(geometry) {
  const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
  const polygons = parts.map((coordinates) => ({ type: "Polygon", coordinates }));
  return geoCentroid(polygons.reduce((largest, each) => (geoArea(each) > geoArea(largest) ? each : largest)));
}
