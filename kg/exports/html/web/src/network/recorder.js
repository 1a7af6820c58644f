// What looks like the 2D context of a canvas, but writes down an SVG: as much of it as the painter uses.

import { escapeXml } from "../exports/xml.js";

const round = (number) => String(Math.round(number * 100) / 100);

const beginning = {
  fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, lineCap: "butt", lineJoin: "miter", globalAlpha: 1,
  font: "10px sans-serif", textAlign: "start", textBaseline: "alphabetic", direction: "ltr",
};

export class Recorder {
  #parts = [];
  #path = [];
  #dash = [];
  #matrix = [1, 0, 0, 1, 0, 0];
  #saved = [];

  constructor() {
    Object.assign(this, beginning);
  }

  save() {
    const look = Object.fromEntries(Object.keys(beginning).map((key) => [key, this[key]]));
    this.#saved.push({ look, matrix: this.#matrix, dash: this.#dash });
  }

  restore() {
    const { look, matrix, dash } = this.#saved.pop();
    Object.assign(this, look);
    this.#matrix = matrix;
    this.#dash = dash;
  }

  translate(x, y) {
    this.#turn([1, 0, 0, 1, x, y]);
  }

  scale(x, y) {
    this.#turn([x, 0, 0, y, 0, 0]);
  }

  rotate(angle) {
    this.#turn([Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0]);
  }

  #turn([a, b, c, d, e, f]) {
    const [p, q, r, s, t, u] = this.#matrix;
    this.#matrix = [p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u];
  }

  beginPath() {
    this.#path = [];
  }

  moveTo(...to) {
    this.#add("M", to);
  }

  lineTo(...to) {
    this.#add("L", to);
  }

  quadraticCurveTo(...to) {
    this.#add("Q", to);
  }

  bezierCurveTo(...to) {
    this.#add("C", to);
  }

  closePath() {
    this.#path.push("Z");
  }

  rect(x, y, width, height) {
    this.#path.push(`M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`);
  }

  // The painter draws whole circles only.
  arc(x, y, radius) {
    const [reach, across] = [round(radius), round(radius * 2)];
    this.#path.push(`M${round(x + radius)} ${round(y)}a${reach} ${reach} 0 1 1 -${across} 0a${reach} ${reach} 0 1 1 ${across} 0Z`);
  }

  #add(letter, numbers) {
    this.#path.push(letter + numbers.map(round).join(" "));
  }

  setLineDash(dash) {
    this.#dash = dash;
  }

  fill() {
    this.#write("path", { d: this.#path.join(""), fill: this.fillStyle });
  }

  stroke() {
    this.#write("path", { d: this.#path.join(""), fill: "none", ...this.#strokeLook() });
  }

  fillText(text, x, y) {
    this.#write("text", { x: round(x), y: round(y), fill: this.fillStyle, ...this.#textLook() }, text);
  }

  strokeText(text, x, y) {
    this.#write("text", { x: round(x), y: round(y), fill: "none", ...this.#strokeLook(), ...this.#textLook() }, text);
  }

  #strokeLook() {
    return {
      stroke: this.strokeStyle,
      "stroke-width": round(this.lineWidth),
      "stroke-linejoin": this.lineJoin,
      "stroke-linecap": this.lineCap === "butt" ? null : this.lineCap,
      "stroke-dasharray": this.#dash.length ? this.#dash.map(round).join(" ") : null,
    };
  }

  #textLook() {
    const [, size, family] = /^([\d.]+)px (.*)$/.exec(this.font) || ["", "10", "sans-serif"];
    return {
      "font-size": size,
      "font-family": family,
      "text-anchor": this.textAlign === "center" ? "middle" : "start",
      direction: this.direction === "rtl" ? "rtl" : null,
    };
  }

  #write(tag, attributes, text) {
    const all = {
      ...attributes,
      opacity: this.globalAlpha < 1 ? round(this.globalAlpha) : null,
      transform: this.#matrix.join() === "1,0,0,1,0,0" ? null : `matrix(${this.#matrix.map((number) => +number.toFixed(4)).join(" ")})`,
    };
    const written = Object.entries(all).filter(([, value]) => value !== null).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
    this.#parts.push(text === undefined ? `<${tag}${written.join("")}/>` : `<${tag}${written.join("")}>${escapeXml(text)}</${tag}>`);
  }

  // Gives the SVG, on a ground of that colour.
  svg({ width, height, ground, title }) {
    const [wide, high] = [round(width), round(height)];
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}">`,
      `<title>${escapeXml(title)}</title>`,
      `<rect width="${wide}" height="${high}" fill="${escapeXml(ground)}"/>`,
      ...this.#parts,
      "</svg>",
    ].join("\n");
  }
}
