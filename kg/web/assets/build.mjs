// Bundles the query page's sources into ../static/query, which the wheel carries; `--check` tells whether it is what they give.
//
//   npm ci --ignore-scripts && node build.mjs

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { deliver, licences, packageOf } from "../../exports/html/web/bundling.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const editor = "@zazuko/yasqe";

// What the editor brings that this page must not have: a list of prefixes from anywhere, a look-up at another host, and
// an inline style, which the site's policy forbids. [what, what stands there instead]
const changes = [
  [/(?:, [\w$]+ = "[^"]*")+, prefixes_default = \{[^}]*\}/, ", prefixes_default = {}"],
  [/`\$\{r\}lov\.linkeddata\.es[^`]*`/, '"about:blank"'],
  [/<strong style='[^']*'>/, "<strong>"],
];

const options = {
  bundle: true, write: false, minify: true, target: ["es2022"], charset: "utf8", legalComments: "none", metafile: true,
  absWorkingDir: here, outdir: here, logLevel: "warning", format: "esm", entryPoints: { query: "src/query.js" },
  plugins: [{ name: "editor", setup: ({ onLoad }) => onLoad({ filter: /yasqe\.esm\.js$/ }, ({ path }) => ({ contents: changed(readFileSync(path, "utf8")) })) }],
};

async function make() {
  const { outputFiles, metafile } = await build(options);
  const style = await build({ ...options, entryPoints: { query: "src/query.css" } });
  const used = Object.keys(metafile.inputs).map(packageOf).filter(Boolean);
  return {
    "query.js": Buffer.from(outputFiles.find(({ path }) => path.endsWith(".js")).contents),
    "query.css": Buffer.from(style.outputFiles[0].contents),
    "LICENSES.txt": licences(modules, [...used, ...within(editor), "events"], {
      title: "The query page carries these libraries.",
      texts: Object.fromEntries([editor, "@zazuko/yasgui-utils"].map((name) => [name, join(here, "yasgui-licence.txt")])),
    }),
  };
}

function changed(text) {
  return changes.reduce((made, [what, instead]) => {
    if (!what.test(made)) throw new Error(`The editor has no ${what} any more`);
    return made.replace(what, () => instead);
  }, text);
}

// Lists what a package that comes bundled was made of.
function within(name) {
  const { dependencies = {} } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
  return Object.keys(dependencies).filter((each) => !each.startsWith("@types/")).flatMap((each) => [each, ...within(each)]);
}

deliver(join(here, "..", "static", "query"), await make());
