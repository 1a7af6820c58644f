// Finding things by any of their names: the beginning of words first, then what lies within, then with one slip of the pen.

const LONG = 5; // letters that a word needs before a slip is forgiven
const ranks = { whole: 0, start: 1, words: 2, within: 3, slip: 4 };

// Reads all names of the nodes once; gives a function from a text to at most `most` finds, each with node and name.
export function createFinder(nodes, fold, most = 12) {
  const entries = nodes.flatMap((node) => namesOf(node).map((name) => entry(node, name, fold)));
  return (text) => {
    const query = fold(text.trim());
    if (!query) return [];
    const words = wordsOf(query);
    const isWordy = (each) => each.words.length > words.length + 1; // a sentence rather than a name
    const exact = best(entries, (each) => match(each, query, words), isWordy);
    return (exact.length < most ? best(entries, (each) => match(each, query, words) ?? slip(each, words), isWordy) : exact).slice(0, most);
  };
}

function namesOf(node) {
  return [...new Set([...Object.values(node.labels), ...(node.names ? node.names.split(/;\s+/) : []), node.id])];
}

function entry(node, name, fold) {
  const folded = fold(name);
  return { node, name, folded, words: wordsOf(folded) };
}

function wordsOf(text) {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

// Keeps the best name of each node, in order of how well it fits, names before sentences, then of importance.
function best(entries, rate, isWordy) {
  const found = new Map();
  for (const each of entries) {
    const fit = rate(each);
    if (fit === null) continue;
    const rank = fit + (isWordy(each) ? 0.5 : 0);
    const known = found.get(each.node);
    if (!known || rank < known.rank) found.set(each.node, { node: each.node, name: each.name, rank });
  }
  return [...found.values()].sort((a, b) => a.rank - b.rank || a.node.rank - b.node.rank);
}

function match(each, query, words) {
  if (each.folded === query) return ranks.whole;
  if (each.folded.startsWith(query)) return ranks.start;
  if (words.length && words.every((word) => each.words.some((own) => own.startsWith(word)))) return ranks.words;
  return each.folded.includes(query) ? ranks.within : null;
}

function slip(each, words) {
  const fits = (word) => each.words.some((own) => own.startsWith(word) || (isLong(word) && isLong(own) && isOneSlip(word, own)));
  return words.length && words.every(fits) ? ranks.slip : null;
}

// Korean is decomposed when it is folded: its syllables count, not the letters that they are made of.
function isLong(word) {
  return word.length >= LONG && word.normalize("NFC").length >= (/[ᄀ-ᇿ]/.test(word) ? 3 : LONG);
}

// Says whether two different words differ by one letter more, fewer or other, or by two neighbours changed round (Damerau 1964).
function isOneSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [rest, otherRest] = [one.slice(start), other.slice(start)];
  return rest.slice(1) === otherRest.slice(1) || rest.slice(1) === otherRest || rest === otherRest.slice(1)
    || (rest.length > 1 && rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2));
}
