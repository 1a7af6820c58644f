// The room on the picture that is taken: boxes [left, top, width, height], filed in a grid.

const cell = 48;

export class Room {
  #cells = new Map();

  // Takes the boxes if all of them are free; says whether they were.
  takeAll(rects) {
    if (!rects.every((rect) => this.isFree(rect))) return false;
    for (const rect of rects) this.take(rect);
    return true;
  }

  take(rect) {
    for (const key of keys(rect)) {
      const filed = this.#cells.get(key);
      if (filed) filed.push(rect);
      else this.#cells.set(key, [rect]);
    }
  }

  isFree(rect) {
    return keys(rect).every((key) => (this.#cells.get(key) || []).every((taken) => !overlap(rect, taken)));
  }
}

function overlap([left, top, width, height], [otherLeft, otherTop, otherWidth, otherHeight]) {
  return left < otherLeft + otherWidth && otherLeft < left + width && top < otherTop + otherHeight && otherTop < top + height;
}

function keys([left, top, width, height]) {
  const found = [];
  for (let column = Math.floor(left / cell); column <= Math.floor((left + width) / cell); column += 1) {
    for (let row = Math.floor(top / cell); row <= Math.floor((top + height) / cell); row += 1) found.push(column * 1048576 + row);
  }
  return found;
}
