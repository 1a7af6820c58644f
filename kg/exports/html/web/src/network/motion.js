// Movement of the picture, for those who like it.

function isStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// Calls `step` with a share from 0 to 1 for so many milliseconds, at once with 1 where movement is not wanted; gives what stops it.
export function glide(milliseconds, step) {
  if (isStill() || document.hidden) {
    step(1);
    return () => {};
  }
  const start = performance.now();
  let frame = requestAnimationFrame(function advance(now) {
    const share = Math.min(Math.max((now - start) / milliseconds, 0), 1);
    frame = share < 1 ? requestAnimationFrame(advance) : 0;
    step(share * share * (3 - 2 * share));
  });
  return () => cancelAnimationFrame(frame);
}
