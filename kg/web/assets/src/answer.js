// The answer: how much came and how fast, in a view that the reader chooses, to be shared and taken along.

import { element } from "../../../exports/html/web/src/dom.js";
import { copyText } from "../../../exports/html/web/src/exports/save.js";
import { downloads } from "./downloads.js";
import { drawNetwork } from "./network.js";
import { drawTable } from "./table.js";
import { drawTimeline } from "./timeline.js";

const views = [
  ["table", "Table", drawTable],
  ["graph", "Graph", drawNetwork],
  ["timeline", "Timeline", drawTimeline],
  ["response", "Response", drawResponse],
];
const most = 200000; // characters of a response that are shown

export function showWaiting(root, stop) {
  root.replaceChildren(element("p", { class: "waiting", role: "status" }, "The query runs … ", element("button", { type: "button", class: "plain", onclick: stop }, "Stop")));
}

// Shows a reply in the view of that name; `context` has the query's text, the terms, the seconds it took, and `onview`.
export function showAnswer(root, reply, context) {
  const panel = element("div", { role: "tabpanel", id: "panel", class: "panel" });
  const tabs = views.map(([name, words]) => element("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "panel", dataset: { view: name }, onclick: () => choose(name), onkeydown: move }, words));
  root.replaceChildren(
    element("div", { class: "summary" }, element("p", { role: "status" }, `${summaryOf(reply)} in ${duration(context.seconds)}`), shareButton(root)),
    element("div", { class: "bar" }, element("div", { role: "tablist", "aria-label": "Views of the answer" }, tabs), downloads(reply, context)),
    panel,
  );
  choose(views.some(([name]) => name === context.view) ? context.view : "table", false);

  function choose(name, isNew = true) {
    for (const tab of tabs) {
      const isChosen = tab.dataset.view === name;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", `tab-${name}`);
    panel.replaceChildren();
    views.find(([each]) => each === name)[2](panel, reply, context);
    if (isNew) context.onview(name);
  }

  function move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(event.currentTarget) + step + tabs.length) % tabs.length];
    next.focus();
    choose(next.dataset.view);
  }
}

function summaryOf({ kind, rows }) {
  if (kind === "boolean") return "Yes or no";
  const [one, many] = kind === "triples" ? ["triple", "triples"] : ["row", "rows"];
  return `${rows.length.toLocaleString("en")} ${rows.length === 1 ? one : many}`;
}

function duration(seconds) {
  return seconds < 1 ? `${Math.max(1, Math.round(seconds * 1000))} ms` : `${seconds.toFixed(1)} s`;
}

function shareButton(root) {
  return element("button", { type: "button", class: "plain", onclick: async (event) => {
    if (await copyText(location.href, root)) event.target.textContent = "Copied";
  } }, "Copy the link to this query");
}

function drawResponse(panel, { text, type }) {
  panel.append(
    element("p", { class: "note" }, `${type}, ${text.length.toLocaleString("en")} characters${text.length > most ? `, the first ${most.toLocaleString("en")} shown` : ""}`),
    element("pre", { tabindex: "0", class: "raw", "aria-label": "Response" }, text.slice(0, most)),
  );
}
