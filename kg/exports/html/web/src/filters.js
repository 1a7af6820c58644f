// The legend, which filters: classes by colour and shape, modalities, sources, and how much is shown.

import { element, svgElement } from "./dom.js";
import { oneStep } from "./state.js";

export function mountFilters(app, root) {
  const classes = element("div", { class: "legend", role: "group", "aria-label": "Classes" });
  const modalities = element("div", { role: "group", "aria-label": "Modalities" });
  const sources = element("div", { role: "group", "aria-label": "Sources" });
  const sliding = oneStep(app);
  const limit = element("input", { type: "range", min: 10, max: largest(app), step: 10, id: "limit", oninput: () => sliding.move({ limit: Number(limit.value) }), onchange: sliding.end });
  const depth = element("input", { type: "number", min: 1, max: 6, id: "depth", oninput: () => app.set({ depth: Math.min(Math.max(Number(depth.value) || 1, 1), 6) }) });
  const focus = element("p", { class: "focus" });
  const counts = element("p", { class: "counts" });
  const flags = [
    flag(app, "unasserted", "Also what is denied or only imagined"),
    flag(app, "labels", "Names on the lines"),
    flag(app, "folded", "Relationships of two as lines"),
  ];
  root.append(
    element("h2", {}, "Legend and filters"),
    counts,
    element("h3", {}, "Classes"), classes,
    element("h3", {}, "How it is said"), modalities,
    ...(app.graph.meta.sources.length > 1 ? [element("h3", {}, "Sources"), sources] : []),
    element("h3", {}, "How much"),
    element("label", { for: "limit" }, "Most important things"), limit,
    element("label", { for: "depth" }, "Steps around the focus"), depth, focus,
    ...flags.map((each) => each.root),
    element("h3", {}, "Lines"), lines(),
    element("button", { type: "button", class: "plain", onclick: () => reset(app) }, "Reset everything"),
  );
  app.graph.styles.forEach((style, index) => classes.append(classButton(app, style, app.graph.nodes.filter((node) => node.style === index).length)));
  for (const modality of app.graph.modalities) modalities.append(check(app, "hiddenModalities", modality.name, modality.label));
  for (const source of app.graph.meta.sources) sources.append(check(app, "hiddenSources", source.id, source.citation || source.id));

  function update(state) {
    for (const button of classes.children) button.setAttribute("aria-pressed", String(!state.hiddenStyles.includes(button.dataset.style)));
    for (const input of root.querySelectorAll("input[data-list]")) input.checked = !state[input.dataset.list].includes(input.value);
    for (const each of flags) each.input.checked = state[each.key];
    limit.value = state.limit;
    depth.value = state.depth;
    const node = app.nodeOf(state.focus);
    focus.replaceChildren(...(node ? [`Focus: ${app.nameOf(node)} `, element("button", { type: "button", class: "plain", onclick: () => app.set({ focus: "" }) }, "Show everything")] : []));
    counts.textContent = state.view === "network"
      ? `${app.visible.nodes.size} of ${app.visible.all.size} things drawn, ${app.visible.edges.size} lines`
      : `${app.visible.all.size} of ${app.graph.nodes.length} things pass the filters`;
  }
  return { update };
}

function largest(app) {
  return Math.max(40, Math.min(2000, Math.ceil(app.graph.nodes.length / 10) * 10));
}

function classButton(app, style, count) {
  return element(
    "button",
    { type: "button", "aria-pressed": "true", dataset: { style: style.name }, onclick: () => app.set({ hiddenStyles: toggled(app.state.hiddenStyles, style.name) }) },
    swatch(style), element("span", {}, style.label), element("small", {}, count),
  );
}

function check(app, list, value, label) {
  const input = element("input", { type: "checkbox", value, dataset: { list }, onchange: () => app.set({ [list]: toggled(app.state[list], value) }) });
  return element("label", { class: "check" }, input, label);
}

function flag(app, key, label) {
  const input = element("input", { type: "checkbox", onchange: () => app.set({ [key]: input.checked }) });
  return { key, input, root: element("label", { class: "check" }, input, label) };
}

function toggled(list, value) {
  return list.includes(value) ? list.filter((each) => each !== value) : [...list, value].sort();
}

function reset(app) {
  const { beginning } = app;
  app.set({ ...beginning, view: app.state.view, language: app.state.language, theme: app.state.theme });
}

function lines() {
  const kinds = [["relation", "relationship"], ["position", "position"], ["part", "takes part, or belongs to"], ["denied", "denied or imagined"]];
  return element("ul", { class: "lines" }, kinds.map(([kind, label]) => {
    const line = svgElement("line", { x1: 1, y1: 5, x2: 31, y2: 5, class: `line-${kind}` });
    return element("li", {}, svgElement("svg", { viewBox: "0 0 32 10", "aria-hidden": "true" }, line), label);
  }));
}

const shapes = {
  dot: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z",
  square: "M4 4h16v16H4z",
  box: "M2 6h20v12H2z",
  diamond: "M12 2l9 10l-9 10l-9-10z",
  triangle: "M12 3l10 17H2z",
  triangleDown: "M2 4h20L12 21z",
  hexagon: "M7 3h10l5 9l-5 9H7l-5-9z",
  star: "M12 1.5l3 7.2l7.6.6l-5.8 5l1.8 7.5L12 17.8l-6.6 4l1.8-7.5l-5.8-5l7.6-.6z",
};

export function swatch(style) {
  const path = svgElement("path", { d: shapes[style.shape] || shapes.dot });
  path.style.setProperty("fill", style.color);
  return svgElement("svg", { viewBox: "0 0 24 24", class: "swatch", "aria-hidden": "true" }, path);
}
