// The columns of the two tables: what each says of a thing or a connection, on the screen and in a file.

const heldWords = { certain: "certainly", possible: "possibly", unknown: "not known", none: "" };

// Gives the things and the connections that pass the filters: {name, title, rows, columns}, each column {name, title, value}.
// A column has `sort` if it is not sorted by its value, `only` if it is for the screen or for a file alone,
// and `isDays` if it holds days.
export function tables(app) {
  return [
    { name: "things", title: "Things", one: "thing", many: "things", rows: [...app.visible.all.keys()].sort((a, b) => a.rank - b.rank), columns: thingColumns(app) },
    { name: "connections", title: "Connections", one: "connection", many: "connections", rows: [...app.visible.connections.keys()], columns: connectionColumns(app) },
  ];
}

// Gives a table's rows as lists of cells, the heads first, as a file or the clipboard takes them.
export function cells(columns, rows) {
  const written = columns.filter((column) => column.only !== "screen");
  return [written.map((column) => column.title), ...rows.map((row) => written.map((column) => column.value(row)))];
}

function thingColumns(app) {
  const { graph } = app;
  return [
    { name: "id", title: "Id", only: "file", value: (node) => node.id },
    { name: "name", title: "Name", value: (node) => app.nameOf(node) },
    { name: "class", title: "Class", value: (node) => graph.styles[node.style].label },
    { name: "kind", title: "Kind", value: (node) => node.kind || "" },
    { name: "when", title: "When", value: (node) => node.when || "", sort: (node) => beginning(node.bounds) },
    ...bounds((node) => node.bounds),
    ...thenColumn(app, (node) => app.visible.all.get(node)),
    { name: "statements", title: "Statements", value: (node) => node.claims.length },
    { name: "modality", title: "Said as", value: (node) => modalities(graph, node.claims) },
    { name: "sources", title: "Who says so", value: (node) => citations(graph, node.claims) },
    { name: "iri", title: "IRI", only: "file", value: (node) => node.iri || "" },
  ];
}

function connectionColumns(app) {
  const { graph } = app;
  return [
    { name: "id", title: "Id", only: "file", value: (edge) => edge.key },
    { name: "from", title: "From", value: (edge) => app.nameOf(edge.from) },
    { name: "relation", title: "Relation", value: (edge) => edge.label || "" },
    { name: "to", title: "To", value: (edge) => app.nameOf(edge.to) },
    { name: "when", title: "When", value: edgeWhen, sort: (edge) => beginning(edgeBounds(edge)) },
    ...bounds(edgeBounds, "file"),
    ...thenColumn(app, (edge) => app.visible.connections.get(edge)),
    { name: "modality", title: "Said as", value: (edge) => [edge.asserted ? "" : "not asserted", modalities(graph, edge.claims)].filter(Boolean).join(", ") },
    { name: "sources", title: "Who says so", value: (edge) => citations(graph, edge.claims) },
  ];
}

// The bounds of a beginning and an end: in words on the screen, one day to a column in a file.
function bounds(of, only = "") {
  const days = [["earliest-begin", "Earliest begin"], ["latest-begin", "Latest begin"], ["earliest-end", "Earliest end"], ["latest-end", "Latest end"]];
  const shown = [["begins", "Begins", 0], ["ends", "Ends", 2]].map(([name, title, place]) => (
    { name, title, only: "screen", isDays: true, value: (row) => between(of(row), place), sort: (row) => (of(row) || [])[place] || (of(row) || [])[place + 1] || "" }));
  const written = days.map(([name, title], place) => ({ name, title, only: "file", value: (row) => (of(row) || [])[place] || "" }));
  return only ? written : [...shown, ...written];
}

function between(days, place) {
  const [first, last] = (days || []).slice(place, place + 2);
  if (!first && !last) return "";
  if (first === last) return first;
  return !first ? `by ${last}` : !last ? `${first} or later` : `${first} to ${last}`;
}

function thenColumn(app, of) {
  const { asOf } = app.state;
  return asOf ? [{ name: "then", title: `On ${asOf}`, value: (row) => heldWords[of(row)] || "" }] : [];
}

const beginning = (days) => (days || []).find(Boolean) || "";

export function edgeBounds(edge) {
  return edge.bounds || (edge.foldNode && edge.foldNode.bounds) || null;
}

export function edgeWhen(edge) {
  return edge.when || (edge.foldNode && edge.foldNode.when) || "";
}

export function modalities(graph, claims) {
  const labels = new Map(graph.modalities.map((modality) => [modality.name, modality.label]));
  return unique(claims.map((claim) => graph.claims[claim].modality), (name) => labels.get(name) || name, ", ");
}

export function citations(graph, claims) {
  return unique(claims.map((claim) => graph.claims[claim].citation), (text) => text, "; ");
}

function unique(values, word, separator) {
  return [...new Set(values.filter(Boolean))].map(word).join(separator);
}
