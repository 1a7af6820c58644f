// The graph's own questions: found by a word, chosen with a click, asked with other values.

import { byId, element } from "../../../exports/html/web/src/dom.js";
import { questionForm } from "../../../exports/html/web/src/ask/questions.js";
import { expand, isIri } from "../../../exports/html/web/src/ask/terms.js";

const squeeze = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const pause = 120; // milliseconds without a key before names are looked up

// Takes the list in the page over; `put` gets the query of a question, `run` asks it.
export function mountQuestions({ questions, names: labels }, terms, actions) {
  const items = [...document.querySelectorAll(".topic li")];
  const byName = new Map(questions.map((question) => [question.name, { parameters: [], ...question, text: textOf(question.name) }]));
  const names = namesOf(labels, terms);
  mountFinder(items);
  for (const item of items) {
    item.querySelector("a").addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(item.dataset.name);
      actions.run();
      if (innerWidth < 900) byId("question").scrollIntoView();
    });
  }

  function choose(name) {
    const question = byName.get(name);
    if (!question) return;
    byId("question").replaceChildren(questionForm(question, names, actions));
    for (const item of items) {
      const link = item.querySelector("a");
      if (item.dataset.name === name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
  return { choose };
}

function textOf(name) {
  return document.querySelector(`.topic li[data-name="${CSS.escape(name)}"] pre`).textContent;
}

function mountFinder(items) {
  const count = element("p", { class: "note", role: "status" });
  const field = element("input", { id: "finder-field", type: "search", autocomplete: "off", oninput: () => filter() });
  const texts = items.map((item) => squeeze(`${item.dataset.name} ${item.querySelector("a").textContent} ${item.querySelector("p").textContent}`));
  byId("finder").append(element("label", { for: "finder-field" }, "Find a question"), field, count);
  filter();

  function filter() {
    const words = squeeze(field.value).split(/\s+/).filter(Boolean);
    items.forEach((item, index) => { item.hidden = !words.every((word) => texts[index].includes(word)); });
    for (const topic of document.querySelectorAll(".topic")) topic.hidden = [...topic.querySelectorAll("li")].every((item) => item.hidden);
    count.textContent = `${items.filter((item) => !item.hidden).length} of ${items.length}`;
  }
}

// What the form of a question knows by name: its examples, and whatever the reader is offered as she types.
function namesOf(labels, { prefixes, short }) {
  const known = new Map(Object.entries(labels));
  const list = element("datalist", { id: "ask-entities" });
  document.body.append(list);
  document.addEventListener("input", ({ target }) => { if (target.matches?.("input[list=ask-entities]")) suggest(target.value); });
  let timer = 0;

  function suggest(text) {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const found = await lookUp(text);
      for (const [iri, label] of found) known.set(iri, label);
      list.replaceChildren(...found.map(([iri, label]) => element("option", { value: label }, short(iri))));
    }, pause);
  }

  return {
    find(text) {
      const typed = text.trim().replace(/^<(.*)>$/, "$1");
      const wanted = squeeze(typed);
      const called = [...known].find(([, label]) => label === typed) || [...known].find(([, label]) => squeeze(label) === wanted);
      const iri = called?.[0] || expand(typed, prefixes) || (isIri(typed) ? typed : null);
      if (iri && !known.has(iri)) known.set(iri, short(iri));
      return iri;
    },
    choices: () => [...known],
    terms: (parameter) => parameter.options || [],
  };
}

async function lookUp(text) {
  if (!text.trim()) return [];
  const response = await fetch(`/suggest?${new URLSearchParams({ q: text, limit: "12" })}`, { headers: { Accept: "application/json" } });
  if (!response.ok) return [];
  const { found } = await response.json();
  return found.map(({ iri, label }) => [iri, label]);
}
