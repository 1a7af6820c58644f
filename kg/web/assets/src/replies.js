// What the endpoint answers: rows, yes or no, or triples, all as {variables, rows} of terms as the JSON format has them.

const triple = /^(<[^>]*>|_:\S+) (<[^>]*>) (.*) \.$/;
const literal = /^"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([\w-]+))?$/;
const escapes = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

// Reads a response of the editor: {kind: "rows" | "triples" | "boolean", variables, rows, text, type}.
export function readReply({ content, headers }) {
  const type = (headers.get("content-type") || "").split(";")[0];
  const common = { text: content, type, variables: [], rows: [] };
  if (!type.includes("json")) return { ...common, kind: "triples", ...readTriples(content) };
  const { head, results, boolean } = JSON.parse(content);
  if (boolean !== undefined) return { ...common, kind: "boolean", answer: boolean };
  return { ...common, kind: "rows", variables: head.vars, rows: results.bindings.map((row) => head.vars.map((name) => row[name] ?? null)) };
}

// Reads N-Triples, as our endpoint writes it: a triple a line.
export function readTriples(text) {
  const rows = text.split("\n").map((line) => triple.exec(line)).filter(Boolean).map((match) => match.slice(1).map(readTerm));
  return { variables: ["subject", "predicate", "object"], rows };
}

function readTerm(text) {
  if (text.startsWith("<")) return { type: "uri", value: unescape(text.slice(1, -1)) };
  if (text.startsWith("_:")) return { type: "bnode", value: text.slice(2) };
  const match = literal.exec(text);
  return match ? { type: "literal", value: unescape(match[1]), datatype: match[2], "xml:lang": match[3] } : { type: "literal", value: text };
}

function unescape(text) {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short, long, sign) => (sign ? escapes[sign] || sign : String.fromCodePoint(parseInt(short || long, 16))));
}
