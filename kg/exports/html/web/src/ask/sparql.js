// SPARQL as a text: its tokens, the prefixes it lacks, its parameters, and where a mistake in it is.

const escape = String.raw`%[0-9A-Fa-f]{2}|\\.`;
const letter = String.raw`\p{L}\p{N}_`;
const prefix = String.raw`(?:\p{L}(?:[${letter}.\-]*[${letter}\-])?)?:`;
const local = String.raw`(?:[${letter}:]|${escape})(?:(?:[${letter}:.·‿⁀\-]|${escape})*(?:[${letter}:·‿⁀\-]|${escape}))?`;
const pattern = new RegExp(
  [
    String.raw`(?<comment>#[^\n]*)`,
    String.raw`(?<string>"""(?:[^"\\]|\\.|"(?!""))*"""|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`,
    String.raw`(?<iri><[^<>"{}|^\u0060\x00-\x20\\]*>)`,
    String.raw`(?<variable>[?$][${letter}·‿⁀]+)`,
    String.raw`(?<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)`,
    String.raw`(?<blank>_:[${letter}.·‿⁀\-]*[${letter}·‿⁀\-])`,
    String.raw`(?<name>${prefix}(?:${local})?)`,
    String.raw`(?<number>\d+(?:\.\d+)?(?:[eE][+\-]?\d+)?|\.\d+(?:[eE][+\-]?\d+)?)`,
    String.raw`(?<word>[${letter}]+)`,
    String.raw`(?<mark>\^\^|&&|\|\||<=|>=|!=|<<\(?|\)?>>|.)`,
  ].join("|"),
  "suy",
);
const space = /[ \t\r\n]*/y;

export const keywords = words(`BASE PREFIX SELECT CONSTRUCT DESCRIBE ASK DISTINCT REDUCED FROM NAMED WHERE GROUP BY HAVING ORDER ASC
  DESC LIMIT OFFSET VALUES UNDEF OPTIONAL GRAPH UNION MINUS FILTER BIND AS EXISTS NOT IN SEPARATOR`);
export const functions = words(`STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE
  ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5
  SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE COUNT SUM
  MIN MAX AVG SAMPLE GROUP_CONCAT`);
const known = new Set([...keywords, ...functions, ...words(`A TRUE FALSE VERSION SILENT SERVICE LATERAL LANGDIR HASLANG HASLANGDIR
  STRLANGDIR ISTRIPLE TRIPLE SUBJECT PREDICATE OBJECT ADJUST`)]);
const forms = new Set(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]);
const updates = new Set(words("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH"));
const meanings = [
  ["SELECT * is not authorized with GROUP BY", "SELECT * and GROUP BY exclude each other. Name the variables."],
  ["that is unbound", "A selected variable is neither grouped nor aggregated. Add it to GROUP BY, or select an aggregate of it."],
];

// A mistake, with the place in the text that it is about.
export class Mistake extends Error {
  constructor(message, from = 0, to = from) {
    super(message);
    Object.assign(this, { from, to });
  }
}

function words(text) {
  return text.split(/\s+/);
}

// Lists the tokens with their kinds and places; comments and space are left out.
function tokensOf(text) {
  const tokens = [];
  let start = 0;
  for (;;) {
    space.lastIndex = start;
    space.exec(text);
    pattern.lastIndex = space.lastIndex;
    const match = pattern.exec(text);
    if (!match) return tokens;
    const [kind] = Object.entries(match.groups).find(([, part]) => part !== undefined);
    start = match.index + match[0].length;
    if (kind !== "comment") tokens.push({ kind, text: match[0], from: match.index, to: start });
  }
}

const isWord = (token, ...choices) => token?.kind === "word" && choices.includes(token.text.toUpperCase());

// Gives the prefixes that a text declares itself.
export function declaredIn(text) {
  const tokens = tokensOf(text);
  const pairs = tokens.flatMap((token, index) => (isWord(token, "PREFIX") && tokens[index + 2]?.kind === "iri"
    ? [[tokens[index + 1].text.slice(0, -1), tokens[index + 2].text.slice(1, -1)]] : []));
  return Object.fromEntries(pairs);
}

// Gives the lines that declare the prefixes a text uses and lacks, those that are known.
export function missingPrefixes(text, prefixes) {
  const declared = declaredIn(text);
  const used = tokensOf(text).filter((token) => token.kind === "name").map((token) => token.text.split(":")[0]);
  const lacking = [...new Set(used)].filter((name) => Object.hasOwn(prefixes, name) && !Object.hasOwn(declared, name)).sort();
  return lacking.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("");
}

