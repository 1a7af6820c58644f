// Dates as bounds: what an EDTF date, or one of XML Schema, says of when something began and ended.
// Bounds are ISO days, or null where there is none: [earliest begin, latest begin, earliest end, latest end].

const seasons = { 21: [3, 5], 22: [6, 8], 23: [9, 11], 24: [12, 12], 25: [3, 5], 26: [6, 8], 27: [9, 11], 28: [12, 12] };

// Gives the bounds of a date, or null if it cannot be drawn.
export function boundsOf(text) {
  const plain = text.trim().replace(/[?~%]/g, "").replace(/T.*$/, "").replace(/(?:Z|[+-]\d\d:\d\d)$/, "");
  const set = /^[[{](.*)[\]}]$/.exec(plain);
  if (set) return boundsOfSet(set[1]);
  const [one, other, more] = plain.split("/");
  if (more !== undefined) return null;
  return other === undefined ? boundsOfPeriod(one) : boundsOfInterval(one, other);
}

function boundsOfPeriod(text) {
  const period = periodOf(text);
  return period && [period[0], period[1], period[0], period[1]];
}

function boundsOfInterval(begin, end) {
  const [from, to] = [begin, end].map((side) => (side === "" || side === ".." ? [null, null] : periodOf(side)));
  if (!from || !to || (!from[0] && !to[1])) return null;
  // A side that is unknown, not open, lies somewhere beyond what is known of the other one.
  const latestBegin = begin === "" ? to[1] : from[1];
  const earliestEnd = end === "" ? from[0] : to[0];
  return [from[0], latestBegin, earliestEnd, to[1]];
}

// One of several days, or all of them: between the first and the last.
function boundsOfSet(text) {
  const periods = text.split(",").flatMap((part) => part.split("..")).filter(Boolean).map((part) => periodOf(part.trim()));
  if (periods.length === 0 || periods.includes(null)) return null;
  const [first, last] = [periods.map(([day]) => day).sort()[0], periods.map(([, day]) => day).sort().at(-1)];
  return [first, last, first, last];
}

// Gives the first and last day of what is written without a slash.
function periodOf(text) {
  const match = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?$/.exec(text);
  if (!match) return null;
  const [, year, month, day] = match;
  const [first, last] = [year.replaceAll("X", "0"), year.replaceAll("X", "9")];
  const months = month in seasons ? seasons[month] : month && month !== "XX" ? [Number(month), Number(month)] : [1, 12];
  if (months[0] < 1 || months[1] > 12) return null;
  const exact = day && day !== "XX" ? Number(day) : null;
  return [iso(first, months[0], exact || 1), iso(last, months[1], exact || lengthOf(Number(last), months[1]))];
}

function iso(year, month, day) {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function lengthOf(year, month) {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}
