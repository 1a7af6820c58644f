// What is at a point: nodes and lines filed in a grid, so that few have to be looked at.

import { distance, flat } from "./curves.js";
import { radiusOf } from "./measures.js";

export class Picker {
  constructor(scene) {
    const [left, top, right, bottom] = scene.bounds;
    this.cell = Math.max((right - left) / 60, (bottom - top) / 60, 30);
    this.nodes = new Map();
    this.edges = new Map();
    for (const item of scene.nodes) this.#file(this.nodes, item.x, item.y, item);
    for (const item of scene.edges) this.#fileEdge(item);
    this.widest = scene.nodes.reduce((widest, item) => Math.max(widest, item.size), 10);
  }

  // Gives the topmost node at a point of the layout, or else the nearest line; `reach` is how far off it may be, in pixels.
  at(x, y, camera, reach) {
    return this.node(x, y, camera, reach) || this.#edge(x, y, (reach + 3) / camera.zoom);
  }

  node(x, y, camera, reach) {
    let [best, least] = [null, Infinity];
    for (const item of this.#near(this.nodes, x, y, Math.max(this.widest, 4 / camera.zoom) * 1.3 + reach / camera.zoom)) {
      const off = Math.hypot(item.x - x, item.y - y) - (radiusOf(item, camera) + reach) / camera.zoom;
      if (off <= 0 && off < least) [best, least] = [item, off];
    }
    return best;
  }

  #edge(x, y, reach) {
    let [best, least] = [null, reach];
    for (const item of new Set(this.#near(this.edges, x, y, reach))) {
      const [left, top, right, bottom] = item.box;
      if (x < left - reach || x > right + reach || y < top - reach || y > bottom + reach) continue;
      const off = distance(item.points, x, y);
      if (off < least) [best, least] = [item, off];
    }
    return best;
  }

  #fileEdge(item) {
    const [left, top, right, bottom] = item.box;
    const pieces = Math.min(Math.ceil((2 * Math.hypot(right - left, bottom - top)) / this.cell) + 2, 240);
    for (const [x, y] of flat(item.points, pieces)) this.#file(this.edges, x, y, item);
  }

  #file(grid, x, y, item) {
    const key = this.#key(Math.floor(x / this.cell), Math.floor(y / this.cell));
    const filed = grid.get(key);
    if (!filed) grid.set(key, [item]);
    else if (filed[filed.length - 1] !== item) filed.push(item);
  }

  #key(column, row) {
    return column * 65536 + row;
  }

  // Lines are filed at points up to half a cell apart, so that one cell more is looked at on each side.
  * #near(grid, x, y, reach) {
    const [left, right] = [Math.floor((x - reach) / this.cell) - 1, Math.floor((x + reach) / this.cell) + 1];
    const [top, bottom] = [Math.floor((y - reach) / this.cell) - 1, Math.floor((y + reach) / this.cell) + 1];
    for (let column = left; column <= right; column += 1) {
      for (let row = top; row <= bottom; row += 1) yield* grid.get(this.#key(column, row)) || [];
    }
  }
}
