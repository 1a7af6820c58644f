// RDF terms as SPARQL writes them, and what somebody types as one of them. No text can leave its quotation marks.

const forbidden = /[\x00-\x20<>"{}|^`\\]/;
const localName = /^[A-Za-z0-9][\w-]*(?:\.[\w-]+)*$/;
const xsd = "http://www.w3.org/2001/XMLSchema#";
const escapes = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

export const isIri = (text) => /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) && !forbidden.test(text);

// Writes an IRI with one of the prefixes if one fits.
export function shrink(iri, prefixes) {
  const fitting = Object.entries(prefixes).filter(([, namespace]) => iri.startsWith(namespace) && localName.test(iri.slice(namespace.length)));
  const [best] = fitting.sort(([, a], [, b]) => b.length - a.length);
  return best ? `${best[0]}:${iri.slice(best[1].length)}` : null;
}

export function expand(name, prefixes) {
  const [prefix, ...rest] = name.split(":");
  return rest.length && Object.hasOwn(prefixes, prefix) ? prefixes[prefix] + rest.join(":") : null;
}

function iriTerm(iri, prefixes) {
  if (!isIri(iri)) throw new Error(`“${iri}” is no IRI`);
  return shrink(iri, prefixes) || `<${iri}>`;
}

function literalTerm(text, type = "", prefixes = {}) {
  const quoted = `"${text.replace(/[\\"\n\r\t]/g, (mark) => escapes[mark])}"`;
  return type ? `${quoted}^^${iriTerm(xsd + type, prefixes)}` : quoted;
}

// Gives the first and last day of a date as it is typed: 1995-06-30, 1995-06, 1995, 199X.
function periodOf(text) {
  const match = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?$/i.exec(text.trim());
  if (!match || (match[2] && /x/i.test(match[1]))) return null;
  const [, year, month, day] = match;
  const first = `${year.replace(/x/gi, "0")}-${month || "01"}-${day || "01"}`;
  const lastYear = year.replace(/x/gi, "9");
  const lastMonth = month || "12";
  const last = `${lastYear}-${lastMonth}-${day || String(new Date(Date.UTC(2000 + (Number(lastYear) % 400), Number(lastMonth), 0)).getUTCDate()).padStart(2, "0")}`;
  return isDay(first) && isDay(last) ? [first, last] : null;
}

function isDay(text) {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

// Reads the value of a parameter; `find` gives the IRI of what is called so. Throws an Error that says what to type instead.
export function termOf(parameter, typed, find, prefixes) {
  const text = typed.trim();
  if (!text) return null;
  switch (parameter.kind) {
    case "date": case "begin": case "end": return literalTerm(dayOf(parameter, text), "date", prefixes);
    case "integer":
      if (!/^[+-]?\d+$/.test(text)) throw new Error(`“${text}” is no whole number`);
      return literalTerm(String(BigInt(text)), "integer", prefixes);
    case "text": return literalTerm(typed);
    default: {
      const iri = find(text);
      if (!iri) throw new Error(`nothing in the graph is called “${text}”`);
      return iriTerm(iri, prefixes);
    }
  }
}

export function dayOf(parameter, text) {
  const period = periodOf(text);
  if (!period) throw new Error(`“${text}” is no date; write 1995-06-30, 1995-06 or 1995`);
  if (parameter.kind === "end") return period[1];
  if (parameter.kind === "date" && period[0] !== period[1]) throw new Error(`“${text}” is longer than a day; choose one, such as ${period[0]}`);
  return period[0];
}
