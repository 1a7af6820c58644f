// How large things are on the screen.

// Gives the radius of a node in pixels: as laid out, but never too small to be seen.
export function radiusOf(item, camera) {
  return Math.max(item.size * camera.zoom * 0.85, camera.zoom < 0.12 ? 1.6 : 4);
}
