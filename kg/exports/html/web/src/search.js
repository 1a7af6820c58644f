// The search: names in every language, as one types; from the keyboard alone if one likes.

import { element } from "./dom.js";
import { createFinder } from "./evidence/find.js";
import { swatch } from "./filters.js";

export function mountSearch(app, root) {
  const input = element("input", {
    id: "search", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: "Find by name  ( / )", "aria-label": "Find by name, in any language",
    "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", oninput: () => search(), onkeydown, onblur: close, onfocus: () => input.value.trim() && search(),
  });
  const list = element("ul", { id: "found", role: "listbox", "aria-label": "Found", hidden: true });
  root.append(input, list);
  let find = null; // the names are read when they are first asked for
  let found = [];
  let active = -1;

  function search() {
    find = find || createFinder(app.graph.nodes, app.fold);
    found = find(input.value);
    active = found.length ? 0 : -1;
    list.replaceChildren(...found.map(({ node, name }, place) => option(node, name, place)));
    if (input.value.trim() && !found.length) list.replaceChildren(element("li", { role: "option", "aria-disabled": "true" }, "Nothing of that name"));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark();
    if (input.value.trim()) app.announce(found.length ? `${found.length} found` : "Nothing of that name");
  }

  function option(node, name, place) {
    const shown = app.nameOf(node);
    return element("li", { role: "option", id: `found-${place}`, onmousedown: (event) => event.preventDefault(), onclick: () => choose(place) },
      swatch(app.graph.styles[node.style]), element("span", { dir: "auto" }, shown), name === shown ? null : element("span", { class: "alias", dir: "auto" }, name), element("small", {}, app.classLabel(node)));
  }

  function mark() {
    [...list.children].forEach((each, place) => each.setAttribute("aria-selected", String(place === active)));
    if (active >= 0) input.setAttribute("aria-activedescendant", `found-${active}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  function choose(place) {
    if (!found[place]) return;
    app.select(found[place].node.id, { fly: true });
    input.value = "";
    close();
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function onkeydown(event) {
    if (event.isComposing) return; // a Korean syllable is still being put together
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return search();
      if (found.length) active = (active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      mark();
    } else if (event.key === "Enter" && !list.hidden) choose(active);
    else if (event.key === "Escape") {
      input.value = "";
      close();
    }
  }

  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], .cm-editor, dialog")) return;
    event.preventDefault();
    input.focus();
  });
  return { update() {} };
}
