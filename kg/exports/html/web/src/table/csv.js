// Rows as text for other programs: comma-separated (RFC 4180) and tab-separated.

const formula = /^[=+\-@\t\r]/;
const number = /^[+-]?\d+(?:\.\d+)?$/;

// Writes rows with commas; a text that a spreadsheet would take for a formula gets a leading apostrophe.
export function formatCsv(rows) {
  return rows.map((row) => `${row.map((cell) => quoted(guarded(cell))).join(",")}\r\n`).join("");
}

// Writes rows with tabs, as spreadsheets take them from the clipboard; breaks within a cell become spaces.
export function formatTsv(rows) {
  return rows.map((row) => `${row.map((cell) => guarded(cell).replace(/[\t\r\n]+/g, " ")).join("\t")}\n`).join("");
}

function guarded(cell) {
  if (typeof cell === "number") return String(cell);
  const text = cell === null || cell === undefined ? "" : String(cell);
  return formula.test(text) && !number.test(text) ? `'${text}` : text;
}

function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
