// Bundles the explorer's sources into ../bundle, which the wheel carries; `--check` tells whether it is what they give.
//
//   npm ci --ignore-scripts && node build.mjs

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { deliver, licences, packageOf } from "./bundling.mjs";

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
    "LICENSES.txt": licences(modules, [...used, "oxigraph", "world-atlas"], { title: "The explorer page carries these libraries.", notes, texts }),
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

const notes = {
  "world-atlas": "The outlines of countries come from Natural Earth (naturalearthdata.com), which is in the public domain.",
  oxigraph: "Copyright the Oxigraph authors; used under the Apache License 2.0. https://github.com/oxigraph/oxigraph",
};

// Of the licences Oxigraph offers we take the one that is ours too; its package leaves out the text.
const texts = { oxigraph: join(here, "..", "..", "..", "..", "LICENSE") };

deliver(bundle, await make());
