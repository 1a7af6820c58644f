// The bar of time below the views: when events began, and the day as of which the graph is shown.

import { beginKind, day, firstDay, firstOf, isoOf, span, yearOf } from "./dates.js";
import { element, icon, icons, svgElement, toolButton } from "./dom.js";
import { oneStep } from "./state.js";

const PACE = 700;
const backward = "M18 5l-10 7l10 7zM6 5v14";
const forward = "M6 5l10 7l-10 7zM18 5v14";

export function mountTimebar(app, root) {
  const [first, last] = yearsOf(app.graph.nodes);
  if (first === null) {
    root.hidden = true; // nothing has a date
    return { update() {} };
  }
  const histogram = drawHistogram(countByYear(app.graph, first, last));
  const parts = furnish(app, root, histogram, first, last);
  const player = createPlayer(app, first, last, () => {
    showPlaying(parts.play, false);
    sayWhatIsShown(app);
  });
  const tell = later(() => player.isPlaying || sayWhatIsShown(app), 500);
  connect(app, parts, player, histogram, first, last);

  function update(state, previous) {
    if (state.view === "ask" || (player.isPlaying && state.asOf !== player.day)) player.stop();
    showDay(parts, histogram, state, first, last);
    parts.certain.checked = state.certainOnly;
    if (previous.asOf !== undefined && state.asOf !== previous.asOf) tell();
  }
  return { update };
}

// Gives the first and the last year of which the dates speak; few that lie far off must not squeeze all others together.
function yearsOf(nodes) {
  const found = nodes.flatMap((node) => (node.bounds || []).filter(Boolean).map((bound) => yearOf(day(bound)))).sort((a, b) => a - b);
  if (found.length === 0) return [null, null];
  const cut = found.length < 50 ? 0 : Math.floor(found.length / 100);
  const [low, high] = [found[cut], found[found.length - 1 - cut]];
  const isFar = (year) => year < low - (high - low) || year > high + (high - low);
  const near = found.filter((year) => !isFar(year));
  return [near[0], near[near.length - 1]];
}

// Counts the events that began in each year; one that began within a span of days is shared out over it.
function countByYear(graph, first, last) {
  const counts = Array.from({ length: last - first + 1 }, () => 0);
  const isEvent = (node) => graph.styles[node.style].name === "Event";
  const dated = graph.nodes.filter((node) => node.bounds && node.bounds.some(Boolean));
  const events = dated.some(isEvent) ? dated.filter(isEvent) : dated;
  for (const node of events) share(counts, first, node.bounds);
  return { counts, first, last };
}

function share(counts, first, bounds) {
  const { begin, end } = span(bounds);
  const [from, to] = (beginKind(bounds) === "known" ? begin : end).map((bound, index, both) => bound ?? both[1 - index]);
  if (from === null) return;
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const days = Math.min(to + 1, firstOf(year + 1)) - Math.max(from, firstOf(year));
    if (year - first in counts) counts[year - first] += days / (to + 1 - from);
  }
}

function drawHistogram({ counts, first, last }) {
  const most = Math.max(...counts, 1);
  const bars = counts.map((count, index) => svgElement("rect", {
    class: "bar", x: index + 0.1, y: 1 - count / most, width: 0.8, height: count / most,
  }));
  const now = svgElement("line", { class: "now", x1: 0, x2: 0, y1: 0, y2: 1, visibility: "hidden" });
  const svg = svgElement("svg", { class: "histogram", viewBox: `0 0 ${counts.length} 1`, preserveAspectRatio: "none", "aria-hidden": "true" }, bars, now);
  return { svg, bars, now, labels: yearLabels(first, last) };
}

function yearLabels(first, last) {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((each) => (last - first) / each <= 9) || 1000;
  const labels = element("div", { class: "years", "aria-hidden": "true" });
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    const label = element("span", {}, String(year));
    label.style.setProperty("left", `${(100 * (year - first)) / (last + 1 - first)}%`);
    labels.append(label);
  }
  return labels;
}

function furnish(app, root, histogram, first, last) {
  const parts = {
    back: toolButton("A year back", backward), play: toolButton("Play", icons.play), on: toolButton("A year on", forward),
    slider: element("input", { type: "range", min: 0, max: (last + 1 - first) * 12, step: 1, "aria-label": "As of" }),
    date: element("input", { type: "text", id: "as-of", inputmode: "numeric", autocomplete: "off", spellcheck: "false", maxlength: 10, placeholder: "all times", "aria-describedby": "as-of-help" }),
    help: element("span", { class: "unseen", id: "as-of-help" }, "A year, a month or a day, such as 1985, 1985-06 or 1985-06-30; empty for every time."),
    all: element("button", { type: "button", class: "plain" }, "All times"),
    certain: element("input", { type: "checkbox" }),
  };
  root.append(
    element("div", { class: "play", role: "group", "aria-label": "Through the years" }, parts.back, parts.play, parts.on),
    element("div", { class: "years-and-slider" }, histogram.svg, histogram.labels, parts.slider),
    element("div", { class: "as-of" },
      element("label", { for: "as-of" }, "As of"), parts.date, parts.help, parts.all,
      element("label", { class: "check" }, parts.certain, "Certain only")),
  );
  return parts;
}

