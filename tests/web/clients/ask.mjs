// Ask an endpoint with a JavaScript client: node ask.mjs CLIENT ENDPOINT QUERY; prints a JSON list of rows or triples.
import { createRequire } from "node:module";

const require = createRequire(new URL("../npm/package.json", import.meta.url));
const [client, endpoint, query] = process.argv.slice(2);

const gather = (stream) =>
  new Promise((resolve, reject) => {
    const found = [];
    stream.on("data", (one) => found.push(one)).on("end", () => resolve(found)).on("error", reject);
  });

const terms = (row) => Object.fromEntries([...row].map(([variable, term]) => [variable.value, term.value]));
const triple = (quad) => [quad.subject.value, quad.predicate.value, quad.object.value];

const clients = {
  async fetcher() {
    const { SparqlEndpointFetcher } = require("fetch-sparql-endpoint");
    const fetcher = new SparqlEndpointFetcher();
    if (/^\s*CONSTRUCT/i.test(query)) return (await gather(await fetcher.fetchTriples(endpoint, query))).map(triple);
    if (/^\s*ASK/i.test(query)) return [await fetcher.fetchAsk(endpoint, query)];
    const rows = await gather(await fetcher.fetchBindings(endpoint, query));
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])));
  },
  async comunica() {
    const { QueryEngine } = require("@comunica/query-sparql");
    const engine = new QueryEngine();
    const options = { sources: [endpoint] };
    if (/^\s*CONSTRUCT/i.test(query)) return (await gather(await engine.queryQuads(query, options))).map(triple);
    if (/^\s*ASK/i.test(query)) return [await engine.queryBoolean(query, options)];
    return (await gather(await engine.queryBindings(query, options))).map(terms);
  },
};

process.stdout.write(JSON.stringify(await clients[client]()));
