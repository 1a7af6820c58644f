// Bundles the explorer's sources into ../bundle, which the wheel carries; `--check` tells whether it is what they give.
//
//   npm ci --ignore-scripts && node build.mjs

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const bundle = join(here, "..", "bundle");
const modules = join(here, "node_modules");

// Scripts stand inside an HTML page, where these letters would end or hide them.
const dangerous = /<\/(?=script)|<!--|\u2028|\u2029/gi;
const escapes = { "</": "<\\/", "<!--": "<\\!--", "\u2028": "\\u2028", "\u2029": "\\u2029" };

const options = {
  bundle: true, write: false, minify: true, target: ["es2022"], charset: "utf8", legalComments: "none", metafile: true,
  absWorkingDir: here, outdir: here, logLevel: "warning",
};

async function main() {
  const files = await make();
  if (process.argv.includes("--check")) check(files);
  else write(files);
}

async function make() {
  const explorer = await build({ ...options, format: "iife", entryPoints: { explorer: "src/main.js" } });
  // The engine is handed its bytes; where its own module would look for them is never asked.
  const ask = await build({ ...options, format: "iife", entryPoints: { ask: "src/ask/ask.js" }, define: { "import.meta.url": '"about:blank"' } });
  const style = await build({ ...options, entryPoints: { explorer: "src/main.css" } });
  const used = [explorer, ask].flatMap((result) => Object.keys(result.metafile.inputs)).map(packageOf).filter(Boolean);
  return {
    "explorer.js": scriptOf(explorer),
    "ask.js": scriptOf(ask),
    "explorer.css": Buffer.from(style.outputFiles[0].text.replace(/<\/(?=style)/gi, "<\\/")),
    "oxigraph.wasm.gz": gzipSync(readFileSync(join(modules, "oxigraph", "web_bg.wasm")), { level: 9 }),
    "outlines.json": outlines(),
    "LICENSES.txt": licences([...used, "oxigraph", "world-atlas"]),
  };
}

function scriptOf(result) {
  const text = result.outputFiles[0].text.replace(dangerous, (found) => escapes[found.toLowerCase()]);
  if (/<\/script|<!--/i.test(text)) throw new Error("A script would end the element that holds it");
  return Buffer.from(text);
}

// Countries at 1:110 million: enough for a map of the world that fits a page.
function outlines() {
  return Buffer.from(JSON.stringify(JSON.parse(readFileSync(join(modules, "world-atlas", "countries-110m.json"), "utf8"))));
}

function packageOf(path) {
  return path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1];
}

function licences(names) {
  const parts = [...new Set(names)].sort().map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    const file = readdirSync(join(modules, name)).find((each) => /^(licen[cs]e|copying)/i.test(each));
    const path = file ? join(modules, name, file) : texts[name];
    if (!path) throw new Error(`${name} comes without the text of its licence`);
    const text = readFileSync(path, "utf8").replace(/\r\n/g, "\n").trim();
    return [`${name} ${version} (${license})`, notes[name], text].filter(Boolean).join("\n\n");
  });
  return Buffer.from(`The explorer page carries these libraries.\n\n${parts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`);
}

const notes = {
  "world-atlas": "The outlines of countries come from Natural Earth (naturalearthdata.com), which is in the public domain.",
  oxigraph: "Copyright the Oxigraph authors; used under the Apache License 2.0. https://github.com/oxigraph/oxigraph",
};

// Of the licences Oxigraph offers we take the one that is ours too; its package leaves out the text.
const texts = { oxigraph: join(here, "..", "..", "..", "..", "LICENSE") };

// Beside, then renamed: no reader ever sees half a bundle.
function write(files) {
  mkdirSync(bundle, { recursive: true });
  const beside = mkdtempSync(join(bundle, ".making-"));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(beside, name), content);
    renameSync(join(beside, name), join(bundle, name));
    console.log(`${name.padEnd(18)} ${String(content.length).padStart(9)} bytes`);
  }
  rmSync(beside, { recursive: true });
}

function check(files) {
  const stale = Object.entries(files).filter(([name, content]) => !same(join(bundle, name), content)).map(([name]) => name);
  if (stale.length === 0) return;
  console.error(`The bundle is not what its sources give: ${stale.join(", ")}. Run: make web`);
  process.exitCode = 1;
}

// Compressed files are compared by what is in them: releases of zlib differ in how they compress.
function same(path, content) {
  const plain = (bytes) => (path.endsWith(".gz") ? gunzipSync(bytes) : bytes);
  return existsSync(path) && plain(readFileSync(path)).equals(plain(content));
}

await main();
