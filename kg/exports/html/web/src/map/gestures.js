// Moves and zooms a picture by wheel, drag, pinch and keys: `change(k, x, y)` is called with the new scale and shift.

const least = 0.5;
const most = 40;
const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

export function gestures(target, view, { change, fit }) {
  const held = new Map();
  let moved = false;

  function zoom(factor, [x, y]) {
    const k = Math.min(Math.max(view.k * factor, least), most);
    const share = k / view.k;
    change(k, x - (x - view.x) * share, y - (y - view.y) * share);
  }
  function at(event) {
    const box = target.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }
  function middle() {
    return [target.clientWidth / 2, target.clientHeight / 2];
  }

  target.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(2 ** (-event.deltaY * (event.deltaMode === 1 ? 0.05 : event.ctrlKey ? 0.01 : 0.002)), at(event));
  }, { passive: false });
  target.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (held.size === 0) moved = false;
    held.set(event.pointerId, at(event));
  });
  target.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    if (!moved && !other && Math.hypot(now[0] - before[0], now[1] - before[1]) < 4) return;
    moved = true;
    if (!target.hasPointerCapture(event.pointerId)) target.setPointerCapture(event.pointerId);
    held.set(event.pointerId, now);
    if (other) {
      const distance = ([x, y]) => Math.max(Math.hypot(x - other[0], y - other[1]), 1);
      zoom(distance(now) / distance(before), other);
    } else {
      change(view.k, view.x + now[0] - before[0], view.y + now[1] - before[1]);
    }
  });
  for (const end of ["pointerup", "pointercancel"]) target.addEventListener(end, (event) => held.delete(event.pointerId));
  target.addEventListener("click", (event) => {
    if (moved) event.stopPropagation();
    moved = false;
  }, { capture: true });
  target.addEventListener("keydown", (event) => {
    if (event.target !== target || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    if (step) change(view.k, view.x + step[0], view.y + step[1]);
    else if (event.key === "+" || event.key === "=") zoom(1.4, middle());
    else if (event.key === "-") zoom(1 / 1.4, middle());
    else if (event.key === "0" || event.key === "Home") fit();
    else return;
    event.preventDefault();
  });
  return { zoom: (factor) => zoom(factor, middle()) };
}
