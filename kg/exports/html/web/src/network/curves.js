// The lines between nodes as Bézier curves: two points are straight, three a bow, four a loop.

// Gives the points of a line; `bend` swings its middle point aside by that share of its length.
export function curve(from, to, bend = 0) {
  if (from === to) return loop(from, bend);
  if (!bend) return [[from.x, from.y], [to.x, to.y]];
  const [across, down] = [to.x - from.x, to.y - from.y];
  const middle = [(from.x + to.x) / 2 - down * bend, (from.y + to.y) / 2 + across * bend];
  return [[from.x, from.y], middle, [to.x, to.y]];
}

function loop({ x, y, size }, bend) {
  const reach = size * 2.4 * (1 + Math.abs(bend));
  return [[x, y], [x - reach, y - reach * 1.5], [x + reach, y - reach * 1.5], [x, y]];
}

export function trace(context, points) {
  const [first, second, third, fourth] = points;
  context.moveTo(first[0], first[1]);
  if (fourth) context.bezierCurveTo(second[0], second[1], third[0], third[1], fourth[0], fourth[1]);
  else if (third) context.quadraticCurveTo(second[0], second[1], third[0], third[1]);
  else context.lineTo(second[0], second[1]);
}

export function pointAt(points, share) {
  let rest = points;
  while (rest.length > 1) rest = rest.slice(1).map((point, index) => between(rest[index], point, share));
  return rest[0];
}

function between([x, y], [toX, toY], share) {
  return [x + (toX - x) * share, y + (toY - y) * share];
}

// Gives the angle in which a curve runs at a share of its way.
export function angleAt(points, share) {
  const [before, after] = [pointAt(points, share - 0.02), pointAt(points, share + 0.02)];
  return Math.atan2(after[1] - before[1], after[0] - before[0]);
}

export function flat(points, pieces) {
  if (points.length === 2 && pieces === 1) return points;
  return Array.from({ length: pieces + 1 }, (_, index) => pointAt(points, index / pieces));
}

export function box(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

// Gives how far a point is from a curve.
export function distance(points, x, y) {
  const pieces = flat(points, points.length === 2 ? 1 : 14);
  let least = Infinity;
  for (let index = 1; index < pieces.length; index += 1) least = Math.min(least, fromPiece(pieces[index - 1], pieces[index], x, y));
  return least;
}

function fromPiece([x1, y1], [x2, y2], x, y) {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const share = length ? Math.min(Math.max(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length, 0), 1) : 0;
  return Math.hypot(x1 + share * (x2 - x1) - x, y1 + share * (y2 - y1) - y);
}

// Gives the share of the way at which a curve enters the circle around its end, found by halving.
export function entry(points, radius) {
  const [x, y] = points[points.length - 1];
  let [outside, inside] = [0.5, 1];
  for (let round = 0; round < 9; round += 1) {
    const middle = (outside + inside) / 2;
    const [atX, atY] = pointAt(points, middle);
    if (Math.hypot(atX - x, atY - y) > radius) outside = middle;
    else inside = middle;
  }
  return inside;
}
