// The query engine of the page: the whole graph in memory, read only.

import init, { Store } from "oxigraph/web.js";
import { check, Mistake, missingPrefixes, mistakeOf } from "./sparql.js";

// Starts the engine and gives it the quads.
export async function openEngine(wasm, quads, prefixes) {
  await init({ module_or_path: wasm });
  const store = new Store();
  store.load(quads, { format: "application/n-quads", no_transaction: true });
  return {
    prefixes,

    // Asks a query: {variables, rows} of SELECT, {answer} of ASK, {triples, text} of the rest; throws a Mistake.
    ask(text) {
      check(text);
      const added = missingPrefixes(text, prefixes);
      try {
        return read(store, added + text);
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
          throw new Mistake("The query asks for more than this page can hold. Ask for less, or load the page again.");
        }
        throw mistakeOf(String(error.message || error), added + text, added.length, prefixes);
      }
    },
    rows(text) {
      const { variables, rows } = this.ask(text);
      return rows.map((row) => Object.fromEntries(variables.map((name, index) => [name, row[index]?.value])));
    },
  };
}

function read(store, text) {
  const answer = store.query(text, { results_format: "json" });
  const json = JSON.parse(answer);
  if (Array.isArray(json)) return triplesOf(store.query(text));
  if ("boolean" in json) return { answer: json.boolean };
  const variables = json.head.vars || [];
  return { variables, rows: json.results.bindings.map((row) => variables.map((name) => termOf(row[name]))) };
}

// Gives triples each once, in the order of their text.
function triplesOf(quads) {
  const byText = new Map(quads.map((quad) => [`${quad.toString()} .`, quad]));
  const lines = [...byText.keys()].sort();
  return {
    triples: lines.map((line) => [byText.get(line).subject, byText.get(line).predicate, byText.get(line).object].map(fromObject)),
    text: lines.join("\n"),
  };
}

function fromObject(term) {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType === "Literal") return { type: "literal", value: term.value, language: term.language, datatype: term.datatype.value };
  return { type: "other", value: term.toString() };
}

function termOf(binding) {
  if (!binding) return null;
  if (binding.type === "uri") return { type: "uri", value: binding.value };
  if (binding.type === "literal") return { type: "literal", value: binding.value, language: binding["xml:lang"] || "", datatype: binding.datatype || "" };
  return { type: "other", value: binding.type === "bnode" ? `_:${binding.value}` : JSON.stringify(binding.value) };
}
