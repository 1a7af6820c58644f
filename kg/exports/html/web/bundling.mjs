// What every bundle of ours needs: the licences of what it carries, and to be written whole, or compared with its sources.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

// Gives the package that a path of esbuild's metafile lies in.
export function packageOf(path) {
  return path.match(/(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1];
}

// Joins the licences of packages. `notes` are said before a licence, `texts` are the files of those that come without.
export function licences(modules, names, { title, notes = {}, texts = {} }) {
  const parts = [...new Set(names)].sort().map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
    const file = readdirSync(join(modules, name)).find((each) => /^(licen[cs]e|copying)/i.test(each));
    const path = file ? join(modules, name, file) : texts[name];
    if (!path) throw new Error(`${name} comes without the text of its licence`);
    const text = readFileSync(path, "utf8").replace(/\r\n/g, "\n").trim();
    return [`${name} ${version} (${license})`, notes[name], text].filter(Boolean).join("\n\n");
  });
  return Buffer.from(`${title}\n\n${parts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`);
}

// Writes the files of a bundle, or with `--check` says which of them its sources would give otherwise.
export function deliver(bundle, files) {
  if (process.argv.includes("--check")) check(bundle, files);
  else write(bundle, files);
}

// Beside, then renamed: no reader ever sees half a bundle.
function write(bundle, files) {
  mkdirSync(bundle, { recursive: true });
  const beside = mkdtempSync(join(bundle, ".making-"));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(beside, name), content);
    renameSync(join(beside, name), join(bundle, name));
    console.log(`${name.padEnd(18)} ${String(content.length).padStart(9)} bytes`);
  }
  rmSync(beside, { recursive: true });
}

function check(bundle, files) {
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
