// Moving: a picture that is dragged and zoomed, with the hand, the wheel or buttons, and nodes that are put elsewhere.

import { element, icon, icons } from "../../../exports/html/web/src/dom.js";

const margin = 40;
const letter = 6.5; // the width of one in a name, about
const least = { width: 900, height: 420 };
const still = 4; // pixels that a click may stray

// Gives the picture in a frame with buttons; `dots` are [{node: {x, y}, group, words}], words the letters of its name; `settle` draws them where they are.
export function makeMovable(svg, dots, settle) {
  const view = fitted(dots);
  const whole = { ...view };
  svg.setAttribute("width", whole.width);
  svg.setAttribute("height", whole.height);
  // Names that would be too small to be read are written larger.
  const enlarge = () => svg.style.setProperty("--scale", String(Math.max(1, Math.min(view.width / (svg.clientWidth || view.width), 2.2))));
  new ResizeObserver(enlarge).observe(svg);
  const show = () => {
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    enlarge();
  };
  const zoom = (factor, at = { x: view.x + view.width / 2, y: view.y + view.height / 2 }) => {
    Object.assign(view, { x: at.x + (view.x - at.x) * factor, y: at.y + (view.y - at.y) * factor, width: view.width * factor, height: view.height * factor });
    show();
  };
  const placeOf = ({ clientX, clientY }) => new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
  let held = null;

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return; // the page scrolls
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, placeOf(event));
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" && !event.target.closest(".node")) return; // the page is scrolled by it
    held = { dot: dots.find(({ group }) => group.contains(event.target)), last: placeOf(event), from: [event.clientX, event.clientY], isMoved: false, id: event.pointerId };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    held.isMoved ||= Math.hypot(event.clientX - held.from[0], event.clientY - held.from[1]) > still;
    if (!held.isMoved) return;
    svg.setPointerCapture(held.id);
    const now = placeOf(event);
    const [dx, dy] = [now.x - held.last.x, now.y - held.last.y];
    if (held.dot) {
      held.dot.node.x += dx;
      held.dot.node.y += dy;
      held.last = now;
      settle();
    } else {
      view.x -= dx;
      view.y -= dy;
      show();
    }
  });
  for (const name of ["pointerup", "pointercancel"]) svg.addEventListener(name, () => { setTimeout(() => { held = null; }); });
  svg.addEventListener("click", (event) => { if (held?.isMoved) event.preventDefault(); }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  show();

  const button = (name, path, onclick) => element("button", { type: "button", class: "tool", "aria-label": name, title: name, onclick }, icon(path));
  return element("div", { class: "frame" }, svg, element("div", { class: "tools" },
    button("Zoom in", icons.plus, () => zoom(1 / 1.4)), button("Zoom out", icons.minus, () => zoom(1.4)), button("Show everything", icons.fit, () => { Object.assign(view, whole); show(); })));
}

function fitted(dots) {
  const [xs, ys] = [dots.map(({ node }) => node.x), dots.map(({ node }) => node.y)];
  const rights = dots.map(({ node, words }) => node.x + words * letter);
  const [left, right] = [Math.min(...xs) - margin, Math.max(...rights) + margin];
  const [top, bottom] = [Math.min(...ys) - margin, Math.max(...ys) + margin];
  const [width, height] = [Math.max(right - left, least.width), Math.max(bottom - top, least.height)];
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}
