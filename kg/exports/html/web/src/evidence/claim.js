// One claim as a reader meets it: what is said, how, by whom, and where it can be read.

import { element } from "../dom.js";
import { copyText } from "../exports/save.js";

export function claimCard(app, claim, { rival = false } = {}) {
  const modality = modalityOf(app, claim);
  return element("article", { class: `claim modality-${claim.modality}${claim.asserted ? "" : " unasserted"}`, dataset: { claim: claim.id } },
    element("p", { class: "statement", dir: "auto" }, claim.statement),
    element("p", { class: "says" },
      element("span", { class: `chip chip-${claim.modality}` }, modality.label),
      ` ${whoSays(app, claim)}`),
    where(app, claim, rival),
    quotes(claim),
    dates(claim),
    claim.cites?.length ? element("p", { class: "small" }, `It cites ${claim.cites.join("; ")}.`) : null,
    claim.note ? element("p", { class: "small" }, `Note: ${claim.note}`) : null,
    element("button", { type: "button", class: "plain small", "aria-label": `Copy with its source: ${claim.statement}`, onclick: (event) => take(app, claim, event.currentTarget) }, "Copy with its source"),
    rival ? null : rivals(app, claim),
  );
}

// The claim in one line, as it can stand in a footnote.
function citationOf(app, claim) {
  const manner = claim.manner || modalityOf(app, claim).label;
  const said = /[.!?…]$/.test(claim.statement || "") ? claim.statement : `${claim.statement || claim.id}.`;
  return `${said} — ${claim.citation || app.graph.meta.sources[claim.document]?.citation || "no source named"} (${manner}). ${app.graph.meta.title}, sha256:${(app.graph.meta.checksum || "").slice(0, 12)}`;
}

async function take(app, claim, button) {
  if (await copyText(citationOf(app, claim), button.parentElement)) app.announce("Copied with its source.");
}

function modalityOf(app, claim) {
  return app.graph.modalities.find((each) => each.name === claim.modality) || { label: claim.modality || "claim" };
}

function whoSays(app, claim) {
  if (claim.attributedTo?.length) return `told by ${claim.attributedTo.join(" and ")}`;
  return claim.modality === "Judgement" ? "its author’s reading" : "";
}

function where(app, claim, isShort) {
  const source = app.graph.meta.sources[claim.document];
  const passages = claim.passages || [];
  const url = passages.find((passage) => passage.url)?.url || source?.url;
  const words = claim.citation || source?.citation || "an unnamed source";
  const cited = url ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words) : element("cite", {}, words);
  const positions = passages.filter((passage) => passage.end !== undefined).map((passage) => `${passage.id}: characters ${passage.start}–${passage.end}`);
  return element("p", { class: "where" }, cited,
    source && claim.citation && source.citation !== claim.citation && !isShort ? element("span", { class: "small" }, ` ${source.citation}`) : null,
    positions.length ? element("span", { class: "small positions" }, positions.join("; ")) : null);
}

function quotes(claim) {
  return (claim.passages || []).filter((passage) => passage.quote).map((passage) =>
    element("blockquote", { dir: "auto" }, element("p", {}, passage.quote), element("footer", {}, `${passage.id}, from the reader’s own copy`)));
}

function dates(claim) {
  return (claim.dates || []).map(([written, bounds]) =>
    element("p", { class: "small" }, "Dated ", element("code", {}, written), bounds ? `: ${bounds}` : ""));
}

function rivals(app, claim) {
  if (!claim.rivals?.length) return null;
  return element("section", { class: "rivals" }, element("h4", {}, "Others say otherwise"),
    element("div", { class: "beside" }, claim.rivals.map((index) => claimCard(app, app.graph.claims[index], { rival: true }))));
}