// Puts terms in the place of what the braces of `VALUES ?name { … }` hold; null leaves a variable unbound.
export function bind(text, terms) {
  const tokens = tokensOf(text);
  const edits = [];
  tokens.forEach((token, index) => {
    const [variable, brace] = tokens.slice(index + 1, index + 3);
    if (!isWord(token, "VALUES") || variable?.kind !== "variable" || brace?.text !== "{") return;
    const name = variable.text.slice(1);
    const close = tokens.slice(index + 3).find((each) => each.text === "}");
    if (close && Object.hasOwn(terms, name)) edits.push([brace.to, close.from, ` ${terms[name] ?? "UNDEF"} `]);
  });
  return edits.reverse().reduce((changed, [from, to, term]) => changed.slice(0, from) + term + changed.slice(to), text);
}

// Leaves out the first comment lines of a question, which its form shows in words.
export function withoutHeader(text) {
  return text.replace(/^(?:#[^\n]*\n)+\s*/, "");
}

// Throws a Mistake if a text is empty, changes data or would call another server.
export function check(text) {
  const tokens = tokensOf(text);
  if (tokens.length === 0) throw new Mistake("The query is empty. Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.");
  const form = tokens.find((token) => token.kind === "word" && (forms.has(token.text.toUpperCase()) || updates.has(token.text.toUpperCase())));
  if (form && updates.has(form.text.toUpperCase())) {
    throw new Mistake(`${form.text.toUpperCase()} changes data and is no query; this page can only be read.`, form.from, form.to);
  }
  const service = tokens.find((token) => isWord(token, "SERVICE"));
  if (service) throw new Mistake("SERVICE would call another server, and this page calls none. Leave the clause out.", service.from, service.to);
}

// Says what an engine's message about a text means, and where; the first `added` characters are not the reader's.
export function mistakeOf(message, text, added, prefixes) {
  const own = text.slice(added);
  const match = /^error at (\d+):(\d+): expected (.*)/su.exec(message);
  if (!match) return new Mistake(explained(message));
  const offset = Math.min(Math.max(offsetOf(text, Number(match[1]), Number(match[2])) - added, 0), own.length);
  const tokens = tokensOf(own);
  const fault = faultsIn(tokens, { ...prefixes, ...declaredIn(own) }).find(([, token]) => token.from <= offset);
  if (fault) return new Mistake(fault[0], fault[1].from, fault[1].to);
  const meaning = meanings.find(([theirs]) => match[3].includes(theirs));
  if (meaning) {
    const select = tokens.find((token) => isWord(token, "SELECT")) || { from: 0, to: 0 };
    return new Mistake(meaning[1], select.from, select.to);
  }
  const open = unclosed(tokens);
  if (open) return new Mistake(`This “${open.text}” is never closed.`, open.from, open.to);
  const token = tokens.find((each) => each.to > offset) || tokens.at(-1);
  return new Mistake(`What begins with “${shorten(token.text)}” cannot be read as SPARQL.${hint(token)}`, token.from, token.to);
}

function explained(message) {
  const call = /^The custom (?:aggregate )?function <([^>]*)> is not supported/.exec(message);
  return call ? `There is no function <${call[1]}>. A function of SPARQL is written without a prefix, such as STRLEN(?x).`
    : `The query cannot be answered: ${message}`;
}

function hint(token) {
  if (token.text === ",") return " Selected variables are separated by spaces alone.";
  if (token.text === "}") return " Is something missing before it, or is it one too many?";
  if (functions.includes(token.text.toUpperCase())) return " An expression is selected in parentheses, with a name: (COUNT(?x) AS ?name).";
  return ["variable", "iri", "name", "string"].includes(token.kind)
    ? " A statement is a subject, a property and an object; “.” ends it, “;” goes on with the same subject." : "";
}

function faultsIn(tokens, prefixes) {
  return tokens.flatMap((token) => {
    const [name] = token.text.split(":");
    if (token.kind === "name" && !Object.hasOwn(prefixes, name)) return [[`The prefix ${name}: is not declared.`, token]];
    if (token.kind === "word" && !known.has(token.text.toUpperCase())) return [[`SPARQL has no word “${shorten(token.text)}”.`, token]];
    return token.text === "'" || token.text === '"' ? [["A text begins here and never ends.", token]] : [];
  });
}

function unclosed(tokens) {
  const pairs = { "{": "}", "(": ")", "[": "]" };
  const opened = [];
  for (const token of tokens) {
    if (token.text in pairs) opened.push(token);
    else if (opened.length && token.text === pairs[opened.at(-1).text]) opened.pop();
  }
  return opened.at(-1);
}

// Gives the offset of a line and column that count from 1, columns in characters.
function offsetOf(text, line, column) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return before + [...(lines[line - 1] || "")].slice(0, column - 1).join("").length;
}

function shorten(text) {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
