// What the citer needs: which graph this is, from which sources, in which build, under which licence.

import { byId, element, icon, icons } from "./dom.js";
import { copyText } from "./exports/save.js";

const keys = [
  ["/", "find by name"], ["1 … 5", "network, timeline, map, table, ask"], ["Escape", "close, choose nothing"], ["Ctrl Z", "undo; with Shift redo"],
  ["Arrows, + −, 0", "move and zoom a picture, fit it"], ["n, N", "next and previous thing"], ["f, p", "focus on what is chosen, pin it"],
];

export function mountAbout(app, opener) {
  const dialog = element("dialog", { id: "about", "aria-labelledby": "about-title", onkeydown: (event) => event.stopPropagation(), onclick: (event) => event.target === dialog && dialog.close() }, ...content(app, () => dialog.close()));
  document.body.append(dialog);
  opener.addEventListener("click", () => dialog.showModal());
  return { update() {} };
}

function content(app, close) {
  const { meta, nodes, edges, claims, styles } = app.graph;
  const counts = styles.map((style, place) => [style.label, nodes.filter((node) => node.style === place).length]).filter(([, count]) => count);
  return [
    element("button", { type: "button", class: "tool close", "aria-label": "Close", onclick: close }, icon(icons.close)),
    element("h2", { id: "about-title" }, "About this graph"),
    element("p", {}, element("strong", {}, meta.title), meta.scope ? ` (${meta.scope})` : ""),
    element("p", {}, `${nodes.length} things, ${edges.length} connections, ${claims.length} statements. Every one says who says so, where, and of when.`),
    element("p", { class: "counts" }, counts.map(([name, count]) => `${count} ${name}`).join(", "), "."),
    element("h3", {}, "How to cite"),
    element("p", { class: "cite" }, meta.cite),
    element("button", { type: "button", class: "plain", onclick: (event) => take(app, event.currentTarget) }, "Copy, with a link to what is seen"),
    element("h3", {}, "Which build"),
    element("p", {}, "SHA-256 of its sorted N-Quads: ", element("code", {}, meta.checksum)),
    meta.latest ? element("p", {}, `Its latest source is of ${meta.latest}.`) : null,
    element("h3", {}, "Sources"),
    element("ul", {}, meta.sources.map(source)),
    element("h3", {}, "Licence"),
    element("p", {}, `The encoding: ${meta.licence || "not stated"}. Outlines of countries: Natural Earth, public domain. The page is made by Diplograph (Apache-2.0) and carries d3-geo, topojson-client, CodeMirror and Oxigraph under their licences.`),
    element("details", {}, element("summary", {}, "Licences of the libraries"), element("pre", { tabindex: 0, "aria-label": "Licences of the libraries" }, JSON.parse(byId("licences").textContent))),
    element("h3", {}, "Keys"),
    element("dl", { class: "keys" }, keys.flatMap(([key, what]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, what)])),
  ].filter(Boolean);
}

async function take(app, button) {
  if (await copyText(`${app.graph.meta.cite} ${app.link()}`, button.parentElement)) app.announce("Copied.");
}

function source(each) {
  const name = each.url ? element("a", { href: each.url, target: "_blank", rel: "noopener noreferrer" }, each.citation) : each.citation;
  return element("li", {}, name, each.licence ? ` (${each.licence})` : "");
}
