// The network view: a canvas with the picture of the graph, what can be done with it, and its exports.

import { byId, element, icons, isDark, tone, toolButton } from "../dom.js";
import { blobOf } from "../exports/png.js";
import { Backdrop } from "./backdrop.js";
import { Camera } from "./camera.js";
import { pointAt } from "./curves.js";
import { emphasisOf } from "./emphasis.js";
import { Hand } from "./hand.js";
import { keysOf } from "./keys.js";
import { Labels } from "./labels.js";
import { paint } from "./painter.js";
import { Picker } from "./pick.js";
import { Recorder } from "./recorder.js";
import { boxAround, Scene } from "./scene.js";

const help = "Arrow keys move the picture, plus and minus zoom, 0 fits all. N and Shift+N go from node to node, Alt with an arrow key to a neighbour, "
  + "Enter adds neighbours, F focuses, P pins, Escape clears.";
const rest = 110; // milliseconds without movement, after which names are placed anew
const quick = 400; // nodes of which the names can be placed anew in each picture
const twice = 300; // milliseconds in which a second click makes a double-click
const panelWidth = 400;
const refitting = ["focus", "depth", "limit", "folded", "expanded"];

export function mount(app, root) {
  const view = new Network(app, root);
  app.network = view.places();
  return {
    show: () => view.show(),
    hide: () => view.hide(),
    update: (state, previous) => view.update(state, previous),
    focus: () => view.canvas.focus(),
    svg: () => view.svg(),
    png: () => view.png(),
  };
}

class Network {
  #frame = 0;
  #resting = 0;
  #revealing = 0;
  #choosing = 0;
  #isShown = false;
  #picker = null;
  #hovered = "";
  #emphasis = null;
  #backdrop = new Backdrop();

  constructor(app, root) {
    this.app = app;
    this.root = root;
    this.camera = new Camera(() => this.#moved());
    this.canvas = element("canvas", { class: "network-canvas", tabindex: 0, role: "application", "aria-label": `Network of ${app.graph.meta.title}`, "aria-describedby": "network-help" });
    root.append(this.canvas, this.#buttons(), element("p", { id: "network-help", class: "unseen" }, help));
    this.labels = new Labels(app, getComputedStyle(root).fontFamily || "sans-serif");
    this.hand = new Hand(this.canvas, this.camera, this.#actions());
    this.canvas.addEventListener("keydown", keysOf(this));
    this.canvas.addEventListener("blur", () => this.#hover(null));
    new ResizeObserver(() => this.#resize()).observe(root);
    this.#build();
  }

  #buttons() {
    return element("div", { class: "network-zoom", role: "group", "aria-label": "Zoom" },
      toolButton("Zoom in", icons.plus, () => this.camera.zoomBy(1.4)),
      toolButton("Zoom out", icons.minus, () => this.camera.zoomBy(1 / 1.4)),
      toolButton("Fit everything", icons.fit, () => this.fit()));
  }

  #actions() {
    return {
      pick: (x, y, reach) => this.#pick(x, y, reach),
      hover: (item) => this.#hover(item),
      drag: (item, across, down) => this.#drag(item, across, down),
      drop: (item) => this.#pin(item.node.id, [Math.round(item.x), Math.round(item.y)]),
      choose: (item) => this.#choose(item),
      open: (item, x, y) => (item?.node ? this.toggleExpanded(item.node.id) : !item && this.camera.zoomBy(1.6, x, y)),
    };
  }

  show() {
    this.#isShown = true;
    this.#resize();
    this.#build();
  }

  hide() {
    this.#isShown = false;
    this.#hovered = "";
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  update(state, previous) {
    const isSame = Object.keys(state).every((key) => state[key] === previous[key] || key === "query" || key === "fly");
    if (state.theme !== previous.theme) this.#backdrop.forget();
    if (!isSame || state === previous) this.#build();
    if (state.focus !== previous.focus && "focus" in previous) this.fit();
    else if (!this.camera.isTouched && refitting.some((key) => state[key] !== previous[key])) this.#fitAtOnce();
    else if (previous.expanded && state.expanded.length > previous.expanded.length) this.#showAround(state.expanded.at(-1));
    if (state.selected !== previous.selected && state.selected !== this.#hovered) this.#hover(null); // it was chosen elsewhere
    if (state.fly !== previous.fly && previous.fly !== undefined) this.#flyTo(this.scene.find(state.selected));
    this.#draw();
  }

  #build() {
    const { graph, visible, state } = this.app;
    if (!this.scene?.isOf(visible, state.pinned)) {
      this.scene = new Scene(graph, visible, state.pinned);
      this.#picker = null;
    }
    this.#place();
  }

  // Names are placed when nothing moves: at once after a change, after a while when the camera stops.
  #place() {
    if (!this.camera.width) return;
    this.labels.place(this.scene, this.camera, this.app.state.labels);
    this.#emphasise();
  }

  #emphasise() {
    this.#emphasis = emphasisOf(this.scene, this.app.state, this.#hovered);
    this.shownLabels = this.labels.withEmphasis(this.#emphasis, this.camera);
    this.#draw();
  }

  #moved() {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#rest(), rest);
    this.#draw();
  }

  #rest() {
    this.#resting = 0;
    if (!this.labels.isFresh(this.camera)) this.#place();
    this.#draw();
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.root;
    if (!width || !height || !this.#isShown) return;
    const isFirst = !this.camera.width;
    this.camera.resize(width, height);
    this.#sharpen();
    if (isFirst || !this.camera.isTouched) this.#fitAtOnce();
    else this.#revealLater();
    this.#paint(); // a canvas that was resized is empty until it is drawn again
  }

  #sharpen() {
    const ratio = devicePixelRatio || 1;
    this.canvas.width = Math.round(this.camera.width * ratio);
    this.canvas.height = Math.round(this.camera.height * ratio);
  }

  // The panel that opens may cover what was chosen; the second click of a double-click must still meet it.
  #revealLater() {
    clearTimeout(this.#revealing);
    this.#revealing = setTimeout(() => this.reveal(this.scene.find(this.app.state.selected)), 450);
  }

  #draw() {
    if (this.#isShown && !this.#frame) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const ratio = this.canvas.width / this.camera.width;
    const context = this.canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.camera.width, this.camera.height);
    this.root.dataset.drawn = paint(context, { ...this.#picture(), backdrop: this.#backdrop.for(this.scene, this.camera, !this.#resting, ratio) });
  }

  #picture() {
    const marked = new Set(this.app.state.highlighted.map((id) => this.scene.nodeById.get(id)).filter(Boolean));
    return {
      scene: this.scene, camera: this.camera, labels: this.shownLabels || { nodes: [], edges: [] },
      emphasis: this.#emphasis, selected: this.scene.find(this.app.state.selected), marked, isDark: isDark(),
    };
  }

  // On a phone the panel lies over the lower part of the picture.
  #uncover() {
    const own = this.canvas.getBoundingClientRect();
    const panel = byId("panel")?.getBoundingClientRect();
    const isOver = panel && panel.height > 0 && panel.left < own.right && panel.right > own.left;
    this.camera.covered = isOver ? Math.min(Math.max(own.bottom - panel.top, 0), own.height * 0.8) : 0;
  }

