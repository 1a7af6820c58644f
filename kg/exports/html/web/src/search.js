// The search: names in every language, as one types; from the keyboard alone if one likes.

import { element } from "./dom.js";

const MOST = 12;

export function mountSearch(app, root) {
  const input = element("input", {
    id: "search", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: "Find by name  ( / )", "aria-label": "Find by name, in any language",
    "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", oninput: () => search(), onkeydown, onblur: () => setTimeout(close, 150),
  });
  const list = element("ul", { id: "found", role: "listbox", "aria-label": "Found", hidden: true });
  root.append(input, list);
  const names = index(app);
  let found = [];
  let active = -1;

  function search() {
    found = find(app, names, input.value);
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
    return element("li", { role: "option", id: `found-${place}`, onmousedown: (event) => { event.preventDefault(); choose(place); } },
      element("span", {}, shown), name === shown ? null : element("span", { class: "alias" }, name), element("small", {}, app.classLabel(node)));
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
      if (found.length) active = (active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      mark();
    } else if (event.key === "Enter") choose(active);
    else if (event.key === "Escape") {
      input.value = "";
      close();
    }
  }

  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, textarea, select, [contenteditable], .cm-editor")) return;
    event.preventDefault();
    input.focus();
  });
  return { update() {} };
}

// Every name of every node, folded, once.
function index(app) {
  return app.graph.ranked.flatMap((node) => {
    const all = [...Object.values(node.labels), ...(node.names ? node.names.split("; ") : []), node.id];
    return [...new Set(all)].map((name) => ({ node, name, folded: app.fold(name).slice(0, 200) }));
  });
}

// Gives the best matches: beginnings, then beginnings of words, then any part, then a slip of the finger.
export function find(app, names, text) {
  const wanted = app.fold(text.trim());
  if (!wanted) return [];
  const best = new Map();
  for (const entry of names) {
    const grade = gradeOf(entry.folded, wanted);
    if (grade < 9 && grade < (best.get(entry.node)?.grade ?? 9)) best.set(entry.node, { ...entry, grade });
  }
  return [...best.values()].sort((a, b) => a.grade - b.grade || a.node.rank - b.node.rank).slice(0, MOST);
}

function gradeOf(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const words = name.split(/[\s\-_(),.]+/);
  if (words.some((word) => word.startsWith(wanted))) return 2;
  if (wanted.split(/\s+/).every((part) => words.some((word) => word.startsWith(part)))) return 3;
  if (name.includes(wanted)) return 4;
  if (wanted.length >= 4 && words.some((word) => isSlip(word, wanted))) return 5;
  return 9;
}

// Says whether one letter is wrong, missing, too many, or two are swapped; `word` may go on after `typed`.
function isSlip(word, typed) {
  let at = 0;
  while (at < typed.length && word[at] === typed[at]) at += 1;
  const rest = (from, until) => word.slice(from).startsWith(typed.slice(until));
  return rest(at + 1, at + 1) || rest(at, at + 1) || rest(at + 1, at)
    || (word[at] === typed[at + 1] && word[at + 1] === typed[at] && rest(at + 2, at + 2));
}
