// The outlines of nodes, each added to a path around its middle so that many can be filled at once.

const turn = Math.PI * 2;

const corners = {
  square: ring(4, 1.2, turn / 8),
  diamond: ring(4, 1.2),
  triangle: ring(3, 1.25),
  triangleDown: ring(3, 1.25, Math.PI),
  hexagon: ring(6, 1.08),
  star: ring(10, 1.3).map(([x, y], index) => (index % 2 ? [x * 0.5, y * 0.5] : [x, y])),
  box: [[-1.3, -0.8], [1.3, -0.8], [1.3, 0.8], [-1.3, 0.8]],
};

// Gives the corners of a regular polygon, the first one at the top; the reach makes all shapes look about as large as a dot.
function ring(count, reach, swing = 0) {
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * turn + swing;
    return [Math.sin(angle) * reach, -Math.cos(angle) * reach];
  });
}

export function traceShape(context, shape, x, y, radius) {
  const points = corners[shape];
  if (!points) return traceDot(context, x, y, radius);
  points.forEach(([across, down], index) => {
    if (index === 0) context.moveTo(x + across * radius, y + down * radius);
    else context.lineTo(x + across * radius, y + down * radius);
  });
  context.closePath();
}

export function traceDot(context, x, y, radius) {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, turn);
}
