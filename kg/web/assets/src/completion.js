// What the editor completes: the graph's prefixes and the words of its vocabulary. Nothing is asked of other hosts.

export function addCompleters(Yasqe, prefixes, words) {
  const expand = (word) => prefixes[word.split(":")[0]] + word.slice(word.indexOf(":") + 1);
  const named = (kinds) => words.filter(([, kind]) => kinds.includes(kind)).map(([word]) => expand(word));
  Yasqe.defaults.autocompleters = ["prefixes", "variables", "property", "class"];
  change(Yasqe, "prefixes", { get: Object.entries(prefixes).map(([prefix, space]) => `${prefix}: <${space}>`).sort(), persistenceId: null });
  change(Yasqe, "property", { get: named(["property"]), bulk: true, autoShow: true, isValidCompletionPosition: isProperty });
  change(Yasqe, "class", { get: named(["class", "concept"]), bulk: true, autoShow: true });

  function isProperty(yasqe) {
    const token = yasqe.getCompleteToken();
    return Boolean(token.string.trim()) && !/^[?$]/.test(token.string) && token.state.possibleCurrent.includes("a");
  }
}

function change(Yasqe, name, changes) {
  Yasqe.Autocompleters[name] = { ...Yasqe.Autocompleters[name], ...changes };
}
