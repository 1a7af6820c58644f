// The menu of what can be taken along: the picture, the graph, the tables, a link, paper.

import { element, icon, icons } from "../dom.js";
import { cells, tables } from "../table/columns.js";
import { formatCsv } from "../table/csv.js";
import { formatGraphml } from "./graphml.js";
import { drawPng } from "./png.js";
import { copyText, fileName, save } from "./save.js";
import { formatSvg } from "./svg.js";

// Mounts the menu; `currentView` gives the view that is shown, whose `svg()` is the picture.
export function mountExports(app, root, currentView) {
  const items = [
    item("Picture as SVG", "svg", saveSvg, true),
    item("Picture as PNG", "png", savePng, true),
    item("Graph as GraphML", "graphml", () => save(fileName(app, "graphml"), formatGraphml(app), "application/graphml+xml;charset=utf-8")),
    item("Things as CSV", "things", () => saveTable(0)),
    item("Connections as CSV", "connections", () => saveTable(1)),
    item("Copy a link to this view", "link", copyLink),
    item("Print", "print", () => print()),
  ];
  const list = element("div", { class: "menu-list", id: "exports-menu", role: "menu", "aria-label": "Take along", hidden: true, onkeydown: onListKey }, items);
  const opener = element("button", {
    type: "button", class: "tool", "aria-label": "Take along", title: "Take along: SVG, PNG, GraphML, CSV, link, print", "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": "exports-menu",
    onclick: () => toggle(list.hidden), onkeydown: onOpenerKey,
  }, icon(icons.download));
  root.append(opener, list);
  addEventListener("pointerdown", (event) => {
    if (!list.hidden && !root.contains(event.target)) toggle(false);
  });
  root.addEventListener("focusout", (event) => {
    if (!list.hidden && event.relatedTarget && !root.contains(event.relatedTarget)) toggle(false);
  });

  function item(label, name, act, isPicture = false) {
    return element("button", { type: "button", role: "menuitem", tabindex: -1, dataset: { export: name, ...(isPicture ? { picture: "" } : {}) }, onclick: () => choose(act) }, label);
  }

  async function choose(act) {
    toggle(false);
    opener.focus();
    try {
      await act();
    } catch (error) {
      app.announce(`That did not work: ${error.message}`);
    }
  }

  function toggle(open) {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const view = currentView();
    for (const each of items) if ("picture" in each.dataset) each.disabled = !(view && view.svg);
    usable()[0].focus();
  }

  function usable() {
    return items.filter((each) => !each.disabled);
  }

  function onOpenerKey(event) {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    toggle(true);
  }

  function onListKey(event) {
    if (event.key === "Escape" || event.key === "Tab") {
      toggle(false);
      if (event.key === "Escape") opener.focus();
      event.stopPropagation();
      return;
    }
    const all = usable();
    const here = all.indexOf(document.activeElement);
    const to = { ArrowDown: (here + 1) % all.length, ArrowUp: (here + all.length - 1) % all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[to].focus();
  }

  function picture() {
    const svg = formatSvg(app, currentView());
    if (svg === null) throw new Error("this view is no picture");
    return svg;
  }

  function saveSvg() {
    save(fileName(app, "svg"), picture(), "image/svg+xml;charset=utf-8");
  }

  async function savePng() {
    const view = currentView();
    save(fileName(app, "png"), view && view.png ? await view.png() : await drawPng(picture()), "image/png");
  }

  function saveTable(which) {
    const { name, columns, rows } = tables(app)[which];
    save(fileName(app, "csv", name), formatCsv(cells(columns, rows)), "text/csv;charset=utf-8");
  }

  async function copyLink() {
    app.announce((await copyText(app.link(), root)) ? "Link copied" : "Press Ctrl+C to copy the link");
  }

  return { update() {} };
}
