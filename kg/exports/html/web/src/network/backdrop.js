// The lines of a large graph as an image, which is moved along with the camera and drawn anew when the camera rests: thousands
// of lines take longer than a moving picture may.

import { Camera } from "./camera.js";
import { paintPlainEdges } from "./painter.js";

const many = 2000;
const margin = 0.2; // of the screen on each side

export class Backdrop {
  #canvas = document.createElement("canvas");
  #drawn = null; // {scene, camera} of the image

  // Gives the image for a scene, or null if its lines are few enough to be drawn each time.
  for(scene, camera, isResting, ratio) {
    if (scene.edges.length <= many) return null;
    if (this.#drawn?.scene !== scene || (isResting && !this.#holds(camera))) this.#draw(scene, camera, ratio);
    return this;
  }

  #holds({ zoom, x, y, width, height }) {
    const { camera, screen } = this.#drawn;
    const isNear = Math.abs(x - camera.x) * zoom <= width * margin && Math.abs(y - camera.y) * zoom <= height * margin;
    return zoom === camera.zoom && isNear && width === screen.width && height === screen.height;
  }

  #draw(scene, { x, y, zoom, width, height }, ratio) {
    const camera = Object.assign(new Camera(() => {}), { x, y, zoom, width: width * (1 + 2 * margin), height: height * (1 + 2 * margin) });
    this.#drawn = { scene, camera, screen: { width, height } };
    this.#canvas.width = Math.round(camera.width * ratio);
    this.#canvas.height = Math.round(camera.height * ratio);
    const context = this.#canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintPlainEdges(context, { scene, camera, emphasis: null });
  }

  // Draws the image where its lines are now.
  paint(context, now) {
    const { camera } = this.#drawn;
    const scale = now.zoom / camera.zoom;
    const [left, top] = now.toScreen(...camera.toWorld(0, 0));
    context.drawImage(this.#canvas, left, top, camera.width * scale, camera.height * scale);
  }

  forget() {
    this.#drawn = null;
  }
}
