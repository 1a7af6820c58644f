// Names: what the graph calls the nodes of an answer that says nothing of it.

const most = 500;
const plain = /^[^<>"{}|^`\\\x00-\x20]+$/;

// Gives the English labels of those IRIs that are ours, as far as the endpoint answers: a Map of IRI to label.
export async function labelsOf(iris, terms) {
  const ours = iris.filter((iri) => terms.isOurs(iri) && plain.test(iri)).slice(0, most);
  if (ours.length === 0) return new Map();
  const query = `SELECT ?node ?label { VALUES ?node { ${ours.map((iri) => `<${iri}>`).join(" ")} } ?node rdfs:label ?label FILTER(LANG(?label) = "en") }`;
  const response = await fetch("/sparql", { method: "POST", headers: { Accept: "application/sparql-results+json" }, body: new URLSearchParams({ query }) });
  if (!response.ok) return new Map();
  const { results } = await response.json();
  return new Map(results.bindings.map(({ node, label }) => [node.value, label.value]));
}
