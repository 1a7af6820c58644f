// The page: its frame, its views, and what ties them together.

import { mountAbout } from "./about.js";
import * as ask from "./askloader.js";
import { byId, element, forgetTones, icons, isDark, toolButton } from "./dom.js";
import { mountExports } from "./exports/menu.js";
import { mountFilters } from "./filters.js";
import { loadGraph } from "./graph.js";
import * as map from "./map/map.js";
import * as network from "./network/network.js";
import { mountPanel } from "./panel.js";
import { mountSearch } from "./search.js";
import { createApp } from "./state.js";
import * as table from "./table/table.js";
import { mountTimebar } from "./timebar.js";
import * as timeline from "./timeline/timeline.js";

const views = { network, timeline, map, table, ask };
const titles = { network: "Network", timeline: "Timeline", map: "Map", table: "Table", ask: "Ask" };
const languages = { en: "English", ko: "한국어", ru: "Русский", zh: "中文", ja: "日本語", de: "Deutsch", fr: "Français", es: "Español" };

const graph = loadGraph();
const app = createApp(graph);
globalThis.diplograph = app;

// Whether there is room for the legend beside the picture.
const wide = matchMedia("(min-width: 64rem)");
const mounted = new Map();
const live = element("p", { class: "unseen", role: "status", "aria-live": "polite" });
app.announce = (text) => {
  live.textContent = text;
};

const parts = frame();
const watchers = [
  mountFilters(app, parts.filters),
  mountPanel(app, parts.panel),
  mountSearch(app, parts.search),
  mountTimebar(app, parts.timebar),
  mountAbout(app, parts.about),
  mountExports(app, parts.exports, () => mounted.get(app.state.view)),
];
app.subscribe(update);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => retone());
wide.addEventListener("change", () => toggleFilters(parts.opener, wide.matches));
addEventListener("keydown", onKey);
update(app.state, {});

function frame() {
  const search = element("div", { class: "search" });
  const exports = element("div", { class: "menu" });
  const about = toolButton("About this graph", icons.about, () => {});
  const filters = element("aside", { id: "filters", "aria-label": "Legend and filters" });
  const panel = element("aside", { id: "panel", "aria-label": "Evidence", hidden: true });
  const timebar = element("footer", { id: "timebar", "aria-label": "Time" });
  const opener = toolButton("Legend and filters", icons.filter, () => toggleFilters(opener), { "aria-expanded": String(wide.matches), "aria-controls": "filters" });
  const stage = element("main", { id: "stage" });
  const tabs = element("nav", { class: "tabs", "aria-label": "Views" }, Object.entries(titles).map(([name, title]) => tab(name, title)));
  byId("app").append(
    element("header", { id: "top" },
      opener,
      element("h1", {}, graph.meta.title, graph.meta.scope ? element("small", {}, graph.meta.scope) : null),
      search, tabs,
      element("div", { class: "tools" }, languageSwitch(),
        toolButton("Undo", icons.undo, () => app.undo()), toolButton("Redo", icons.redo, () => app.redo()), exports,
        toolButton("Light or dark", icons.theme, () => app.set({ theme: isDark() ? "light" : "dark" })), about)),
    filters, stage, panel, timebar, live,
  );
  byId("app").classList.toggle("with-filters", wide.matches);
  return { opener, search, exports, about, filters, panel, timebar, stage, tabs };
}

function tab(name, title) {
  return element("button", { type: "button", dataset: { view: name }, onclick: () => app.set({ view: name }) }, title);
}

function languageSwitch() {
  const known = graph.meta.languages.filter((language) => language in languages);
  if (known.length < 2) return null;
  return element("select", { id: "language", "aria-label": "Language of names", onchange: (event) => app.set({ language: event.target.value }) },
    known.map((language) => element("option", { value: language, lang: language }, languages[language])));
}

function toggleFilters(opener, open = !byId("app").classList.contains("with-filters")) {
  byId("app").classList.toggle("with-filters", open);
  opener.setAttribute("aria-expanded", String(open));
  mounted.get(app.state.view)?.update(app.state, app.state);
}

function retone() {
  forgetTones();
  mounted.get(app.state.view)?.update(app.state, { ...app.state, theme: "" });
}

function update(state, previous) {
  if (state.theme !== previous.theme) {
    document.documentElement.dataset.theme = state.theme;
    forgetTones();
  }
  document.title = graph.meta.title + (state.asOf ? `, ${state.asOf}` : "");
  const language = byId("language");
  if (language) language.value = state.language;
  for (const each of parts.tabs.children) {
    if (each.dataset.view === state.view) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
  }
  byId("app").dataset.view = state.view;
  for (const watcher of watchers) watcher.update(state, previous);
  show(state, previous);
}

function show(state, previous) {
  if (state.view !== previous.view) {
    for (const [name, view] of mounted) if (name !== state.view) hide(name, view);
    if (!mounted.has(state.view)) mount(state.view);
    byId(`view-${state.view}`).hidden = false;
    mounted.get(state.view).show();
  }
  mounted.get(state.view).update(state, previous);
}

function mount(name) {
  const root = element("section", { id: `view-${name}`, class: `view view-${name}`, "aria-label": titles[name] });
  parts.stage.append(root);
  mounted.set(name, views[name].mount(app, root));
}

function hide(name, view) {
  byId(`view-${name}`).hidden = true;
  view.hide();
}

function onKey(event) {
  if (event.target.closest("input, textarea, select, [contenteditable], .cm-editor")) return;
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === "z") {
    event.preventDefault();
    if (event.shiftKey) app.redo();
    else app.undo();
  } else if (!command && !event.altKey && /^[1-5]$/.test(event.key)) {
    app.set({ view: Object.keys(views)[Number(event.key) - 1] });
  } else if (event.key === "Escape" && app.state.selected) {
    app.select(null);
  }
}
