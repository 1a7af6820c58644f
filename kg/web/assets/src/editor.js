// The editor: YASQE, which completes the graph's prefixes and words, and sends the query.

import Yasqe from "@zazuko/yasqe";
import { addCompleters } from "./completion.js";

const longest = 4000; // characters that an address carries without fail

// Puts an editor in the place of a form's text area. Gives {text, ask, stop, mark, unmark, goTo}.
export function openEditor(form, { prefixes, words }, { run }) {
  const area = form.querySelector("textarea");
  const beginning = area.value;
  const place = document.createElement("div");
  place.className = "editor";
  area.replaceWith(place);
  form.querySelector(".plainly").remove();
  addCompleters(Yasqe, prefixes, words);
  const yasqe = new Yasqe(place, configOf(run));
  declare(yasqe.getMode(), prefixes);
  yasqe.setValue(beginning);
  yasqe.getInputField().id = area.id;
  // What scrolls is no part of the field that takes the keys.
  const scroller = yasqe.getScrollerElement();
  for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", "The query, to scroll"]]) scroller.setAttribute(name, value);
  let marked = null;

  return {
    get text() { return yasqe.getValue(); },
    set text(text) { yasqe.setValue(text); },
    ask: () => yasqe.query(),
    stop: () => yasqe.abortQuery(),
    mark({ line, column }) {
      const { end } = yasqe.getTokenAt({ line: line - 1, ch: column });
      marked = yasqe.getDoc().markText({ line: line - 1, ch: column - 1 }, { line: line - 1, ch: Math.max(end, column) }, { className: "mistaken" });
    },
    unmark() { marked?.clear(); },
    goTo({ line, column }) {
      yasqe.focus();
      yasqe.getDoc().setCursor({ line: line - 1, ch: column - 1 });
    },
  };
}

// The endpoint knows the graph's prefixes, so a query need not declare them.
function declare(mode, prefixes) {
  const { startState } = mode;
  mode.startState = (...values) => {
    const state = startState(...values);
    Object.assign(state.prefixes, prefixes);
    return state;
  };
}

function configOf(run) {
  return {
    value: "",
    persistenceId: null,
    createShareableLink: null,
    consumeShareLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    viewportMargin: Infinity,
    tabindex: 0,
    screenReaderLabel: "SPARQL query",
    extraKeys: { "Ctrl-Enter": () => run(), "Cmd-Enter": () => run(), Tab: false, "Shift-Tab": false },
    requestConfig: {
      endpoint: `${location.origin}/sparql`,
      method: (yasqe) => (yasqe.getValue().length > longest ? "POST" : "GET"),
      acceptHeaderSelect: "application/sparql-results+json",
      acceptHeaderGraph: "application/n-triples, application/json;q=0.5", // JSON, where it goes wrong
    },
  };
}
