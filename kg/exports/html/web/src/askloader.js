// The Ask view until it is first opened: then it unpacks the query engine that the page carries, and starts it.

import { byId, element } from "./dom.js";

export function mount(app, root) {
  let view = null;
  let isWanted = false;
  const status = element("p", { class: "ask-status", role: "status" });

  async function open() {
    isWanted = true;
    const { query } = app.graph.meta;
    if (query) {
      status.append("Queries are asked on ", element("a", { href: query, target: "_top" }, "the query page"), ".");
      root.append(status);
      return;
    }
    if (!byId("ask") || !byId("engine") || !byId("quads")) {
      say("This page was made without its query engine.");
      return;
    }
    try {
      say("Unpacking the query engine …");
      const [code, wasm] = await Promise.all([text("ask"), unpacked("engine")]);
      start(code);
      say("Loading the graph …");
      view = await globalThis.diplographAsk.mount(root, app, { wasm, quads: () => text("quads") });
      status.remove();
      view.update(app.state, {});
    } catch (error) {
      say(`The query engine cannot be started here: ${error.message || error}`);
    }
  }

  function say(words) {
    status.textContent = words;
    root.append(status);
  }

  return {
    show() {
      if (!isWanted) open();
    },
    hide() {},
    update(state, previous) {
      view?.update(state, previous);
    },
    focus() {
      view?.focus();
    },
  };
}

// Runs code that the page's policy knows by its hash.
function start(code) {
  const script = element("script");
  script.textContent = code;
  document.head.append(script);
  script.remove();
  if (!globalThis.diplographAsk) throw new Error("its code does not run");
}

async function text(id) {
  return new TextDecoder().decode(await unpacked(id));
}

// Gives the bytes that an element holds as Base64 of gzip.
async function unpacked(id) {
  const packed = atob(byId(id).textContent.trim());
  const bytes = new Uint8Array(packed.length);
  for (let index = 0; index < packed.length; index += 1) bytes[index] = packed.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
