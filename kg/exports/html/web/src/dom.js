// Elements, made so that texts from data can only ever be text.

const tones = new Map();

export const byId = (id) => document.getElementById(id);

// Makes an element: functions become listeners, `dataset` an object, true an empty attribute; null, false and "" are left out.
export function element(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

export function svgElement(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function furnish(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(name.slice(2).toLowerCase(), value);
    else if (name === "dataset") Object.assign(made.dataset, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

// Gives the colour that the present theme has under a name, such as "ink".
export function tone(name) {
  if (!tones.has(name)) tones.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return tones.get(name);
}

export function forgetTones() {
  tones.clear();
}

// Says whether the page is dark: because the reader said so, or because the system is and she did not.
export function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

// Gives the colour of a class in the present theme.
export function colourOf(style) {
  return (isDark() && style.dark) || style.color;
}

// A button that shows a pictogram, and has a name for whoever cannot see it.
export function toolButton(name, path, onclick, attributes = {}) {
  return element("button", { type: "button", class: "tool", "aria-label": name, title: name, onclick, ...attributes }, icon(path));
}

// A pictogram of 24 by 24 units, drawn as one path; it is decoration, so the button it stands in needs a name.
export function icon(path) {
  return svgElement("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" }, svgElement("path", { d: path }));
}

export const icons = {
  close: "M6 6l12 12M18 6L6 18",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
  filter: "M3 5h18l-7 8v6l-4-2v-4z",
  undo: "M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6",
  redo: "M15 7l5 5l-5 5M20 12H10a6 6 0 0 0-6 6",
  theme: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  download: "M12 4v11M7 11l5 5l5-5M4 20h16",
  about: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 11v6M12 7.5v.5",
  play: "M7 5l12 7l-12 7z",
  pause: "M8 5v14M16 5v14",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
};
