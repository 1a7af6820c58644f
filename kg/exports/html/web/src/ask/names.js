// What the graph calls things: labels for IRIs, and IRIs for what somebody types.

import { expand, isIri, shrink } from "./terms.js";

const squeeze = (text) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();

export function namesOf(app, engine) {
  const labels = new Map(); // IRI → {language: label}
  for (const { thing, label, language } of engine.rows("SELECT ?thing ?label (LANG(?label) AS ?language) { ?thing rdfs:label ?label }")) {
    if (!labels.has(thing)) labels.set(thing, {});
    labels.get(thing)[language] ??= label;
  }
  const nodes = new Map(app.graph.nodes.map((node) => [node.iri, node]));
  const claims = new Map(app.graph.claims.map((claim) => [claim.iri, claim]));
  const { ent, src, claim: claimSpace } = engine.prefixes;
  const entities = [...labels.keys()].filter((iri) => iri.startsWith(ent) || iri.startsWith(src)).sort();
  let stated = null;

  const names = {
    nodes,

    // Gives a claim: of a page about a part of the graph, those about the rest are known by their statement alone.
    claim(iri) {
      if (!claims.has(iri) && iri.startsWith(claimSpace) && labels.has(iri)) {
        claims.set(iri, { iri, index: claims.size, statement: names.label(iri), asserted: true });
      }
      return claims.get(iri) || null;
    },
    label(iri) {
      const node = nodes.get(iri);
      if (node) return app.nameOf(node);
      const known = labels.get(iri);
      return known ? known[app.state.language] || known.en || Object.values(known)[0] : "";
    },
    short: (iri) => shrink(iri, engine.prefixes) || iri,

    // Lists what an entity can be called in a form, each name once: its label, with its id where two share one.
    choices() {
      const taken = new Map();
      for (const iri of entities) taken.set(names.label(iri), (taken.get(names.label(iri)) || 0) + 1);
      return entities.map((iri) => [iri, taken.get(names.label(iri)) > 1 ? `${names.label(iri)} (${localOf(iri)})` : names.label(iri)]);
    },

    // Gives the entity that has this name, id, CURIE or IRI.
    find(text) {
      const typed = text.trim().replace(/^<(.*)>$/, "$1");
      const iris = new Set([expand(typed, engine.prefixes), isIri(typed) ? typed : null, ...[typed, idIn(typed)].flatMap((id) => [ent + id, src + id])]);
      const exact = entities.find((iri) => iris.has(iri)) || names.choices().find(([, name]) => name === typed)?.[0];
      const wanted = squeeze(typed);
      return exact || (wanted && entities.find((iri) => Object.values(labels.get(iri)).some((label) => squeeze(label) === wanted))) || null;
    },

    // Lists the terms of a concept scheme, or the classes, as [IRI, label].
    terms(parameter) {
      if (parameter.options) return parameter.options;
      const pattern = parameter.kind === "class" ? "?term a owl:Class" : `?term skos:inScheme kg:${/^\w+$/.test(parameter.scheme) ? parameter.scheme : "None"}`;
      const rows = engine.rows(`SELECT DISTINCT ?term { ${pattern} FILTER(STRSTARTS(STR(?term), STR(kg:))) }`);
      return rows.map(({ term }) => [term, names.label(term)]).sort((a, b) => a[1].localeCompare(b[1], "en"));
    },

    // Lists the claims in which something stands.
    claimsOf(iri) {
      if (names.claim(iri)) return [iri];
      if (!stated) {
        stated = new Map();
        for (const { node, claim } of engine.rows("SELECT DISTINCT ?node ?claim { ?node kg:statedIn ?claim }")) {
          stated.set(node, [...(stated.get(node) || []), claim]);
        }
      }
      return stated.get(iri) || [];
    },

    // Lists the terms that may be completed after a prefix.
    vocabulary(prefix) {
      const namespace = engine.prefixes[prefix];
      if (!namespace) return [];
      return [...labels.keys()].filter((iri) => iri.startsWith(namespace) && shrink(iri, { [prefix]: namespace }))
        .map((iri) => ({ label: shrink(iri, { [prefix]: namespace }), detail: names.label(iri) }));
    },
  };
  return names;
}

function localOf(iri) {
  return iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1);
}

function idIn(text) {
  return /\(([^()]+)\)$/.exec(text)?.[1] ?? text;
}
