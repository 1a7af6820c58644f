// The address: a query that stands in it is shared by sharing it. `#query=` has no limit; `?query=` is read without a script too.

const longest = 6000;

export function readAddress() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const search = new URLSearchParams(location.search);
  const query = fragment.get("query") || search.get("query") || "";
  return { query, question: query ? "" : search.get("question") || "", view: fragment.get("view") || search.get("view") || "table" };
}

export function writeAddress(state) {
  history.replaceState(null, "", linkTo(state));
}

export function linkTo({ query, view }) {
  const fields = new URLSearchParams({ query, ...(view && view !== "table" ? { view } : {}) }).toString();
  return `${location.pathname}${fields.length > longest ? "#" : "?"}${fields}`;
}
