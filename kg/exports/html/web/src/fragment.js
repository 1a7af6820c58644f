// The state as a URL fragment, so that a picture can be cited, and back.

import { firstDay } from "./dates.js";

const names = {
  view: "view", selected: "selected", language: "lang", asOf: "as-of", focus: "focus", theme: "theme", ask: "ask",
};
const flags = { certainOnly: "certain", unasserted: "unasserted", labels: "labels", folded: "folded" };
const lists = { hiddenStyles: "without", hiddenModalities: "modality-not", hiddenSources: "source-not", expanded: "expanded" };
const numbers = { depth: "depth", limit: "limit" };

// Writes what differs from the beginning; the same state always gives the same text.
export function formatFragment(state, beginning) {
  const parts = new URLSearchParams();
  for (const [key, name] of Object.entries({ ...names, ...numbers })) if (state[key] !== beginning[key]) parts.set(name, state[key]);
  for (const [key, name] of Object.entries(flags)) if (state[key] !== beginning[key]) parts.set(name, state[key] ? "yes" : "no");
  for (const [key, name] of Object.entries(lists)) {
    if (state[key].join() !== beginning[key].join()) parts.set(name, state[key].map(encodeURIComponent).join(","));
  }
  const pins = Object.entries(state.pinned).map(([id, [x, y]]) => `${encodeURIComponent(id)}:${Math.round(x)}:${Math.round(y)}`);
  if (pins.length) parts.set("pinned", pins.join(","));
  return parts.toString();
}

// Reads what a fragment says; whatever it says wrongly is left as it was at the beginning.
export function parseFragment(text, beginning) {
  const parts = new URLSearchParams(text.replace(/^#/, ""));
  const state = { ...beginning };
  for (const [key, name] of Object.entries(names)) if (parts.has(name)) state[key] = parts.get(name);
  for (const [key, name] of Object.entries(numbers)) {
    if (/^\d{1,6}$/.test(parts.get(name) || "")) state[key] = Number(parts.get(name));
  }
  for (const [key, name] of Object.entries(flags)) if (parts.has(name)) state[key] = parts.get(name) === "yes";
  for (const [key, name] of Object.entries(lists)) if (parts.has(name)) state[key] = parts.get(name).split(",").filter(Boolean).map(decoded);
  if (parts.has("pinned")) state.pinned = Object.fromEntries(parts.get("pinned").split(",").flatMap(pin));
  if (state.asOf && firstDay(state.asOf) !== state.asOf) state.asOf = beginning.asOf;
  return state;
}

function pin(text) {
  const [id, x, y] = text.split(":");
  return Number.isFinite(Number(x)) && Number.isFinite(Number(y)) && y ? [[decoded(id), [Number(x), Number(y)]]] : [];
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
