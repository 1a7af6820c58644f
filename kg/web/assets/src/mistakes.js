// Mistakes: what the endpoint, or the way to it, has to say about a query that it does not answer.

import { element } from "../../../exports/html/web/src/dom.js";

// Reads what the editor threw: {message, remedy, line, column}.
export function mistakeIn(error) {
  if (error.name === "AbortError") return { message: "The query was stopped." };
  if (error instanceof TypeError) return { message: "The server cannot be reached.", remedy: "Is it still running?" };
  try {
    const { error: message, remedy, line, column } = JSON.parse(error.message);
    return { message, remedy, line, column };
  } catch {
    return { message: error.message };
  }
}

export function showMistake(root, { message, remedy, line, column }, goTo) {
  root.replaceChildren(element("div", { class: "mistake", role: "alert" },
    element("p", {}, element("strong", {}, sentence(message)), line ? [" ", element("button", { type: "button", class: "plain", onclick: goTo }, `Line ${line}, column ${column}`)] : null),
    remedy ? element("p", {}, remedy) : null));
}

function sentence(text) {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…”]$/.test(begun) ? begun : `${begun}.`;
}
