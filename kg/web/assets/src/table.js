// The table: a row for each solution, sorted by whichever column is chosen; what is ours leads to its page.

import { element } from "../../../exports/html/web/src/dom.js";
import { columnsOf, isNumber, withoutLabels, wordsOf } from "./columns.js";

const atOnce = 500;
const order = new Intl.Collator("en", { numeric: true });

export function drawTable(panel, reply, { terms }) {
  if (reply.kind === "boolean") {
    panel.append(element("p", { class: "yes-or-no" }, reply.answer ? "Yes" : "No"));
    return;
  }
  if (reply.rows.length === 0) {
    panel.append(element("p", { class: "note" }, "Nothing in the graph answers this."));
    return;
  }
  const columns = withoutLabels(columnsOf(reply));
  let rows = reply.rows;
  let [sorted, isDown] = [null, false];
  let shown = Math.min(atOnce, rows.length);
  draw();

  function draw() {
    const more = shown < rows.length ? element("button", { type: "button", class: "plain", onclick: () => { shown = rows.length; draw(); } }, `Show all ${rows.length.toLocaleString("en")} rows`) : null;
    panel.replaceChildren(
      element("div", { class: "scroll", role: "region", "aria-label": "Rows", tabindex: "0" },
        element("table", {}, element("thead", {}, element("tr", {}, columns.map(head))), element("tbody", {}, rows.slice(0, shown).map((row) => rowOf(row, columns, terms))))),
      ...[more].filter(Boolean));
  }

  function head(column) {
    const direction = sorted !== column ? null : isDown ? "descending" : "ascending";
    return element("th", { scope: "col", class: column.isNumeric ? "number" : null, "aria-sort": direction },
      element("button", { type: "button", onclick: () => sort(column) }, wordsOf(column.name)));
  }

  function sort(column) {
    isDown = sorted === column && !isDown;
    sorted = column;
    const key = column.label >= 0 ? column.label : column.index;
    const sign = isDown ? -1 : 1;
    rows = [...reply.rows].sort((one, other) => sign * compare(one[key], other[key]));
    draw();
    [...panel.querySelectorAll("thead button")][columns.indexOf(column)].focus();
  }
}

function compare(one, other) {
  if (!one || !other) return (one ? 1 : 0) - (other ? 1 : 0);
  return isNumber(one) && isNumber(other) ? Number(one.value) - Number(other.value) : order.compare(one.value, other.value);
}

function rowOf(row, columns, terms) {
  return element("tr", {}, columns.map((column) => element("td", { class: column.isNumeric ? "number" : null }, cellOf(row[column.index], row[column.label], column, terms))));
}

function cellOf(term, label, { name }, terms) {
  if (!term) return "";
  if (term.type === "uri") return linkTo(term.value, terms, label);
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") return ["«", ["subject", "predicate", "object"].map((part) => [cellOf(term.value[part], null, {}, terms), " "]), "»"];
  if (name === "claims") return notesOf(term.value, terms);
  return element("span", { lang: term["xml:lang"] || null, dir: term["xml:lang"] ? "auto" : null, title: term.datatype ? terms.short(term.datatype) : null }, isNumber(term) ? grouped(term.value) : term.value);
}

export function linkTo(iri, terms, label) {
  const href = terms.href(iri);
  const words = label?.value || terms.short(iri);
  if (!href) return words;
  const rel = terms.isOurs(iri) ? null : "noopener external";
  return element("a", { href, rel, title: terms.short(iri), lang: label?.["xml:lang"] || null }, words);
}

// The claims behind a row, a number each; questions put them into one cell, with spaces between.
function notesOf(text, terms) {
  const iris = [...new Set(text.split(" ").filter((part) => terms.isOurs(part)))];
  return iris.length === 0 ? text : iris.map((iri, index) => [element("a", { href: terms.href(iri), title: terms.short(iri), "aria-label": `[${index + 1}] ${terms.local(iri)}` }, `[${index + 1}]`), " "]);
}

function grouped(text) {
  const match = /^([+-]?)(\d{5,})(\.\d+)?$/.exec(text);
  return match ? `${match[1]}${match[2].replace(/\B(?=(\d{3})+$)/g, ",")}${match[3] || ""}` : text;
}
