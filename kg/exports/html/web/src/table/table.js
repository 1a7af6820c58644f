// The tables: everything that passes the filters, as text that can be read aloud, sorted, searched and taken along.

import { element } from "../dom.js";
import { copyText, fileName, save } from "../exports/save.js";
import { cells, tables } from "./columns.js";
import { formatCsv, formatTsv } from "./csv.js";

const page = 200;
const furthest = 2000;

export function mount(app, root) {
  const view = { chosen: "things", query: "", sort: {}, shown: page };
  const tabs = element("div", { class: "table-tabs", role: "tablist", "aria-label": "Which table" });
  const search = element("input", { type: "search", id: "table-search", placeholder: "Rows with the words …", "aria-label": "Rows with the words", oninput: () => refresh({ query: search.value }, 150) });
  const count = element("p", { class: "table-count", id: "table-count" });
  const head = element("thead");
  const body = element("tbody", { onclick: onClick, onkeydown: onKey, onfocusin: (event) => rove(event.target) });
  const caption = element("caption", { class: "unseen" });
  const more = element("button", { type: "button", class: "plain table-more", onclick: showMore }, "Show more");
  const scroller = element("div", { class: "table-scroll", id: "table-panel", role: "tabpanel", tabindex: 0 }, element("table", {}, caption, head, body), more);
  const seen = { table: null, rows: [], texts: new WeakMap(), language: "", visible: null, stop: null, timer: 0 };
  root.append(
    element("div", { class: "table-tools" }, tabs, search, count,
      element("button", { type: "button", class: "plain", onclick: copyAll }, "Copy"),
      element("button", { type: "button", class: "plain", onclick: saveAll }, "Download CSV")),
    scroller,
  );
  const tabButtons = ["things", "connections"].map((name) => element("button", {
    type: "button", role: "tab", id: `table-tab-${name}`, "aria-controls": "table-panel", dataset: { table: name },
    onclick: () => refresh({ chosen: name }), onkeydown: onTabKey,
  }));
  tabs.append(...tabButtons);

  // --- what is in the table ---

  function refresh(patch = {}, wait = 0) {
    Object.assign(view, patch, { shown: page });
    clearTimeout(seen.timer);
    if (wait) seen.timer = setTimeout(drawAndTell, wait);
    else drawAndTell();
  }

  function drawAndTell() {
    draw();
    app.announce(counted());
  }

  function draw() {
    const all = tables(app);
    seen.table = all.find((table) => table.name === view.chosen);
    seen.rows = sorted(matching(seen.table));
    view.shown = Math.max(view.shown, reaching());
    for (const button of tabButtons) {
      const table = all.find((each) => each.name === button.dataset.table);
      const chosen = table === seen.table;
      button.replaceChildren(`${table.title} `, element("small", {}, table.rows.length));
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    }
    scroller.setAttribute("aria-labelledby", `table-tab-${view.chosen}`);
    caption.textContent = `${seen.table.title} of ${app.graph.meta.title}${app.state.asOf ? `, ${app.state.asOf}` : ""}`;
    count.textContent = counted();
    head.replaceChildren(element("tr", {}, screenColumns().map(heading)));
    const wasInRows = body.contains(document.activeElement);
    body.replaceChildren(...seen.rows.slice(0, view.shown).map(line));
    finish();
    if (wasInRows && seen.stop) seen.stop.focus();
  }

  function finish() {
    const left = seen.rows.length - view.shown;
    more.hidden = left <= 0;
    more.textContent = `Show ${Math.min(page, left)} more of ${left}`;
    mark();
  }

  function counted() {
    const { one, many, rows } = seen.table;
    const number = seen.rows.length;
    return `${number}${number < rows.length ? ` of ${rows.length}` : ""} ${Math.max(number, rows.length) === 1 ? one : many}`;
  }

  function screenColumns() {
    return seen.table.columns.filter((column) => column.only !== "file");
  }

  function matching(table) {
    const words = app.fold(view.query).split(/\s+/).filter(Boolean);
    if (words.length === 0) return table.rows;
    if (seen.language !== app.state.language) Object.assign(seen, { texts: new WeakMap(), language: app.state.language });
    return table.rows.filter((row) => words.every((word) => textOf(table, row).includes(word)));
  }

  function textOf(table, row) {
    if (!seen.texts.has(row)) {
      const names = row.labels ? [...Object.values(row.labels), row.names || ""] : [];
      const words = table.columns.filter((column) => column.name !== "then").map((column) => column.value(row));
      seen.texts.set(row, app.fold([...names, ...words].join(" \n ")));
    }
    return seen.texts.get(row);
  }

  // What has no value comes last, whichever way the rest is sorted.
  function sorted(rows) {
    const { name, descending } = view.sort[view.chosen] || {};
    const column = seen.table.columns.find((each) => each.name === name && each.only !== "file");
    if (!column) return rows;
    const { compare } = new Intl.Collator(app.state.language, { numeric: true });
    const order = (one, other) => (typeof one === "number" ? one - other : compare(one, other)) * (descending ? -1 : 1);
    const keyed = rows.map((row) => [(column.sort || column.value)(row), row]);
    return keyed.sort(([one], [other]) => (one === "") - (other === "") || order(one, other)).map(([, row]) => row);
  }

  // --- rows ---

  function heading(column) {
    const { name, descending } = view.sort[view.chosen] || {};
    const sort = name === column.name ? (descending ? "descending" : "ascending") : "none";
    const button = element("button", { type: "button", dataset: { column: column.name }, onclick: () => sortBy(column.name) },
      column.title, element("span", { class: "arrow", "aria-hidden": "true" }, { ascending: "▲", descending: "▼", none: "↕" }[sort]));
    return element("th", { scope: "col", "aria-sort": sort }, button);
  }

  function sortBy(name) {
    const before = view.sort[view.chosen] || {};
    refresh({ sort: { ...view.sort, [view.chosen]: { name, descending: before.name === name && !before.descending } } });
    head.querySelector(`[data-column="${name}"]`).focus();
  }

  function line(row, place) {
    const [first, ...others] = screenColumns();
    return element("tr", { dataset: { place } },
      element("th", { scope: "row" }, element("button", { type: "button", tabindex: -1 }, first.value(row))),
      others.map((column) => element("td", { class: `column-${column.name}` }, column.isDays ? unbroken(column.value(row)) : column.value(row))));
  }

  function isSelected(row) {
    const key = app.state.selected;
    return key !== "" && (row.key === key || row.id === key && !row.key || (row.foldEdge && row.foldEdge.key === key));
  }

  // Gives how many rows must stand there for the selected one to be among them, if it is not too far down.
  function reaching() {
    const place = app.state.selected ? seen.rows.findIndex(isSelected) : -1;
    return place < furthest ? Math.ceil((place + 1) / page) * page : 0;
  }

  function mark(scroll = false) {
    let current = null;
    for (const each of body.rows) {
      const selected = isSelected(seen.rows[each.dataset.place]);
      if (selected) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
      current ||= selected ? each : null;
    }
    const stop = current || body.rows[0];
    if (stop) rove(stop.querySelector("button"));
    if (current && scroll) current.scrollIntoView({ block: "nearest" });
  }

  // One row alone is a stop of the Tab key; the arrows go from row to row.
  function rove(button) {
    if (!button || !body.contains(button) || !button.matches("button")) return;
    if (seen.stop) seen.stop.tabIndex = -1;
    seen.stop = button;
    button.tabIndex = 0;
  }

  function showMore() {
    const before = view.shown;
    view.shown += page;
    body.append(...seen.rows.slice(before, view.shown).map((row, index) => line(row, before + index)));
    finish();
    body.rows[before].querySelector("button").focus();
    app.announce(`${Math.min(view.shown, seen.rows.length)} of ${counted()} are in the table`);
  }

  function onClick(event) {
    const chosen = event.target.closest("tr");
    if (!chosen || (!event.target.closest("button") && String(getSelection()) !== "")) return;
    const row = seen.rows[chosen.dataset.place];
    app.select(row.key || row.id);
    rove(chosen.querySelector("button"));
  }

  function onKey(event) {
    const here = event.target.closest("tr");
    const to = { ArrowDown: here.nextElementSibling, ArrowUp: here.previousElementSibling, Home: body.rows[0], End: body.rows[body.rows.length - 1] }[event.key];
    if (!to) return;
    event.preventDefault();
    to.querySelector("button").focus();
  }

  function onTabKey(event) {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = tabButtons.find((button) => button !== event.currentTarget);
    other.focus();
    other.click();
  }

  // --- to take along ---

  async function copyAll() {
    const copied = await copyText(formatTsv(cells(seen.table.columns, seen.rows)), root);
    app.announce(copied ? `${counted()} copied` : "Press Ctrl+C to copy the selected text");
  }

  function saveAll() {
    save(fileName(app, "csv", seen.table.name), formatCsv(cells(seen.table.columns, seen.rows)), "text/csv;charset=utf-8");
    app.announce(`${counted()} downloaded`);
  }

  addEventListener("beforeprint", () => {
    if (root.hidden || seen.rows.length <= view.shown) return;
    view.shown = furthest;
    draw();
  });

  return {
    show() {},
    hide() {},
    focus() { (seen.stop || search).focus(); },
    update(state, previous) {
      const stale = seen.visible !== app.visible || state.language !== previous.language;
      if (stale && !onlySelects(state, previous)) redraw();
      else if (reaching() > view.shown) draw();
      seen.visible = app.visible;
      if (state.selected !== previous.selected || state.view !== previous.view) mark(true);
    },
  };

  function redraw() {
    const before = seen.table ? counted() : "";
    view.shown = page;
    draw();
    if (before && before !== counted()) app.announce(counted());
  }
}

// Days break between words, never within.
function unbroken(text) {
  return text.split(/( )/).map((word) => (word === " " ? word : element("span", {}, word)));
}

// Says whether two states differ in nothing that changes the rows.
function onlySelects(state, previous) {
  const passing = new Set(["selected", "fly", "query", "highlighted", "expanded", "pinned", "focus", "depth", "limit", "theme", "labels"]);
  return previous.view === state.view && Object.keys(state).every((key) => state[key] === previous[key] || passing.has(key));
}
