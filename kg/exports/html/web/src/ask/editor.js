// The editor of queries. It lives in a shadow tree, where its style sheets need no permission of the page's policy.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { element } from "../dom.js";
import { functions, keywords } from "./sparql.js";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--relation)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--position)" },
  { tag: [tags.string, tags.number, tags.bool], color: "var(--speculation)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--faint)", fontStyle: "italic" },
  { tag: [tags.namespace, tags.url], color: "var(--accent)" },
]);

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--panel)", fontSize: "0.875rem", maxHeight: "14rem", border: "1px solid var(--line)", borderRadius: "0.375rem" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--wash)", color: "var(--faint)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--wash) 55%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)" },
  ".cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--accent) 22%, transparent) !important" },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "0.25rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--panel)" },
  ".cm-completionDetail": { color: "inherit", opacity: "0.8" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap", maxWidth: "28rem" },
});

// Typing over a selection is done here: the browser would merge what is left with inline styles, which the page's policy forbids.
const typingOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to } = view.state.selection.main;
    if (event.inputType !== "insertText" || !event.data || view.composing || from === to) return false;
    const typed = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, event.data, typed))) view.dispatch(typed());
    return true;
  },
});

// Makes an editor in a host element; `run` is called for Ctrl or Cmd and Enter.
export function openEditor({ names, prefixes, run }) {
  const host = element("div", { class: "ask-editor" });
  const root = host.attachShadow({ mode: "open" });
  // What is typed here is no shortcut of the page.
  host.addEventListener("keydown", (event) => event.stopPropagation());
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }]),
        lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(), lintGutter(),
        typingOver, EditorView.lineWrapping, indentUnit.of("    "), sparql(), syntaxHighlighting(colours), theme,
        autocompletion({ override: [completer(names, prefixes)] }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query. Escape, then Tab, leaves the editor.", spellcheck: "false", tabindex: "0" }),
      ],
    }),
  });
  return {
    host,
    get text() { return view.state.doc.toString(); },
    set text(text) {
      if (text !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } });
      view.dispatch(setDiagnostics(view.state, []));
    },
    mark(mistake) {
      const end = view.state.doc.length;
      const marks = mistake && mistake.to > mistake.from
        ? [{ from: Math.min(mistake.from, end), to: Math.min(mistake.to, end), severity: "error", message: mistake.message }] : [];
      view.dispatch(setDiagnostics(view.state, marks));
      if (marks.length) view.dispatch({ selection: { anchor: marks[0].from }, scrollIntoView: true });
    },
    lineOf: (offset) => view.state.doc.lineAt(Math.min(offset, view.state.doc.length)).number,
    focus: () => view.focus(),
  };
}

// Completes terms after a prefix, variables after “?”, and keywords and prefixes elsewhere.
function completer(names, prefixes) {
  const vocabularies = new Map();
  const words = [
    ...keywords.map((label) => ({ label, type: "keyword" })),
    ...functions.map((label) => ({ label, type: "function" })),
    ...Object.entries(prefixes).map(([name, iri]) => ({ label: `${name}:`, type: "namespace", detail: iri })),
  ];
  return (context) => {
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) {
      const others = context.state.doc.toString().match(/[?$]\w+/g) || [];
      return { from: variable.from, options: [...new Set(others)].filter((label) => label !== variable.text).map((label) => ({ label, type: "variable" })), validFor: /^[?$]\w*$/ };
    }
    const name = context.matchBefore(/[A-Za-z][\w-]*:[\w.-]*/);
    if (name) {
      const [prefix] = name.text.split(":");
      if (!vocabularies.has(prefix)) vocabularies.set(prefix, names.vocabulary(prefix));
      return { from: name.from, options: vocabularies.get(prefix), validFor: /^[A-Za-z][\w-]*:[\w.-]*$/ };
    }
    const word = context.matchBefore(/[A-Za-z]\w+/);
    return word || context.explicit ? { from: word ? word.from : context.pos, options: words, validFor: /^\w*$/ } : null;
  };
}
