// The picture as PNG, at twice its size.

import { tone } from "../dom.js";

const scale = 2;
const largest = 8192;

// Draws an SVG document on the ground of the present theme; gives a promise of a blob.
export async function drawPng(svg) {
  const image = await load(svg);
  const [width, height] = sizeOf(svg);
  const factor = Math.min(scale, largest / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * factor);
  canvas.height = Math.round(height * factor);
  const pen = canvas.getContext("2d");
  pen.fillStyle = tone("ground");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return blobOf(canvas);
}

export function blobOf(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the browser could not draw the picture"))), "image/png");
  });
}

async function load(svg) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function sizeOf(svg) {
  const root = /<svg\b[^>]*>/.exec(svg)[0];
  const attribute = (name) => Number((new RegExp(`\\s${name}="([\\d.]+)(?:px)?"`).exec(root) || [])[1]);
  const [, , width, height] = (/\sviewBox="([^"]*)"/.exec(root) || ["", ""])[1].trim().split(/[\s,]+/).map(Number);
  return [attribute("width") || width || 1200, attribute("height") || height || 800];
}
