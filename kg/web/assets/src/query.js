// The query page: a desk with an editor, the graph's own questions, and what they are answered.

import { byId } from "../../../exports/html/web/src/dom.js";
import { readAddress, writeAddress } from "./address.js";
import { showAnswer, showWaiting } from "./answer.js";
import { openEditor } from "./editor.js";
import { mistakeIn, showMistake } from "./mistakes.js";
import { mountQuestions } from "./questions.js";
import { readReply } from "./replies.js";
import { createTerms } from "./terms.js";

const data = JSON.parse(byId("query-data").textContent);
const terms = createTerms(data);
const root = byId("answer");
const form = byId("desk");
const wanted = readAddress();
document.documentElement.classList.add("scripted");

const editor = openEditor(form, data, { run });
const questions = mountQuestions(data, terms, { put: (text) => { editor.text = text; }, run });
if (wanted.query) editor.text = wanted.query;
if (wanted.question) questions.choose(wanted.question);
let view = wanted.view;
if (wanted.query || wanted.question) run();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});

addEventListener("hashchange", () => {
  const { query } = readAddress();
  if (!query || query === editor.text) return;
  editor.text = query;
  run();
});

async function run() {
  const text = editor.text;
  writeAddress({ query: text, view });
  showWaiting(root, () => editor.stop());
  editor.unmark();
  form.setAttribute("aria-busy", "true");
  const begun = performance.now();
  try {
    const reply = readReply(await editor.ask());
    const seconds = (performance.now() - begun) / 1000;
    showAnswer(root, reply, { text, terms, view, seconds, onview: (chosen) => { view = chosen; writeAddress({ query: text, view }); } });
  } catch (error) {
    const mistake = mistakeIn(error);
    if (mistake.line) editor.mark(mistake);
    showMistake(root, mistake, () => editor.goTo(mistake));
  } finally {
    form.removeAttribute("aria-busy");
  }
}
