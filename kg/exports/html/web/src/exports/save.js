// Files and texts that leave the page: through a link to a blob, or the clipboard.

import { element } from "../dom.js";

// Names a file after the graph and the date that is looked at, such as russia-and-north-korea-1985.svg.
export function fileName(app, extension, part = "") {
  const date = app.state.asOf.replace(/-01-01$/, "");
  const words = [slug(app.graph.meta.title) || "graph", part, date].filter(Boolean);
  return `${words.join("-")}.${extension}`;
}

function slug(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80).replace(/^-|-$/g, "");
}

export function save(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = element("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

// Copies a text and says whether it could; where the clipboard is closed, the text is shown under `root`, selected, to be copied by hand.
export async function copyText(text, root = document.body) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    offer(text, root);
    return false;
  }
}

function offer(text, root) {
  const area = element("textarea", { readonly: true, rows: 8, "aria-label": "Text to copy" });
  area.value = text;
  const dialog = element("dialog", { class: "offer", "aria-label": "Copy", onclose: () => dialog.remove() },
    element("p", {}, "The browser keeps its clipboard closed to this page. Press Ctrl+C (⌘C) to copy the selected text."), area,
    element("button", { type: "button", class: "plain", onclick: () => dialog.close() }, "Close"));
  root.append(dialog);
  dialog.showModal();
  area.focus();
  area.select();
}
