// The reader's hand: a mouse, a pen or fingers that move the picture, or drag and choose what is in it.

const slack = 4; // pixels that a press may wander and still be a click

// `actions`: pick(x, y, reach), hover(item), drag(item, x, y), drop(item), choose(item), open(item, x, y).
export class Hand {
  #fingers = new Map();
  #press = null;
  #resting = 0;

  constructor(canvas, camera, actions) {
    Object.assign(this, { canvas, camera, actions });
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#up(event));
    canvas.addEventListener("pointercancel", (event) => this.#lose(event));
    canvas.addEventListener("pointerleave", () => this.#rest(null));
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener("dblclick", (event) => this.#open(event));
  }

  #at(event) {
    const rect = this.canvas.getBoundingClientRect();
    return [event.clientX - rect.left, event.clientY - rect.top];
  }

  #pick(event) {
    return this.actions.pick(...this.#at(event), event.pointerType === "touch" ? 10 : 3);
  }

  #down(event) {
    if (event.button !== 0) return;
    this.canvas.setPointerCapture(event.pointerId);
    const at = this.#at(event);
    this.#fingers.set(event.pointerId, at);
    this.#release();
    this.#press = this.#fingers.size === 1 ? { item: this.#pick(event), start: at, isMoving: false } : null;
  }

  #move(event) {
    const at = this.#at(event);
    const before = this.#fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") this.#hover(event);
      return;
    }
    if (this.#fingers.size === 2) this.#pinch(event.pointerId, before, at);
    else if (this.#press) this.#pull(before, at);
    this.#fingers.set(event.pointerId, at);
  }

  // Pointers report more often than pictures are drawn.
  #hover(event) {
    cancelAnimationFrame(this.#resting);
    this.#resting = requestAnimationFrame(() => this.#rest(this.#pick(event)));
  }

  #rest(item) {
    if (!item) cancelAnimationFrame(this.#resting);
    if (!this.#press?.isMoving) {
      this.canvas.classList.toggle("over", Boolean(item));
      this.actions.hover(item);
    }
  }

  #pull([fromX, fromY], [x, y]) {
    const press = this.#press;
    if (!press.isMoving && Math.hypot(x - press.start[0], y - press.start[1]) < slack) return;
    if (!press.isMoving) [fromX, fromY] = press.start;
    press.isMoving = true;
    this.canvas.classList.add("moving");
    if (press.item?.node) this.actions.drag(press.item, (x - fromX) / this.camera.zoom, (y - fromY) / this.camera.zoom);
    else this.camera.pan(x - fromX, y - fromY);
  }

  #pinch(id, before, at) {
    const [other] = [...this.#fingers].filter(([each]) => each !== id).map(([, point]) => point);
    const span = ([x, y]) => Math.max(Math.hypot(x - other[0], y - other[1]), 1);
    this.camera.zoomBy(span(at) / span(before), (at[0] + other[0]) / 2, (at[1] + other[1]) / 2);
    this.camera.pan((at[0] - before[0]) / 2, (at[1] - before[1]) / 2);
  }

  #up(event) {
    const press = this.#press;
    this.#lose(event);
    if (press && !press.isMoving) this.actions.choose(press.item);
  }

  #lose(event) {
    this.#fingers.delete(event.pointerId);
    this.#release();
  }

  // Ends a press; a node that was dragged stays where it is.
  #release() {
    const press = this.#press;
    this.#press = null;
    this.canvas.classList.remove("moving");
    if (press?.isMoving && press.item?.node) this.actions.drop(press.item);
  }

  #wheel(event) {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const turn = Math.min(Math.max(event.deltaY * lines, -240), 240);
    this.camera.zoomBy(Math.exp(-turn * (event.ctrlKey ? 0.01 : 0.0022)), ...this.#at(event));
  }

  #open(event) {
    event.preventDefault();
    this.actions.open(this.#pick(event), ...this.#at(event));
  }
}
