// Names as they are written beside nodes: safe, broken into rows, cut where they are too long.

const letters = typeof Intl.Segmenter === "function" ? new Intl.Segmenter() : null;
const widest = 20; // of a row, in Latin letters
const most = 3; // rows
// Control characters, marks that turn the direction of a text around, and halves of characters.
const unsafe = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|[\uD800-\uDFFF]/gu;
const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u;
const rightToLeft = /^[^\p{L}]*[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;

function cleaned(text) {
  return text.slice(0, 400).replace(/\s+/gu, " ").replace(unsafe, "").trim();
}

export const directionOf = (text) => (rightToLeft.test(text) ? "rtl" : "ltr");

export function cut(text, length) {
  const all = split(cleaned(text));
  return widthOf(all) <= length && text.length <= 400 ? all.join("") : `${fill(all, length - 1)[0].join("").trimEnd()}…`;
}

// Breaks a name into at most three rows, between words if it can be.
export function rowsOf(name) {
  const rows = [];
  let rest = split(cleaned(name));
  while (rest.length && rows.length < most) {
    const [row, after] = fill(rest, widest);
    rows.push(row.join("").trim());
    rest = after;
  }
  if (rows.length && (rest.length || name.length > 400)) rows[rows.length - 1] = `${rows[rows.length - 1].replace(/[\s,;:.–-]+$/u, "")}…`;
  return rows;
}

function split(text) {
  return letters ? Array.from(letters.segment(text), (each) => each.segment) : Array.from(text);
}

const widthOf = (all) => all.reduce((sum, letter) => sum + (wide.test(letter) ? 1.8 : 1), 0);

// Gives as many letters as fit into a row, and the rest.
function fill(all, length) {
  let [width, count, space] = [0, 0, 0];
  while (count < all.length && (width += wide.test(all[count]) ? 1.8 : 1) <= length + 0.01) {
    count += 1;
    if (all[count - 1] === " " || all[count - 1] === "-") space = count;
  }
  if (count < all.length && all[count] !== " " && space > 0) count = space;
  count = Math.max(count, 1);
  return [all.slice(0, count), all.slice(count)];
}