function connect(app, parts, player, histogram, first, last) {
  const sliding = oneStep(app);
  parts.slider.addEventListener("input", () => sliding.move({ asOf: isoOf(firstOf(first, Number(parts.slider.value))) }));
  parts.slider.addEventListener("change", sliding.end);
  histogram.svg.addEventListener("click", (event) => {
    const box = histogram.svg.getBoundingClientRect();
    app.set({ asOf: isoOf(firstOf(first, Math.floor((12 * (last + 1 - first) * (event.clientX - box.left)) / box.width))) });
  });
  parts.date.addEventListener("input", () => check(parts.date));
  parts.date.addEventListener("change", () => typed(app, parts.date));
  parts.all.addEventListener("click", () => app.set({ asOf: "" }));
  parts.certain.addEventListener("change", () => app.set({ certainOnly: parts.certain.checked }));
  parts.back.addEventListener("click", () => app.set({ asOf: app.state.asOf ? yearsOn(app.state.asOf, -1) : `${padded(last)}-01-01` }));
  parts.on.addEventListener("click", () => app.set({ asOf: app.state.asOf ? yearsOn(app.state.asOf, 1) : `${padded(first)}-01-01` }));
  parts.play.addEventListener("click", () => {
    if (player.isPlaying) player.stop();
    else player.start();
    showPlaying(parts.play, player.isPlaying);
  });
}

function check(input) {
  const isWrong = input.value.trim() !== "" && firstDay(input.value) === null;
  if (isWrong) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  return !isWrong;
}

function typed(app, input) {
  if (check(input)) app.set({ asOf: firstDay(input.value) || "" });
  else app.announce(`${input.value} is no date: write a year, a month or a day, such as 1985, 1985-06 or 1985-06-30`);
}

// Goes on a year each time; what moves is the date alone, so it serves those who want less motion as well.
function createPlayer(app, first, last, whenStopped) {
  const player = { isPlaying: false, day: "", start, stop };
  let timer = 0;

  function start() {
    const isAtEnd = !app.state.asOf || Number(app.state.asOf.slice(0, 4)) >= last;
    player.isPlaying = true;
    timer = setInterval(() => go(yearsOn(player.day, 1), false), PACE);
    go(isAtEnd ? `${padded(first)}-01-01` : yearsOn(app.state.asOf, 1), true);
  }
  function go(iso, undoable) {
    if (Number(iso.slice(0, 4)) > last) {
      stop();
      return;
    }
    player.day = iso;
    app.set({ asOf: iso }, { undoable });
  }
  function stop() {
    if (!player.isPlaying) return;
    clearInterval(timer);
    player.isPlaying = false;
    whenStopped();
  }
  return player;
}

function padded(year) {
  return String(Math.min(Math.max(year, 1), 9999)).padStart(4, "0");
}

// Gives the same day some years on; of 29 February it makes the 28th.
function yearsOn(iso, count) {
  const moved = padded(Number(iso.slice(0, 4)) + count) + iso.slice(4);
  return firstDay(moved) || `${moved.slice(0, 8)}28`;
}

function showPlaying(button, isPlaying) {
  const name = isPlaying ? "Pause" : "Play";
  if (button.title === name) return;
  button.title = name;
  button.setAttribute("aria-label", name);
  button.replaceChildren(icon(isPlaying ? icons.pause : icons.play));
}

function showDay(parts, histogram, state, first, last) {
  const months = state.asOf ? (Number(state.asOf.slice(0, 4)) - first) * 12 + Number(state.asOf.slice(5, 7)) - 1 : Infinity;
  parts.slider.value = Math.min(months, Number(parts.slider.max));
  parts.slider.setAttribute("aria-valuetext", state.asOf ? shortly(state.asOf) : "all times");
  parts.slider.classList.toggle("all-times", !state.asOf);
  if (document.activeElement !== parts.date || firstDay(parts.date.value) !== (state.asOf || null)) parts.date.value = shortly(state.asOf);
  check(parts.date);
  parts.all.disabled = !state.asOf;
  mark(histogram, state.asOf, first, last);
}

function mark({ bars, now }, asOf, first, last) {
  const at = asOf ? (day(asOf) - firstOf(first)) / 365.2425 : -1;
  const isSeen = at >= 0 && at <= last + 1 - first;
  now.setAttribute("visibility", isSeen ? "visible" : "hidden");
  now.setAttribute("x1", at);
  now.setAttribute("x2", at);
  const year = asOf ? Number(asOf.slice(0, 4)) - first : -1;
  bars.forEach((bar, index) => bar.classList.toggle("chosen", index === year));
}

// The first day of a year is how a reader asks for the year, so it is shown as one.
function shortly(iso) {
  return iso.replace(/-01-01$/, "").replace(/^(\d{4}-\d{2})-01$/, "$1");
}

function sayWhatIsShown(app) {
  const { nodes, all } = app.visible;
  const count = app.state.view === "network" ? nodes.size : all.size;
  const things = `${count} ${count === 1 ? "thing" : "things"} shown`;
  app.announce(app.state.asOf ? `As of ${shortly(app.state.asOf)}: ${things}` : `All times: ${things}`);
}

function later(action, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
}
