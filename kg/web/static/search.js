// Names are suggested as one types: a combobox with a list below it (ARIA Authoring Practices Guide 1.2).
// A search box leads to the page of what is chosen; a field of a form takes its name.

const DELAY = 120; // milliseconds after the last letter
let number = 0;

for (const input of document.querySelectorAll("form[role=search] input[name=q], input[data-suggest]")) attach(input);

function attach(input) {
  const leads = input.dataset.suggest !== "name";
  const list = document.createElement("ul");
  const status = document.createElement("span");
  let found = [];
  let active = -1;
  let timer = 0;
  let asking = null;

  list.id = `suggested-${number += 1}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  status.className = "unseen";
  status.setAttribute("role", "status");
  const holder = document.createElement("span");
  holder.className = "suggester";
  input.before(holder);
  holder.append(input, list, status);
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const place = [...list.children].indexOf(event.target.closest("[role=option]"));
    if (place >= 0) choose(place);
  });

  async function ask() {
    asking?.abort();
    const text = input.value.trimStart();
    if (!text.trim()) return close();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(`/suggest?${new URLSearchParams({ q: text })}`, { signal, headers: { Accept: "application/json" } });
      const data = answer.ok ? await answer.json() : { found: [] };
      if (!signal.aborted && document.activeElement === input) show(data.found);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
    return undefined;
  }

  function show(names) {
    found = names;
    active = -1;
    list.replaceChildren(...names.map(option));
    open(names.length > 0);
    mark();
    status.textContent = names.length === 0 ? "No suggestions" : names.length === 1 ? "1 suggestion" : `${names.length} suggestions`;
  }

  function option(each, place) {
    const item = document.createElement("li");
    item.id = `${list.id}-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(part("label", each.label));
    if (each.name !== each.label) item.append(part("name", each.name));
    item.append(part("sort", each.kind));
    return item;
  }

  function part(kind, text) {
    const span = document.createElement("span");
    span.className = kind;
    span.dir = "auto";
    span.textContent = text;
    return span;
  }

  function onKey(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden && found.length) open(true);
      else if (list.hidden) ask();
      move(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if ((key === "Home" || key === "End") && active >= 0) {
      active = -1;
      mark();
    }
  }

  // From the last one further down is the field itself, and from there the first.
  function move(step) {
    if (list.hidden || found.length === 0) return;
    settle();
    active += step;
    if (active < -1) active = found.length - 1;
    if (active >= found.length) active = -1;
    mark();
  }

  function mark() {
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[active].id);
      list.children[active].scrollIntoView({ block: "nearest" });
    }
  }

  function choose(place) {
    const each = found[place];
    close();
    if (leads) location.assign(each.page);
    else input.value = each.id;
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
  }

  // Nothing that comes later takes the place of what one is reading.
  function settle() {
    clearTimeout(timer);
    asking?.abort();
  }

  function close() {
    settle();
    open(false);
    active = -1;
    input.removeAttribute("aria-activedescendant");
  }
}
