// Days as whole numbers, and what four bounds (earliest and latest begin and end, ISO days or null) say about a day.

const DAY = 86400000;

// Gives the number of an ISO day, counted from 1970-01-01 in the proleptic Gregorian calendar.
export function day(iso) {
  return Date.parse(`${iso}T00:00:00Z`) / DAY;
}

export function isoOf(number) {
  return new Date(Math.round(number) * DAY).toISOString().slice(0, 10);
}

export function yearOf(number) {
  return new Date(Math.round(number) * DAY).getUTCFullYear();
}

// Gives the number of the first day of a month; months beyond 0 to 11 run over into other years.
export function firstOf(year, month = 0) {
  return new Date(0).setUTCFullYear(year, month, 1) / DAY;
}

// Says whether something held on a day: "certain", "possible", "unknown" (nobody says when it ended, or began), or "absent".
// Without any bound it is unknown, but for what is written as going on always, which `edtf` tells.
export function held(bounds, isoDay, edtf = "") {
  if (!isBounded(bounds, edtf)) return "unknown";
  const [earliestBegin, latestBegin, earliestEnd, latestEnd] = bounds.map(dayOrNull);
  const then = day(isoDay);
  if (atMost(latestBegin, then) && atLeast(earliestEnd, then)) return "certain";
  if (!atMost(earliestBegin, then) || !atLeast(latestEnd, then)) return "absent";
  const mayBeOver = latestEnd === null && earliestEnd !== null && atMost(latestBegin, then);
  const mayBeToCome = earliestBegin === null && latestBegin !== null && atLeast(earliestEnd, then);
  return mayBeOver || mayBeToCome ? "unknown" : "possible";
}

export function isBounded(bounds, edtf = "") {
  return edtf === "../.." || Boolean(bounds && bounds.some((bound) => bound));
}

// Gives the days between which something began and ended; an open or unknown side is null.
export function span(bounds) {
  const [earliestBegin, latestBegin, earliestEnd, latestEnd] = bounds.map(dayOrNull);
  return { begin: [earliestBegin, latestBegin], end: [earliestEnd, latestEnd] };
}

// Says what is known of an end: "known", "unknown" (there was one, but nobody says when) or "open".
export function endKind(bounds) {
  return bounds[3] ? "known" : bounds[2] ? "unknown" : "open";
}

export function beginKind(bounds) {
  return bounds[0] ? "known" : bounds[1] ? "unknown" : "open";
}

// Gives the first and the last year that bounds speak of, or null if they speak of none.
export function years(bounds) {
  const known = bounds.filter(Boolean).map((bound) => yearOf(day(bound)));
  return known.length ? [Math.min(...known), Math.max(...known)] : null;
}

// Gives the bounds in words, such as "begins between 1984-01-01 and 1984-12-31, no end".
export function wordsOf(bounds) {
  if (!isBounded(bounds)) return "no dates known";
  const [earliestBegin, latestBegin, earliestEnd, latestEnd] = bounds;
  if (earliestBegin && earliestBegin === latestEnd) return `on ${earliestBegin}`;
  if (earliestBegin && latestEnd && earliestBegin === earliestEnd && latestBegin === latestEnd) {
    return `between ${earliestBegin} and ${latestEnd}`;
  }
  return `${beginsIn(earliestBegin, latestBegin)}, ${endsIn(earliestEnd, latestEnd)}`;
}

// Gives the first day of a date that a reader types (1985, 1985-06 or 1985-06-30), or null if it is none.
export function firstDay(text) {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text.trim());
  if (!match || match[1] === "0000") return null;
  const [year, month, date] = [match[1], match[2] || "1", match[3] || "1"];
  const iso = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const number = day(iso);
  return Number.isFinite(number) && isoOf(number) === iso ? iso : null; // there is no 31 June
}

function beginsIn(earliest, latest) {
  if (!earliest) return latest ? `begins on or before ${latest}` : "no begin";
  if (!latest) return `begins on or after ${earliest}`;
  return earliest === latest ? `begins on ${earliest}` : `begins between ${earliest} and ${latest}`;
}

function endsIn(earliest, latest) {
  if (!latest) return earliest ? `end unknown, not before ${earliest}` : "no end";
  if (!earliest) return `ends on or before ${latest}`;
  return earliest === latest ? `ends on ${earliest}` : `ends between ${earliest} and ${latest}`;
}

function dayOrNull(bound) {
  return bound ? day(bound) : null;
}

function atMost(bound, then) {
  return bound === null || bound <= then;
}

function atLeast(bound, then) {
  return bound === null || bound >= then;
}
