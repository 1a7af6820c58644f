// Columns: what stands in the variables of an answer, and which of them belong together, such as ?treaty and ?treatyLabel.

const xsd = "http://www.w3.org/2001/XMLSchema#";
const numbers = new Set(["integer", "decimal", "double", "float", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger"].map((name) => xsd + name));
const times = new Set(["date", "dateTime", "gYear", "gYearMonth"].map((name) => xsd + name).concat("http://id.loc.gov/datatypes/edtf/EDTF"));

export const isNumber = (term) => numbers.has(term?.datatype);
export const isTime = (term) => times.has(term?.datatype);
export const isIri = (term) => term?.type === "uri";

// Lists the columns: {name, index, label} where `label` is the index of the column that names what stands in this one, or -1.
export function columnsOf({ variables, rows }) {
  const columns = variables.map((name, index) => ({ name, index, label: variables.indexOf(`${name}Label`) }));
  return columns.map((column) => ({ ...column, ...kindOf(rows.map((row) => row[column.index]).filter(Boolean)) }));
}

function kindOf(terms) {
  const all = (test) => terms.length > 0 && terms.every(test);
  return { hasIris: terms.some(isIri), isNumeric: all(isNumber), hasTimes: terms.some(isTime) };
}

// Leaves out the columns that only name what stands in another one.
export function withoutLabels(columns) {
  return columns.filter(({ name }) => !(name.endsWith("Label") && columns.some((other) => other.name === name.slice(0, -5) && other.hasIris)));
}

// Gives the words for the head of a column: ?treatyLabel becomes "treaty label".
export function wordsOf(name) {
  return name.replace(/([a-z\d])([A-Z])/g, (_, before, letter) => `${before} ${letter.toLowerCase()}`);
}
