// The scale of the time line: which days are seen, how wide a day is, and where the ticks stand.

import { firstOf, isoOf, yearOf } from "../dates.js";

const WIDEST_DAY = 64;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const YEAR = 365.2425;
const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const SPACE = 52; // pixels from one tick to the next, at least

// A camera: `from` is the day at the left edge, `perDay` the width of a day in pixels, `width` that of the picture.
export function createCamera() {
  const camera = { from: 0, perDay: 1, width: 0, domain: [0, 1] };
  camera.x = (number) => (number - camera.from) * camera.perDay;
  camera.dayAt = (x) => camera.from + x / camera.perDay;
  return camera;
}

export function fit(camera, [first, last]) {
  const [before, after] = [24, Math.min(220, camera.width / 4)]; // pixels; the names of the last need room
  camera.perDay = Math.min((camera.width - before - after) / Math.max(last - first, 1), WIDEST_DAY);
  camera.from = first - before / camera.perDay;
  keepWithin(camera);
}

// Zooms so that the day at `x` stays where it is.
export function zoom(camera, factor, x = camera.width / 2) {
  const anchor = camera.dayAt(x);
  const [first, last] = camera.domain;
  const least = camera.width / ((last - first + 60) * 1.5);
  camera.perDay = Math.min(Math.max(camera.perDay * factor, least), WIDEST_DAY);
  camera.from = anchor - x / camera.perDay;
  keepWithin(camera);
}

export function pan(camera, pixels) {
  camera.from += pixels / camera.perDay;
  keepWithin(camera);
}

// Half a picture beyond the first and the last day there is nothing to see, and no calendar goes on for ever.
function keepWithin(camera) {
  const seen = camera.width / camera.perDay;
  const [first, last] = camera.domain;
  camera.from = Math.min(Math.max(camera.from, first - seen / 2), last - seen / 2);
  camera.from = Math.min(Math.max(camera.from, firstOf(1)), firstOf(9999, 11) - seen);
}

// Gives the ticks in view and, above them, what they are part of: {small: [{at, text}], large: [{at, text}]}.
export function ticks(camera) {
  if (camera.perDay >= SPACE / 2) return { small: days(camera), large: months(camera, 1, longMonth) };
  if (camera.perDay * 7 >= SPACE) return { small: days(camera, 7), large: months(camera, 1, longMonth) };
  const step = [1, 3].find((each) => camera.perDay * 30.4 * each >= SPACE);
  if (step) return { small: months(camera, step, (year, month) => MONTHS[month]), large: years(camera, 1) };
  const count = YEARS.find((each) => camera.perDay * YEAR * each >= SPACE) || 1000;
  return { small: years(camera, count), large: count < 5 ? years(camera, 10, (year) => `${year}s`) : [] };
}

function days(camera, step = 1) {
  const found = [];
  for (const month of months(camera, 1, () => "")) {
    for (let at = month.at; at < month.next && at <= camera.dayAt(camera.width); at += step) {
      // a week that would end in the next month leaves no room for its tick
      if (month.next - at >= step / 2) found.push({ at, text: String(Math.round(at - month.at) + 1) });
    }
  }
  return found.filter((tick) => tick.at >= camera.from - step);
}

function months(camera, step, name) {
  const found = [];
  const last = camera.dayAt(camera.width);
  for (let index = yearOf(camera.from) * 12; ; index += step) {
    const [year, month] = [Math.floor(index / 12), index % 12];
    const [at, next] = [firstOf(year, month), firstOf(year, month + step)];
    if (at > last) return found;
    if (next > camera.from) found.push({ at, next, text: name(year, month) });
  }
}

function longMonth(year, month) {
  return `${MONTHS[month]} ${year}`;
}

function years(camera, step, name = String) {
  const found = [];
  const last = camera.dayAt(camera.width);
  for (let year = Math.floor(yearOf(camera.from) / step) * step; firstOf(year) <= last; year += step) {
    found.push({ at: firstOf(year), text: name(year) });
  }
  return found;
}

export function rangeOf(camera) {
  return [isoOf(Math.ceil(camera.from)), isoOf(Math.floor(camera.dayAt(camera.width)))];
}
