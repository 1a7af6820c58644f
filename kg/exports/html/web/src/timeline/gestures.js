// What hands do on the time line: drag (or wheel with shift) to move, wheel or pinch to zoom, click to choose, point to read.

const CLICK = 5; // pixels that a pointer may stray in a click

// Calls {zoomBy(factor, x), move(dx, dy), choose(id or null), point(id or null, event)}.
export function followGestures(root, actions) {
  const fingers = new Map();
  let strayed = 0;

  root.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (event.shiftKey) actions.move(0, event.deltaY || event.deltaX); // some browsers turn the wheel sideways with shift
    else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) actions.move(event.deltaX, 0);
    else actions.zoomBy(factorOf(event), placeOf(event).x);
  }, { passive: false });
  root.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.offsetX > root.clientWidth) return;
    fingers.set(event.pointerId, placeOf(event));
    if (fingers.size === 1) strayed = 0;
  });
  root.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) {
      actions.point(idAt(event), event);
      return;
    }
    const place = placeOf(event);
    strayed += Math.hypot(place.x - before.x, place.y - before.y);
    if (strayed < CLICK) return;
    if (!root.hasPointerCapture(event.pointerId)) root.setPointerCapture(event.pointerId);
    if (fingers.size === 1) actions.move(before.x - place.x, before.y - place.y);
    else pinch(before, place, other(fingers, event.pointerId), actions);
    fingers.set(event.pointerId, place);
    actions.point(null, event);
  });
  root.addEventListener("pointerup", (event) => {
    if (fingers.delete(event.pointerId) && strayed < CLICK) actions.choose(idAt(event));
  });
  root.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
  root.addEventListener("pointerleave", (event) => {
    if (!root.hasPointerCapture(event.pointerId)) fingers.delete(event.pointerId);
    actions.point(null, event);
  });

  function placeOf(event) {
    const box = root.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}

// A pinch on a trackpad comes as a wheel with the control key, in smaller steps.
function factorOf(event) {
  const pixels = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
  return Math.exp(-Math.max(Math.min(pixels, 120), -120) * (event.ctrlKey ? 0.01 : 0.002));
}

function pinch(before, place, still, { zoomBy }) {
  const [was, is] = [Math.abs(before.x - still.x), Math.abs(place.x - still.x)];
  if (was > 8 && is > 8) zoomBy(is / was, (place.x + still.x) / 2);
}

function other(fingers, id) {
  return [...fingers].find(([each]) => each !== id)[1];
}

function idAt(event) {
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const entry = under && under.closest(".timeline-picture [data-id]");
  return entry ? entry.dataset.id : null;
}
