// The competency questions: a list to choose from, and a form for the values that one needs.

import { element } from "../dom.js";
import { bind, declaredIn, withoutHeader } from "./sparql.js";
import { dayOf, termOf } from "./terms.js";

const placeholders = { date: "1995-06-30", begin: "1995, 1995-06 or 1995-06-30", end: "2007, 2007-06 or 2007-06-30", entity: "a name" };

export function questionList(app, questions, choose) {
  const count = element("p", { class: "ask-count", role: "status" });
  const buttons = questions.map((question) => ({ question, button: element("button", { type: "button", class: "ask-question", title: question.description, onclick: () => choose(question) }, question.title) }));
  const groups = [
    group("Answered at once", buttons.filter(({ question }) => !needsValue(question))),
    group("About something you name", buttons.filter(({ question }) => needsValue(question))),
  ];
  const field = element("input", { id: "ask-filter", type: "search", autocomplete: "off", oninput: () => filter() });

  function filter() {
    const words = app.fold(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { question, button } of buttons) {
      const text = app.fold(`${question.name} ${question.title} ${question.description}`);
      button.parentElement.hidden = !words.every((word) => text.includes(word));
      found += button.parentElement.hidden ? 0 : 1;
    }
    for (const each of groups) each.hidden = [...each.querySelectorAll("li")].every((item) => item.hidden);
    count.textContent = `${found} of ${questions.length} questions`;
  }
  filter();
  return {
    element: element("div", { class: "ask-questions" }, element("h2", {}, "Questions"), element("label", { for: "ask-filter" }, "Find a question"), field, count, groups),
    mark(chosen) {
      for (const { question, button } of buttons) {
        if (question === chosen) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      }
    },
  };
}

function needsValue(question) {
  return question.parameters.some((parameter) => parameter.required);
}

function group(title, buttons) {
  return element("section", {}, element("h3", {}, title), element("ul", {}, buttons.map(({ button }) => element("li", {}, button))));
}

// Makes the form of a question, filled in as in its example; `put` gets the query, `run` asks it.
export function questionForm(question, names, { put, run }) {
  const example = exampleOf(question);
  const fields = question.parameters.map((parameter) => fieldOf(parameter, parameter.iri ?? example[parameter.name] ?? parameter.default ?? "", names));
  const optional = fields.filter((field) => !field.parameter.required);
  const problem = element("p", { class: "ask-problem", role: "alert" });
  const form = element("form", { class: "ask-form", "aria-label": question.title, novalidate: true, onsubmit: submit, onchange: write },
    element("h2", {}, question.title), element("p", { class: "ask-description" }, question.description),
    fields.length ? element("div", { class: "ask-fields" }, fields.map((field) => field.element)) : null,
    element("div", { class: "ask-actions" }, element("button", { type: "submit", class: "ask-run" }, "Ask"),
      optional.length ? element("button", { type: "button", class: "plain", onclick: leaveOut }, "Leave out what may be left out") : null),
    problem); // below the buttons: what appears must not move a button away while it is pressed

  function submit(event) {
    event.preventDefault();
    if (write()) run();
  }

  function leaveOut() {
    for (const { input, parameter } of optional) input.value = parameter.default || "";
    write();
  }

  function write() {
    problem.textContent = "";
    for (const field of fields) field.input.removeAttribute("aria-invalid");
    const terms = {};
    const prefixes = declaredIn(question.text);
    for (const { parameter, input } of fields) {
      const find = (text) => (input.tagName === "SELECT" ? text : names.find(text));
      try {
        terms[parameter.name] = termOf(parameter, input.value.trim() || parameter.default || "", find, prefixes);
        if (terms[parameter.name] === null && parameter.required) throw new Error("a value is needed");
      } catch (error) {
        return refuse(input, `${titleOf(parameter)}: ${error.message}.`);
      }
    }
    const [begins, ends] = ["begin", "end"].map((kind) => fields.filter((field) => field.parameter.kind === kind && field.input.value.trim()));
    for (let index = 0; index < Math.min(begins.length, ends.length); index += 1) {
      const days = [begins[index], ends[index]].map((field) => dayOf(field.parameter, field.input.value));
      if (days[0] > days[1]) return refuse(begins[index].input, `${days[0]} comes after ${days[1]}.`);
    }
    put(withoutHeader(bind(question.text, terms)));
    return true;
  }

  function refuse(input, words) {
    input.setAttribute("aria-invalid", "true");
    problem.textContent = words;
    return false;
  }

  write();
  return form;
}

// Reads the values of the first example: `kg query name --date 1995-06-30 --party "North Korea"`.
function exampleOf(question) {
  const [line = ""] = question.examples || [];
  const pairs = [...line.matchAll(/--(\w+)[ =](?:"([^"]*)"|'([^']*)'|(\S+))/g)];
  return Object.fromEntries(pairs.map(([, name, double, single, bare]) => [name, double ?? single ?? bare]));
}

function titleOf(parameter) {
  return parameter.name[0].toUpperCase() + parameter.name.slice(1);
}

function fieldOf(parameter, value, names) {
  const id = `ask-value-${parameter.name}`;
  const input = inputOf(parameter, id, value, names);
  input.setAttribute("aria-describedby", `${id}-help`);
  return {
    parameter,
    input,
    element: element("div", { class: "ask-field" },
      element("label", { for: id }, titleOf(parameter), parameter.required ? null : element("small", {}, " may be left out")), input,
      element("small", { id: `${id}-help` }, parameter.help)),
  };
}

function inputOf(parameter, id, value, names) {
  if (parameter.kind === "concept" || parameter.kind === "class") return selectOf(parameter, id, value, names);
  if (parameter.kind === "date" && /^(\d{4}-\d{2}-\d{2})?$/.test(value)) return element("input", { id, type: "date", value });
  const input = element("input", { id, type: parameter.kind === "integer" ? "number" : "text", autocomplete: "off", placeholder: placeholders[parameter.kind] });
  input.value = parameter.kind === "entity" ? calledIn(names, value) : value;
  if (parameter.kind === "entity") input.setAttribute("list", "ask-entities");
  return input;
}

function calledIn(names, value) {
  const iri = value && names.find(value);
  return iri ? names.choices().find(([each]) => each === iri)[1] : value;
}

function selectOf(parameter, id, value, names) {
  const terms = names.terms(parameter);
  const select = element("select", { id }, parameter.required ? null : element("option", { value: "" }, "any"), terms.map(([iri, label]) => element("option", { value: iri }, label)));
  const squeeze = (text) => text.replace(/^kg:|[\W_]+/g, "").toLowerCase();
  const chosen = terms.find(([iri, label]) => value && [iri, iri.split("#").at(-1), label].some((name) => squeeze(name) === squeeze(value)));
  select.value = chosen ? chosen[0] : parameter.required ? (terms[0] || [""])[0] : "";
  return select;
}
