// The Ask view: the graph's own questions, and any other in SPARQL, answered in the page.

import { byId, element } from "../dom.js";
import { openEditor } from "./editor.js";
import { openEngine } from "./engine.js";
import { namesOf } from "./names.js";
import { questionForm, questionList } from "./questions.js";
import { showResult } from "./results.js";
import { declaredIn } from "./sparql.js";

const standard = {
  bibo: "http://purl.org/ontology/bibo/", dcterms: "http://purl.org/dc/terms/", edtf: "http://id.loc.gov/datatypes/edtf/",
  foaf: "http://xmlns.com/foaf/0.1/", oa: "http://www.w3.org/ns/oa#", owl: "http://www.w3.org/2002/07/owl#", prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#", schema: "https://schema.org/",
  sem: "http://semanticweb.cs.vu.nl/2009/11/sem/", sh: "http://www.w3.org/ns/shacl#", skos: "http://www.w3.org/2004/02/skos/core#",
  void: "http://rdfs.org/ns/void#", xsd: "http://www.w3.org/2001/XMLSchema#",
};
const beginning = `SELECT ?treaty ?treatyLabel ?when WHERE {
    ?treaty a kg:Treaty ; rdfs:label ?treatyLabel FILTER(LANG(?treatyLabel) = "en")
    OPTIONAL { ?treaty kg:date ?when }
}
ORDER BY ?when`;

async function mount(root, app, { wasm, quads }) {
  const questions = JSON.parse(byId("questions")?.textContent || "[]").map((question) => ({ parameters: [], ...question }));
  const prefixes = prefixesOf(app, questions);
  const engine = await openEngine(wasm, await quads(), prefixes);
  const names = namesOf(app, engine);
  const editor = openEditor({ names, prefixes, run });
  const list = questionList(app, questions, choose);
  const form = element("div", { class: "ask-chosen" });
  const problem = element("p", { class: "ask-problem", role: "alert" });
  const results = element("div", { class: "ask-results" });
  const entities = element("datalist", { id: "ask-entities" });
  let asked = "";
  let redraw = () => {};
  let language = "";

  root.append(entities, element("div", { class: "ask" },
    questions.length ? list.element : null,
    element("div", { class: "ask-work" }, form,
      element("section", { "aria-label": "Query" }, element("h2", {}, "Query"), editor.host,
        element("div", { class: "ask-actions" }, element("button", { type: "button", class: "ask-run", onclick: run }, "Run"),
          element("small", {}, "Ctrl or ⌘ and Enter runs it. Escape, then Tab, leaves the editor.")), problem),
      element("section", { "aria-label": "Result" }, element("h2", {}, "Result"), results))));
  fillEntities();
  write(app.state.ask || beginning);

  function choose(question) {
    list.mark(question);
    form.replaceChildren(questionForm(question, names, { put: write, run }));
    clear();
    if (question.parameters.length === 0) run();
    else form.scrollIntoView({ block: "nearest" });
  }

  function write(text) {
    editor.text = text;
    problem.textContent = "";
  }

  function clear(words = "Not asked yet.") {
    redraw = () => {};
    results.replaceChildren(element("p", { class: "ask-hint" }, words));
  }

  async function run() {
    const text = editor.text;
    problem.textContent = "";
    editor.mark(null);
    clear("Running …");
    results.setAttribute("aria-busy", "true");
    await painted();
    asked = text;
    app.set({ ask: text });
    try {
      const result = engine.ask(text);
      redraw = () => showResult(app, names, results, result, text);
      app.announce(redraw());
      results.parentElement.scrollIntoView({ block: "nearest" });
    } catch (mistake) {
      clear("No answer: the query has a mistake.");
      editor.mark(mistake);
      problem.textContent = mistake.to > mistake.from ? `Line ${editor.lineOf(mistake.from)}: ${mistake.message}` : mistake.message;
    } finally {
      results.removeAttribute("aria-busy");
    }
  }

  function fillEntities() {
    language = app.state.language;
    entities.replaceChildren(...names.choices().map(([, name]) => element("option", { value: name })));
  }

  clear();
  return {
    update(state) {
      if (state.language !== language) {
        fillEntities();
        redraw();
      }
      if (state.ask && state.ask !== asked) {
        asked = state.ask;
        write(state.ask);
      }
    },
    focus: () => editor.focus(),
  };
}

// Waits until the page has been painted, so that what it says is seen before it is busy.
function painted() {
  return new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
}

function prefixesOf(app, questions) {
  const declared = Object.assign({}, ...questions.map((question) => declaredIn(question.text)));
  const prefixes = { ...standard, ...declared, ...app.graph.meta.prefixes };
  const base = (prefixes.kg || "https://w3id.org/diplograph/ontology#").replace(/ontology#$/, "");
  return { kg: `${base}ontology#`, ent: `${base}id/`, claim: `${base}claim/`, src: `${base}source/`, ...prefixes };
}

globalThis.diplographAsk = { mount };
