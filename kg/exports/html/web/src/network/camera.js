// The camera: which point of the picture is in the middle of the screen, and how large it is drawn.

import { glide } from "./motion.js";

const nearest = 8;
const farthest = 0.01;

export class Camera {
  x = 0;
  y = 0;
  zoom = 1;
  width = 0;
  height = 0;
  covered = 0; // pixels at the bottom that something else hides, such as the panel of a phone
  isTouched = false; // whether the reader has chosen what to look at: then nothing moves by itself
  #stop = () => {};

  constructor(onmove) {
    this.onmove = onmove;
  }

  // Takes a new size of the screen; what was at the upper left corner stays there.
  resize(width, height) {
    if (this.width) this.x += (width - this.width) / 2 / this.zoom;
    if (this.height) this.y += (height - this.height) / 2 / this.zoom;
    Object.assign(this, { width, height });
  }

  toScreen(x, y) {
    return [(x - this.x) * this.zoom + this.width / 2, (y - this.y) * this.zoom + this.height / 2];
  }

  toWorld(x, y) {
    return [(x - this.width / 2) / this.zoom + this.x, (y - this.height / 2) / this.zoom + this.y];
  }

  // Gives what is seen as [left, top, right, bottom], with a margin in pixels.
  seen(margin = 0) {
    return [...this.toWorld(-margin, -margin), ...this.toWorld(this.width + margin, this.height + margin)];
  }

  pan(across, down) {
    this.halt();
    this.x -= across / this.zoom;
    this.y -= down / this.zoom;
    this.#moved();
  }

  // Draws larger by a factor; what is at the point of the screen stays there.
  zoomBy(factor, x = this.width / 2, y = this.height / 2) {
    this.halt();
    const [atX, atY] = this.toWorld(x, y);
    this.zoom = clamped(this.zoom * factor);
    const [nowX, nowY] = this.toWorld(x, y);
    this.x += atX - nowX;
    this.y += atY - nowY;
    this.#moved();
  }

  halt() {
    this.#stop();
    this.isTouched = true;
  }

  #moved() {
    this.onmove();
  }

  // Gives the view in which a box fills the screen, with room for the names at its rim.
  around([left, top, right, bottom], largest = 1.6) {
    const [across, down] = [Math.min(72, this.width / 6), Math.min(48, this.height / 6)];
    const height = this.height - this.covered;
    const zoom = Math.min((this.width - 2 * across) / Math.max(right - left, 1), (height - 2 * down) / Math.max(bottom - top, 1), largest);
    return this.on((left + right) / 2, (top + bottom) / 2, clamped(zoom));
  }

  // Gives the view in which a point is in the middle of what is not covered.
  on(x, y, zoom = this.zoom) {
    return { x, y: y + this.covered / 2 / zoom, zoom };
  }

  put(view) {
    this.#stop();
    Object.assign(this, view);
    this.#moved();
  }

  fly(view) {
    this.#stop();
    const start = { x: this.x, y: this.y, zoom: this.zoom };
    const end = { ...start, ...view };
    this.#stop = glide(420, (share) => {
      Object.assign(this, {
        x: start.x + (end.x - start.x) * share,
        y: start.y + (end.y - start.y) * share,
        zoom: start.zoom * (end.zoom / start.zoom) ** share, // evenly to the eye
      });
      this.#moved();
    });
  }
}

function clamped(zoom) {
  return Math.min(Math.max(zoom || 1, farthest), nearest);
}
