// The picture as an SVG document that says what it shows, as of when, and where it is from.

import { about } from "./graphml.js";
import { escapeXml } from "./xml.js";

const opening = /<svg\b(?:"[^"]*"|'[^']*'|[^"'>])*>/;
const ownTitle = /^\s*<title>[^<]*<\/title>/;

// Gives the SVG of a view with a title and a description in front; null if the view draws none.
export function formatSvg(app, view) {
  const drawn = view && view.svg ? view.svg() : null;
  const found = drawn && opening.exec(drawn);
  if (!found) return null;
  const { meta } = app.graph;
  const title = meta.title + (app.state.asOf ? `, ${app.state.asOf}` : "");
  const start = found[0].includes("xmlns=") ? found[0] : found[0].replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  const rest = drawn.slice(found.index + found[0].length).replace(ownTitle, "");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${start}\n<title>${escapeXml(title)}</title>\n<desc>${escapeXml(about(app))}</desc>\n${rest}`;
}
