// The one state of the page: what is looked at and how. Views read it and are told when it changes.

import { formatFragment, parseFragment } from "./fragment.js";
import { visible } from "./visible.js";

// What changes only how things look, not which are there.
const looks = new Set(["theme", "labels", "language", "query", "fly", "view", "ask"]);
const passing = new Set(["query", "highlighted", "fly"]);
const views = ["network", "timeline", "map", "table", "ask"];
const steps = 200; // that can be undone
const folding = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function beginningOf(graph) {
  const { meta } = graph;
  return {
    view: meta.view || "network", selected: "", language: meta.languages.includes("en") ? "en" : meta.languages[0] || "en",
    asOf: meta.asOf || "", certainOnly: false, hiddenStyles: graph.styles.filter((style) => !style.atFirst).map((style) => style.name),
    hiddenModalities: [], hiddenSources: [], unasserted: Boolean(meta.unasserted), limit: 40,
    focus: meta.focus?.length === 1 ? meta.focus[0] : "", depth: meta.depth || 1,
    expanded: [], pinned: {}, folded: true, labels: true, theme: "auto", ask: "", query: "", highlighted: [], fly: 0,
  };
}

export function createApp(graph) {
  const beginning = beginningOf(graph);
  const listeners = [];
  const past = [];
  const future = [];
  let state = Object.freeze(sane(graph, parseFragment(location.hash, beginning), beginning));

  const app = {
    graph,
    beginning,
    get state() { return state; },
    visible: visible(graph, state),
    subscribe(listener) { listeners.push(listener); },

    // Merges a patch. What only passes by (the query, a flight) cannot be undone and is not in the address.
    set(patch, { undoable = true } = {}) {
      const changed = Object.keys(patch).filter((key) => patch[key] !== state[key]);
      if (changed.length === 0) return;
      if (undoable && changed.some((key) => !passing.has(key))) {
        past.push(state);
        if (past.length > steps) past.shift();
        future.length = 0;
      }
      move({ ...state, ...patch });
    },
    undo() { step(past, future); },
    redo() { step(future, past); },

    select(key, { fly = false } = {}) {
      const node = graph.byId.get(key);
      const known = node || graph.edgeByKey.has(key) ? key : "";
      const shown = node && state.folded && node.foldEdge ? node.foldEdge.key : known;
      app.set({ selected: shown, ...reveal(shown), ...(fly ? { fly: state.fly + 1 } : {}) });
    },
    nodeOf: (key) => graph.byId.get(key) || null,
    edgeOf: (key) => graph.edgeByKey.get(key) || null,
    nameOf: (node) => node.labels[state.language] || node.labels.en || Object.values(node.labels)[0] || node.id,
    classLabel: (node) => node.kind || graph.styles[node.style].label,
    announce() {}, // main.js puts the live region here
    fold: folding,
    link: () => `${location.href.split("#")[0]}#${formatFragment(state, beginning)}`,
  };

  // What is chosen must be seen, even if its class is hidden or it is only denied.
  function reveal(key) {
    const edge = app.edgeOf(key);
    const parts = edge ? [edge.from, edge.to, edge.foldNode].filter(Boolean) : [app.nodeOf(key)].filter(Boolean);
    const needed = new Set(parts.map((node) => graph.styles[node.style].name));
    const hiddenStyles = state.hiddenStyles.filter((name) => !needed.has(name));
    return {
      ...(hiddenStyles.length < state.hiddenStyles.length ? { hiddenStyles } : {}),
      ...(edge && !edge.asserted ? { unasserted: true } : {}),
    };
  }

  function step(from, to) {
    if (from.length === 0) return;
    to.push(state);
    move({ ...from.pop(), fly: state.fly, query: state.query });
  }

  function move(next) {
    const previous = state;
    state = Object.freeze(next);
    if (Object.keys(state).some((key) => state[key] !== previous[key] && !looks.has(key))) app.visible = visible(graph, state);
    const fragment = formatFragment(state, beginning);
    if (fragment !== location.hash.slice(1)) address(fragment);
    for (const listener of listeners) listener(state, previous);
  }

  addEventListener("hashchange", () => {
    const { query, highlighted, fly } = state;
    app.set({ ...sane(graph, parseFragment(location.hash, beginning), beginning), query, highlighted, fly });
  });
  return app;
}

// Lets a whole drag be one step to undo.
export function oneStep(app) {
  let isUnderWay = false;
  return {
    move(patch) {
      app.set(patch, { undoable: !isUnderWay });
      isUnderWay = true;
    },
    end() {
      isUnderWay = false;
    },
  };
}

// Safari refuses more than a hundred addresses in half a minute, and a page within a page may have none: neither stops the views.
function address(fragment) {
  try {
    history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  } catch (error) {
    if (error.name !== "SecurityError") throw error;
  }
}

// An address may be written by anybody: what it names must be there.
function sane(graph, state, beginning) {
  return {
    ...state,
    view: views.includes(state.view) ? state.view : beginning.view,
    selected: graph.byId.has(state.selected) || graph.edgeByKey.has(state.selected) ? state.selected : "",
    language: graph.meta.languages.includes(state.language) ? state.language : beginning.language,
    focus: graph.byId.has(state.focus) ? state.focus : "",
    limit: Math.max(state.limit, 1),
    depth: Math.min(Math.max(state.depth, 1), 6),
    theme: ["auto", "light", "dark"].includes(state.theme) ? state.theme : "auto",
  };
}
