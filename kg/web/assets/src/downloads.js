// Downloads: the same query, asked of the endpoint in the form that is wanted.

import { element } from "../../../exports/html/web/src/dom.js";
import { save } from "../../../exports/html/web/src/exports/save.js";

const rows = [
  ["CSV", "csv", "text/csv"],
  ["TSV", "tsv", "text/tab-separated-values"],
  ["JSON", "srj", "application/sparql-results+json"],
  ["XML", "srx", "application/sparql-results+xml"],
];
const triples = [
  ["Turtle", "ttl", "text/turtle"],
  ["N-Triples", "nt", "application/n-triples"],
  ["JSON-LD", "jsonld", "application/ld+json"],
  ["RDF/XML", "rdf", "application/rdf+xml"],
];

export function downloads({ kind }, { text }) {
  const forms = kind === "triples" ? triples : kind === "boolean" ? rows.slice(2) : rows;
  const said = element("span", { role: "status", class: "note" });
  const buttons = forms.map(([words, suffix, type]) => element("button", { type: "button", class: "plain", "aria-label": `Download ${words}`, onclick: () => download(text, suffix, type, said) }, words));
  return element("div", { class: "downloads", role: "group", "aria-label": "Download" }, element("span", { "aria-hidden": "true" }, "Download"), buttons, said);
}

async function download(query, suffix, type, said) {
  said.textContent = "";
  const response = await fetch("/sparql", { method: "POST", headers: { Accept: type }, body: new URLSearchParams({ query }) });
  if (response.ok) save(`answer.${suffix}`, await response.blob(), type);
  else said.textContent = `The server answered ${response.status}.`;
}
