// What a query gives: rows with footnotes, yes or no, or triples.

import { element } from "../dom.js";
import { copyText, save } from "../exports/save.js";
import { formatCsv, formatTsv } from "../table/csv.js";

const most = 1000;
const numeric = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(?:integer|decimal|double|float|long|int)$/;
const lists = /separator\s*=\s*"([^"]*)"\s*\)\s*AS\s+\?(\w+)/gi;

const wordsOf = (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

// Shows a result and gives a sentence that says what came.
export function showResult(app, names, root, result, query) {
  if ("answer" in result) {
    root.replaceChildren(element("p", { class: "ask-answer" }, result.answer ? "Yes" : "No"));
    return result.answer ? "Yes." : "No.";
  }
  const answer = result.triples ? triplesOf(result) : solutionsOf(names, result, query);
  const said = result.triples ? plural(answer.rows.length, "triple") : plural(answer.rows.length, "row");
  let shown = Math.min(most, answer.rows.length);
  draw();

  function draw() {
    const ids = nodesOf(app, names, answer.rows);
    root.replaceChildren(
      element("div", { class: "ask-actions" },
        element("p", { class: "ask-count" }, shown < answer.rows.length ? `${said}, the first ${shown.toLocaleString("en")} shown` : said),
        button("Download CSV", () => save("answer.csv", formatCsv(cellsOf(answer)), "text/csv;charset=utf-8")),
        answer.text === undefined ? null : button("Download N-Triples", () => save("answer.nt", `${answer.text}\n`, "application/n-triples")),
        button("Copy", (event) => copy(app, event.currentTarget, answer)),
        ids.length ? button("Show in the network", () => showInNetwork(app, ids)) : null),
      answer.rows.length ? tableOf(app, names, answer, shown) : element("p", {}, "Nothing in the graph answers this."),
      shown < answer.rows.length ? button(`Show all ${said}`, () => { shown = answer.rows.length; draw(); }) : "",
      answer.notes?.length ? footnotesOf(answer, shown) : "",
    );
  }
  return `${said}.`;
}

function button(words, onclick) {
  return element("button", { type: "button", class: "plain", onclick }, words);
}

function triplesOf(result) {
  return { columns: ["subject", "predicate", "object"].map((name, index) => ({ name, words: name, index })), variables: ["subject", "predicate", "object"], rows: result.triples, text: result.text };
}

// Puts lists in order, finds the claims behind each row, and folds `?treaty ?treatyLabel` into one column.
function solutionsOf(names, { variables, rows: raw }, query) {
  const separators = { claims: " ", ...Object.fromEntries([...query.matchAll(lists)].map(([, separator, name]) => [name, separator])) };
  const rows = raw.map((row) => row.map((term, index) => sorted(term, separators[variables[index]])));
  const { notes, notesOf } = cite(names, variables, rows);
  const hasNumbers = (index) => rows.some((row) => row[index]?.type === "literal" && row[index].datatype && !/#string$/.test(row[index].datatype));
  const columns = variables.map((name, index) => ({ name, index, words: wordsOf(name), label: variables.indexOf(`${name}Label`) }))
    .filter(({ name, index }) => name !== "claims" || hasNumbers(index))
    .filter(({ name }) => !(name.endsWith("Label") && variables.includes(name.slice(0, -5))))
    .map((column) => ({ ...column, isNumber: rows.length > 0 && rows.every((row) => !row[column.index] || numeric.test(row[column.index].datatype)) && rows.some((row) => row[column.index]) }));
  return { columns, variables, rows, notes, notesOf };
}

function sorted(term, separator) {
  if (!separator || term?.type !== "literal") return term;
  const parts = [...new Set(term.value.split(separator).filter(Boolean))];
  return { ...term, value: parts.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).join(separator) };
}

function compare(one, other) {
  const differing = one.findIndex((number, index) => number !== other[index]);
  return differing < 0 ? 0 : one[differing] < other[differing] ? -1 : 1;
}

// The claims that the columns `claim` and `claims` name, or else those in which a row's nodes stand.
function cite(names, variables, rows) {
  const columns = variables.flatMap((name, index) => (name === "claim" || name === "claims" ? [index] : []));
  const iris = rows.map((row) => {
    const found = columns.length ? columns.flatMap((index) => (row[index] ? row[index].value.split(/\s+/) : []))
      : row.flatMap((term) => (term?.type === "uri" ? names.claimsOf(term.value) : []));
    return [...new Set(found)].filter((iri) => names.claim(iri));
  });
  const order = (iri) => {
    const claim = names.claim(iri);
    return [claim.document ?? Infinity, claim.passages?.[0]?.start ?? 0, claim.index];
  };
  const notes = [...new Set(iris.flat())].map((iri) => [order(iri), iri]).sort(([a], [b]) => compare(a, b)).map(([, iri]) => names.claim(iri));
  const numbers = new Map(notes.map((claim, index) => [claim.iri, index]));
  return { notes, notesOf: iris.map((row) => row.map((iri) => numbers.get(iri)).sort((a, b) => a - b)) };
}

function tableOf(app, names, answer, shown) {
  const { columns, rows, notes, notesOf } = answer;
  const withNotes = notes?.length > 0;
  const head = element("tr", {}, columns.map((column) => element("th", { scope: "col", class: column.isNumber ? "number" : null }, column.words)), withNotes ? element("th", { scope: "col" }, "sources") : null);
  const body = rows.slice(0, shown).map((row, number) => element("tr", {},
    columns.map((column) => element("td", { class: column.isNumber ? "number" : null }, cellOf(app, names, row[column.index], column.label >= 0 ? row[column.label] : null))),
    withNotes ? element("td", { class: "ask-notes" }, notesOf[number].map((note) => noteButton(note))) : null));
  return element("div", { class: "ask-scroll", role: "region", "aria-label": "Answer", tabindex: "0" }, element("table", {}, element("thead", {}, head), element("tbody", {}, body)));
}

function cellOf(app, names, term, label) {
  if (!term) return "";
  if (term.type === "uri") {
    const node = names.nodes.get(term.value);
    const text = label?.value || names.label(term.value) || names.short(term.value);
    if (node) return element("button", { type: "button", class: "ask-node", title: names.short(term.value), onclick: () => app.select(node.id) }, label?.value && app.state.language === "en" ? label.value : app.nameOf(node));
    return element("span", { title: names.short(term.value) }, text);
  }
  if (term.type === "literal") return numeric.test(term.datatype) ? numberOf(term.value) : element("span", { lang: term.language || null }, term.value);
  return element("span", { class: "ask-raw" }, term.value);
}

// Writes a number as people read it: 2100000000.0 as 2,100,000,000.
function numberOf(text) {
  const match = /^([+-]?)(\d+)(?:\.(\d*?)0*)?$/.exec(text);
  if (!match) return text;
  return match[1].replace("+", "") + match[2].replace(/\B(?=(\d{3})+$)/g, ",") + (match[3] ? `.${match[3]}` : "");
}

function noteButton(note) {
  return element("button", { type: "button", class: "ask-note", "aria-label": `Source ${note + 1}`, onclick: (event) => {
    const item = document.getElementById(`ask-note-${note + 1}`);
    item.lastElementChild.onclick = () => event.target.focus();
    item.focus();
    item.scrollIntoView({ block: "nearest" });
  } }, `[${note + 1}]`);
}

function footnotesOf({ notes, notesOf }, shown) {
  const used = [...new Set(notesOf.slice(0, shown).flat())].sort((a, b) => a - b);
  return element("section", { class: "ask-footnotes", "aria-label": "Sources" }, element("h3", {}, "Sources"),
    element("ol", {}, used.map((note) => footnoteOf(notes[note], note + 1))));
}

function footnoteOf(claim, number) {
  const manner = claim.manner || (claim.modality && claim.modality !== "Fact" ? claim.modality.toLowerCase() : "");
  return element("li", { id: `ask-note-${number}`, value: String(number), tabindex: "-1", class: claim.asserted ? null : "unasserted" },
    claim.statement, " ", element("cite", {}, `[${[claim.citation, manner].filter(Boolean).join("; ")}]`),
    claim.cites?.length ? ` Cites ${claim.cites.join(", ")}.` : "", claim.note ? ` Note: ${claim.note}` : "", " ",
    element("button", { type: "button", class: "ask-note", "aria-label": "Back to the row" }, "↩"));
}

// Lists the nodes that rows name; one that is drawn as a line by the two that it joins.
function nodesOf(app, names, rows) {
  const nodes = new Set(rows.flat().flatMap((term) => (term?.type === "uri" && names.nodes.has(term.value) ? [names.nodes.get(term.value)] : [])));
  const ids = [...nodes].flatMap((node) => (app.state.folded && node.foldEdge ? [node.foldEdge.from.id, node.foldEdge.to.id] : [node.id]));
  return [...new Set(ids)];
}

function showInNetwork(app, ids) {
  const needed = new Set(ids.map((id) => app.graph.styles[app.nodeOf(id).style].name));
  app.set({
    view: "network", highlighted: ids, focus: "", asOf: "", hiddenModalities: [], hiddenSources: [],
    hiddenStyles: app.state.hiddenStyles.filter((name) => !needed.has(name)), fly: app.state.fly + 1,
  });
  app.announce(`${plural(ids.length, "node")} of the answer are highlighted`);
}

function cellsOf({ variables, rows }) {
  return [variables, ...rows.map((row) => row.map((term) => term?.value ?? ""))];
}

async function copy(app, opener, answer) {
  if (!(await copyText(formatTsv(cellsOf(answer)), opener.parentElement))) return;
  opener.textContent = "Copied";
  app.announce("Copied");
}