  fit() {
    this.#uncover();
    this.#hover(null);
    this.camera.fly(this.camera.around(this.scene.bounds));
    this.camera.isTouched = false;
  }

  #fitAtOnce() {
    this.#uncover();
    this.camera.put(this.camera.around(this.scene.bounds));
    this.#place();
  }

  // Goes to a node or a line, near enough to read, but not nearer than the reader is already.
  #flyTo(item) {
    if (!item) return;
    this.#resize(); // the panel may just have opened
    this.#uncover();
    this.#hover(null);
    this.camera.isTouched = true;
    if (item.edge) this.camera.fly(this.camera.around(boxAround([item.from, item.to]), Math.max(this.camera.zoom, 1)));
    else this.camera.fly(this.camera.on(item.x, item.y, Math.max(this.camera.zoom, 0.9)));
  }

  // Steps back as far as is needed to see a node with all its neighbours.
  #showAround(id) {
    const item = this.scene.find(id);
    if (!item?.node) return;
    const rim = boxAround([item, ...item.edges.flatMap((line) => [line.from, line.to])]);
    const [left, top, right, bottom] = this.camera.seen();
    const isSeen = rim[0] >= left && rim[1] >= top && rim[2] <= right && rim[3] <= bottom;
    if (!isSeen) this.camera.fly(this.camera.around(rim, this.camera.zoom));
  }

  // Moves only if what is meant is out of sight.
  reveal(item) {
    if (!item) return;
    const [x, y] = item.edge ? pointAt(item.points, 0.5) : [item.x, item.y];
    const [atX, atY] = this.camera.toScreen(x, y);
    const isSeen = atX > 24 && atY > 24 && atX < this.camera.width - 24 && atY < this.camera.height - this.camera.covered - 24;
    if (!isSeen) this.camera.fly(this.camera.on(x, y));
  }

  #pick(x, y, reach) {
    this.#picker ||= new Picker(this.scene);
    return this.#picker.at(...this.camera.toWorld(x, y), this.camera, reach);
  }

  #hover(item) {
    const key = item ? keyOf(item) : "";
    if (key === this.#hovered) return;
    this.#hovered = key;
    this.#emphasise();
  }

  // The panel that opens must not come between the two clicks of a double-click.
  #choose(item) {
    this.camera.halt();
    clearTimeout(this.#choosing);
    if (item && this.#isUnderPanel(item)) this.#choosing = setTimeout(() => this.app.select(keyOf(item)), twice);
    else if (item) this.app.select(keyOf(item));
    else if (this.app.state.selected || this.app.state.highlighted.length) {
      this.app.set({ highlighted: [] });
      this.app.select(null);
    }
  }

  #isUnderPanel(item) {
    return !this.app.state.selected && Boolean(item.node) && this.camera.toScreen(item.x, item.y)[0] > this.camera.width - panelWidth;
  }

  #drag(item, across, down) {
    this.camera.halt();
    this.scene.move(item, item.x + across, item.y + down);
    this.#picker = null;
    if (this.scene.nodes.length <= quick) this.#place();
    else this.#draw();
  }

  #pin(id, place) {
    this.app.set({ pinned: { ...this.app.state.pinned, [id]: place } });
  }

  togglePin() {
    const item = this.scene.find(this.app.state.selected);
    if (!item?.node) return;
    const { [item.node.id]: pinned, ...others } = this.app.state.pinned;
    if (pinned) this.app.set({ pinned: others });
    else this.#pin(item.node.id, [Math.round(item.x), Math.round(item.y)]);
    this.app.announce(`${this.app.nameOf(item.node)} ${pinned ? "unpinned" : "pinned"}`);
  }

  toggleExpanded(id) {
    const node = this.app.nodeOf(id);
    if (!node) return;
    const { expanded } = this.app.state;
    const before = this.scene.nodes.length;
    this.app.set({ expanded: expanded.includes(id) ? expanded.filter((each) => each !== id) : [...expanded, id] });
    const more = this.scene.nodes.length - before;
    this.app.announce(`${Math.abs(more)} ${more < 0 ? "fewer" : "more"} nodes drawn`);
  }

  svg() {
    this.#place();
    const recorder = new Recorder();
    paint(recorder, this.#picture());
    const { width, height } = this.camera;
    return recorder.svg({ width, height, ground: tone("ground"), title: this.app.graph.meta.title });
  }

  png() {
    const { width, height } = this.camera;
    const sharp = Math.max(2, devicePixelRatio || 1);
    const canvas = element("canvas", { width: Math.round(width * sharp), height: Math.round(height * sharp) });
    const context = canvas.getContext("2d");
    context.scale(sharp, sharp);
    context.fillStyle = tone("ground");
    context.fillRect(0, 0, width, height);
    paint(context, this.#picture());
    return blobOf(canvas);
  }

  // Where things are, in the coordinates of the window, for whoever wants to point at them.
  places() {
    const inWindow = (x, y) => {
      const rect = this.canvas.getBoundingClientRect();
      const [atX, atY] = this.camera.toScreen(x, y);
      return [rect.left + atX, rect.top + atY];
    };
    return {
      toScreen: (id) => {
        const item = this.scene.nodeById.get(id);
        return item ? inWindow(item.x, item.y) : null;
      },
      edgeMiddle: (id) => {
        const item = this.scene.edgeByKey.get(id) || this.scene.edgeByKey.get(`edge:${id}`);
        return item ? inWindow(...pointAt(item.points, 0.5)) : null;
      },
      labelsShown: () => (this.shownLabels ? [...this.shownLabels.nodes.map((label) => nodeLabel(label, inWindow)), ...this.shownLabels.edges.map((label) => edgeLabel(label, inWindow))] : []),
    };
  }
}

const keyOf = (item) => (item.edge ? item.edge.key : item.node.id);

function nodeLabel({ item, rows, across, down, width, height }, inWindow) {
  const [x, y] = inWindow(item.x, item.y);
  return { key: item.node.id, text: rows.join("\n"), x: x + across, y: y + down, w: width, h: height, angle: 0 };
}

// The box of a line's name before it is turned around its middle by `angle`.
function edgeLabel({ item, text, x, y, width, height, angle }, inWindow) {
  const [atX, atY] = inWindow(x, y);
  return { key: item.edge.key, text, x: atX - width / 2, y: atY - height / 2, w: width, h: height, angle };
}
