"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const styles = new Map(data.styles.map((style) => [style.name, style]));
  const lines = new Map(data.edges.map((edge) => [edge.id, { id: edge.id, from: edge.from, to: edge.to, arrow: Boolean(edge.arrows), ...data.lines[edge.id] }]));
  const foldOf = new Map([...lines.values()].filter((line) => line.fold).map((line) => [line.fold, line]));
  const linesAt = new Map(Object.keys(data.about).map((id) => [id, []]));
  for (const line of lines.values()) for (const end of new Set([line.from, line.to])) linesAt.get(end).push(line);

  const state = {
    on: new Map(data.styles.map((style) => [style.name, style.at_first])),
    limit: Math.max(data.shown, 1), pinned: new Set(data.focus), asNodes: false, words: true,
    language: "en", selected: null, shownNodes: new Set(), shownLines: new Set(),
  };

  // --- words -------------------------------------------------------------------------------------

  function nameOf(id) {
    const about = data.about[id];
    return (about.labels && about.labels[state.language]) || about.label || id;
  }

  // Breaks a label as the layout expects it: 20 letters to a line, three lines at most.
  function broken(text, length = 20, rows = 3) {
    const found = [""];
    for (const word of text.replace(/\s+/g, " ").trim().split(" ")) {
      const row = found.at(-1);
      if (row && row.length + word.length >= length) found.push(word);
      else found[found.length - 1] = row ? `${row} ${word}` : word;
    }
    const cut = found.slice(0, rows).map((row) => (row.length > length * 1.5 ? [...row].slice(0, length).join("") + "…" : row));
    if (found.length > rows) cut[rows - 1] = cut[rows - 1].replace(/…$/, "") + " …";
    return cut.join("\n");
  }

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "onclick") made.addEventListener("click", value);
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  // --- what is shown -----------------------------------------------------------------------------

  function styleOf(id) { return styles.get(data.about[id].style); }

  function choose() {
    const wanted = data.ranking.filter((id) => isOn(id) && styleOf(id).at_first).slice(0, state.limit);
    const nodes = new Set([...wanted, ...[...state.pinned].filter((id) => !foldOf.has(id))]);
    for (const id of besides(nodes)) nodes.add(id);
    if (state.asNodes) {
      for (const [fold, line] of foldOf) {
        if (state.pinned.has(fold) || (isOn(fold) && nodes.has(line.from) && nodes.has(line.to))) nodes.add(fold);
      }
    }
    const chosen = [...lines.values()].filter((line) => nodes.has(line.from) && nodes.has(line.to) && isDrawn(line));
    const joined = new Set(chosen.flatMap((line) => [line.from, line.to]));
    state.shownNodes = new Set([...nodes].filter((id) => joined.has(id) || state.pinned.has(id)));
    state.shownLines = new Set(chosen.map((line) => line.id));
  }

  // Of each class that is not shown at first: the most important nodes that touch what is shown.
  function besides(nodes) {
    const left = new Map(data.styles.filter((style) => !style.at_first).map((style) => [style.name, state.limit]));
    return data.ranking.filter((id) => {
      const name = styleOf(id).name;
      const fits = isOn(id) && left.get(name) > 0 && linesAt.get(id).some((line) => isDrawn(line) && nodes.has(otherEnd(line, id)));
      if (fits) left.set(name, left.get(name) - 1);
      return fits;
    });
  }

  function isOn(id) { return state.on.get(styleOf(id).name); }

  function isDrawn(line) {
    if (line.fold) return !state.asNodes && isOn(line.fold);
    return state.asNodes || !line.partsOf;
  }

  // --- drawing -----------------------------------------------------------------------------------

  const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, baseColor: node.color, hidden: true })));
  const edges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, hidden: true })));
  const network = new vis.Network(byId("canvas"), { nodes, edges }, data.options);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  function neighbourhood() {
    if (!state.selected) return null;
    const near = new Set();
    const about = state.selected.node ? linesAt.get(state.selected.node) : [lines.get(state.selected.line)];
    for (const line of about) if (state.shownLines.has(line.id)) near.add(line.from).add(line.to).add(line.id);
    if (state.selected.node) near.add(state.selected.node);
    return near;
  }

  function paint() {
    choose();
    const near = neighbourhood();
    const tone = { ink: css("ink"), ground: css("ground"), relation: css("relation"), position: css("position"), part: css("part"), denied: css("denied"), font: css("font") };
    nodes.update(data.nodes.map((node) => paintNode(node, near, tone)));
    edges.update(data.edges.map((edge) => paintEdge(edge, near, tone)));
    byId("count").textContent = `${state.shownNodes.size} of ${data.ranking.length} nodes, ${state.shownLines.size} lines`;
    for (const button of document.querySelectorAll("#classes button")) {
      button.setAttribute("aria-pressed", String(state.on.get(button.dataset.style)));
    }
  }

  function paintNode(node, near, tone) {
    const about = data.about[node.id];
    const faded = near !== null && !near.has(node.id);
    const imagined = about.style === "Scenario";
    const unsure = about.held && about.held !== "certain";
    return {
      id: node.id,
      hidden: !state.shownNodes.has(node.id),
      label: broken(nameOf(node.id)),
      opacity: faded ? 0.14 : unsure ? 0.62 : 1,
      color: { background: imagined ? tone.ground : node.color, border: data.focus.includes(node.id) ? tone.ink : imagined ? node.color : tone.ground,
        highlight: { background: imagined ? tone.ground : node.color, border: tone.ink },
        hover: { background: imagined ? tone.ground : node.color, border: tone.ink } },
      borderWidth: data.focus.includes(node.id) || imagined ? 3 : 1.5,
      borderWidthSelected: 3,
      shapeProperties: { borderDashes: imagined || unsure ? [5, 4] : false },
      font: { face: tone.font, size: node.font.size, color: faded ? mixed(tone.ink, 0.16) : tone.ink,
        strokeWidth: 4, strokeColor: faded ? "rgba(0,0,0,0)" : tone.ground, vadjust: -2 },
    };
  }

  function paintEdge(edge, near, tone) {
    const line = lines.get(edge.id);
    const kind = line.denied ? "denied" : line.fold ? (data.about[line.fold].style === "Position" ? "position" : "relation") : "part";
    const chosen = near !== null && near.has(edge.id);
    const faded = near !== null && !chosen;
    const unsure = line.held && line.held !== "certain";
    const says = chosen || (state.words && near === null && (kind !== "part" || state.shownLines.size <= 30));
    return {
      id: edge.id,
      hidden: !state.shownLines.has(edge.id),
      label: says ? broken(line.label, 26, 2) : "",
      dashes: line.denied ? [2, 6] : unsure ? [9, 7] : false,
      width: kind === "part" ? (chosen ? 1.8 : 1) : chosen ? 3.2 : 2,
      color: { color: tone[kind], highlight: tone[kind], hover: tone[kind], inherit: false, opacity: faded ? 0.07 : unsure ? 0.55 : kind === "part" ? 0.75 : 0.85 },
      font: { face: tone.font, size: kind === "part" ? 15 : 17, color: !says ? "rgba(0,0,0,0)" : kind === "part" ? mixed(tone.ink, 0.75) : tone[kind], strokeWidth: says ? 4 : 0, strokeColor: tone.ground, align: "middle" },
    };
  }

  function mixed(hex, alpha) {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    return `rgba(${r},${g},${b},${alpha})`;
  }

  function motion() { return still.matches ? false : { duration: 600, easingFunction: "easeInOutQuad" }; }
  function fit(animation = motion()) { network.fit({ nodes: [...state.shownNodes], maxZoomLevel: 1.35, animation }); }

  // --- choosing ----------------------------------------------------------------------------------

  function select(what, fly) {
    state.selected = what;
    if (what && fly) reveal(what);
    paint();
    network.unselectAll();
    if (what && what.node && state.shownNodes.has(what.node)) network.selectNodes([what.node], false);
    if (what && what.line) network.setSelection({ nodes: [], edges: [what.line] });
    showPanel();
    network.setSize("100%", "100%"); // the panel may have taken room from the drawing
    if (what && fly) flyTo(what);
  }

  function reveal(what) {
    if (what.line) { state.pinned.add(lines.get(what.line).from).add(lines.get(what.line).to); } else { state.pinned.add(what.node); }
    if (what.line && lines.get(what.line).fold) state.on.set(styleOf(lines.get(what.line).fold).name, true);
  }

  function flyTo(what) {
    if (what.node) network.focus(what.node, { scale: Math.max(network.getScale(), 1), animation: motion() });
    else network.fit({ nodes: [lines.get(what.line).from, lines.get(what.line).to], maxZoomLevel: 1.1, animation: motion() });
  }

  function go(id) {
    const line = !state.asNodes && foldOf.get(id);
    select(line ? { line: line.id } : { node: id }, true);
  }

  // --- panel -------------------------------------------------------------------------------------

  function showPanel() {
    const panel = byId("panel");
    panel.replaceChildren();
    panel.hidden = !state.selected;
    if (!state.selected) return;
    const { node, line } = state.selected;
    panel.append(element("button", { class: "close", type: "button", "aria-label": "Close", onclick: () => select(null) }, "×"));
    panel.append(...(node ? nodeParts(node) : lineParts(lines.get(line))));
    panel.scrollTop = 0;
  }

  function nodeParts(id) {
    const about = data.about[id];
    return [...identity(id), ...said(about.claims, "What is said"), ...said(about.unasserted, "Denied or imagined"), ...connections(id)];
  }

  function lineParts(line) {
    if (line.fold) {
      return [...identity(line.fold), paragraph("soft", link(line.from), ` – ${line.label} – `, link(line.to)),
        ...said(data.about[line.fold].claims, "What is said"), ...said(data.about[line.fold].unasserted, "Denied or imagined"),
        ...connections(line.fold)];
    }
    return [element("h2", { dir: "auto" }, line.label), paragraph("", link(line.from), ` – ${line.label} – `, link(line.to)),
      line.when ? paragraph("soft", line.when) : null, ...said(line.claims, "What is said", "In the description of the entities, without a claim of its own.")]
      .filter((part) => part !== null);
  }

  function identity(id) {
    const about = data.about[id];
    const others = Object.entries(about.labels || {}).filter(([language]) => language !== state.language).map(([, name]) => name);
    const facts = (about.facts || []).flatMap(([name, text]) => [element("dt", {}, name), element("dd", { dir: "auto" }, text)]);
    return [
      element("h2", { dir: "auto" }, nameOf(id)),
      paragraph("soft", [about.kind, about.when].filter(Boolean).join(" · "), heldWords(about.held)),
      others.length ? paragraph("soft", others.join(" · ")) : null,
      about.names ? paragraph("soft", `Also: ${about.names}`) : null,
      about.description ? paragraph("", about.description) : null,
      facts.length ? element("dl", {}, ...facts) : null,
      about.note ? paragraph("soft", `Encoder's note: ${about.note}`) : null,
    ].filter((part) => part !== null);
  }

  function heldWords(held) {
    return held === "possible" ? " · possibly at this date" : held === "unknown" ? " · nobody says whether at this date" : "";
  }

  function paragraph(kind, ...children) { return element("p", { class: kind, dir: "auto" }, ...children); }

  function link(id, words) {
    return element("a", { class: "link", href: "#", onclick: (event) => { event.preventDefault(); go(id); } }, element("bdi", {}, words || nameOf(id)));
  }

  function said(claims, heading, otherwise) {
    const items = (claims || []).map((number) => {
      const claim = data.claims[number];
      const cited = [claim.citation, claim.manner].filter(Boolean).join(" · ");
      return element("li", {},
        element("p", { dir: "auto", class: claim.denied ? "denied-text" : "" }, claim.statement),
        element("p", { dir: "auto", class: "cite" }, cited),
        claim.cites ? element("p", { dir: "auto", class: "cite" }, `citing ${claim.cites.join("; ")}`) : null,
        claim.note ? element("p", { dir: "auto", class: "cite" }, `Encoder's note: ${claim.note}`) : null);
    });
    if (!items.length) return otherwise ? [paragraph("soft", otherwise)] : [];
    return [element("h3", {}, heading), element("ul", {}, ...items)];
  }

  function connections(id) {
    const found = linesAt.get(id).filter((line) => line.fold ? true : !(line.partsOf || []).some((part) => part !== id));
    if (!found.length) return [];
    const place = (line) => rankOf(otherEnd(line, id));
    const items = [...found].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1)).map((line) => connection(line, id));
    const list = element("ul", {}, ...items.slice(0, 14));
    const parts = [element("h3", {}, `Connections (${found.length})`), list];
    if (items.length > 14) {
      parts.push(element("button", { type: "button", onclick: (event) => { list.append(...items.slice(14)); event.target.remove(); } }, `Show all ${items.length}`));
    }
    parts.push(element("p", {}, element("button", { type: "button", onclick: () => pinNeighbours(id) }, "Draw all of them")));
    return parts;
  }

  function otherEnd(line, id) { return line.from === id ? line.to : line.from; }

  function connection(line, id) {
    const claim = (line.claims || []).map((number) => data.claims[number])[0];
    return element("li", {},
      element("p", { class: line.denied ? "denied-text" : "", dir: "auto" }, ...inWords(line, id)),
      element("p", { class: "cite", dir: "auto" }, [line.denied ? "denied or imagined" : "", line.when, claim && claim.citation].filter(Boolean).join(" · ")));
  }

  // A line as read from one of its ends: "party in X", "host: X", "aid → X", "X → aid", "trade – X".
  function inWords(line, id) {
    const other = link(otherEnd(line, id));
    const label = line.fold && line.fold !== id ? link(line.fold, line.label) : element("bdi", {}, line.label);
    if (line.role) return line.to === id ? [label, " in ", other] : [label, ": ", other];
    if (line.fold && !line.arrow) return [label, " – ", other];
    return line.from === id ? [label, " → ", other] : [other, " → ", label];
  }

  function pinNeighbours(id) {
    for (const line of linesAt.get(id)) for (const end of [line.from, line.to]) if (!foldOf.has(end)) state.pinned.add(end);
    for (const line of linesAt.get(id)) if (line.fold) state.on.set(styleOf(line.fold).name, true);
    paint();
    fit();
  }

  // --- tooltip -----------------------------------------------------------------------------------

  function showTip(parts, pointer) {
    const tip = byId("tip");
    tip.replaceChildren(...parts.filter((part) => part !== null));
    tip.hidden = false;
    const { clientWidth, clientHeight } = byId("stage");
    tip.style.left = `${Math.max(4, Math.min(pointer.x + 16, clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(4, Math.min(pointer.y + 16, clientHeight - tip.offsetHeight - 8))}px`;
  }

  function tipParts(title, kind, claims) {
    const first = (claims || []).slice(0, 2).map((number) => data.claims[number]);
    const more = (claims || []).length - first.length;
    return [element("strong", { dir: "auto" }, title), kind ? paragraph("soft", kind) : null,
      ...first.flatMap((claim) => [paragraph(claim.denied ? "denied-text" : "", claim.statement), paragraph("cite", [claim.citation, claim.manner].filter(Boolean).join(" · "))]),
      more > 0 ? paragraph("cite", `and ${more} more`) : null];
  }

  function tipOfNode(id) {
    const about = data.about[id];
    return tipParts(clipped(nameOf(id)), [about.kind, about.when].filter(Boolean).join(" · "), about.claims);
  }

  function tipOfLine(line) {
    const title = line.fold ? nameOf(line.fold) : `${nameOf(line.from)} – ${line.label} – ${nameOf(line.to)}`;
    return tipParts(clipped(title), line.when, line.claims);
  }

  function clipped(text) { const letters = [...text]; return letters.length > 200 ? letters.slice(0, 200).join("") + "…" : text; }

  // --- controls ----------------------------------------------------------------------------------

  const SHAPES = {
    dot: "M8 1a7 7 0 1 0 .01 0z", square: "M2 2h12v12H2z", diamond: "M8 0l8 8-8 8-8-8z", triangle: "M8 1l7.5 13H.5z",
    triangleDown: "M8 15L.5 2h15z", hexagon: "M4 1h8l4 7-4 7H4L0 8z", star: "M8 0l2.3 5.6 5.7.5-4.3 3.9 1.3 6L8 12.8 3 16l1.3-6L0 6.1l5.7-.5z",
  };

  function symbol(style) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "-1 -1 18 18");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", SHAPES[style.shape]);
    path.setAttribute("fill", style.name === "Scenario" ? "none" : style.color);
    if (style.name === "Scenario") { path.setAttribute("stroke", style.color); path.setAttribute("stroke-width", "2"); path.setAttribute("stroke-dasharray", "3 2"); }
    if (style.name === "Relationship" || style.name === "Position") {
      const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
      line.setAttribute("d", "M-6 8h28");
      line.setAttribute("stroke", style.color);
      line.setAttribute("stroke-width", "2");
      path.setAttribute("transform", "translate(3 3) scale(.62)");
      svg.append(line);
    }
    svg.append(path);
    return svg;
  }

  function buildLegend() {
    const counts = new Map();
    for (const about of Object.values(data.about)) counts.set(about.style, (counts.get(about.style) || 0) + 1);
    for (const style of data.styles) {
      byId("classes").append(element("li", {}, element("button", {
        type: "button", "data-style": style.name, onclick: () => { state.on.set(style.name, !state.on.get(style.name)); paint(); fit(); },
      }, symbol(style), style.plural, element("span", { class: "number" }, String(counts.get(style.name))))));
    }
    const about = [...Object.values(data.about), ...lines.values()];
    byId("dashed").hidden = !about.some((one) => one.held && one.held !== "certain");
    byId("dotted").hidden = ![...lines.values()].some((line) => line.denied);
  }

  function buildLanguages() {
    for (const language of data.languages) {
      let name = language;
      try { name = new Intl.DisplayNames([language], { type: "language" }).of(language); } catch { /* an unusual tag names itself */ }
      byId("language").append(element("option", { value: language }, name));
    }
    byId("language").addEventListener("change", (event) => { state.language = event.target.value; paint(); showPanel(); });
  }

  const names = Object.entries(data.about).map(([id, about]) => ({
    id, text: folded([id, about.label, ...Object.values(about.labels || {}), about.names || ""].join("\n")),
  }));

  const ranks = new Map(data.ranking.map((id, place) => [id, place]));
  for (const [fold, line] of foldOf) ranks.set(fold, Math.max(ranks.get(line.from) ?? 1e6, ranks.get(line.to) ?? 1e6));
  const rankOf = (id) => ranks.get(id) ?? 1e6;

  function search() {
    const wanted = folded(byId("search").value.trim());
    const later = ({ id }) => Number(!folded(nameOf(id)).startsWith(wanted));
    const found = !wanted ? [] : names.filter((name) => name.text.includes(wanted))
      .sort((a, b) => later(a) - later(b) || rankOf(a.id) - rankOf(b.id)).slice(0, 12);
    byId("results").replaceChildren(...found.map(({ id }) => element("li", {}, element("button", { type: "button", "data-id": id, onclick: () => { closeResults(); go(id); } },
      element("bdi", {}, clipped(nameOf(id))), " ", element("small", {}, data.about[id].kind || "")))));
    byId("results").hidden = !found.length;
  }

  function closeResults() { byId("results").hidden = true; }

  function savePicture() {
    const drawn = document.querySelector("#canvas canvas");
    const copy = element("canvas", { width: drawn.width, height: drawn.height });
    const context = copy.getContext("2d");
    context.fillStyle = css("ground");
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(drawn, 0, 0);
    element("a", { download: "network.png", href: copy.toDataURL("image/png") }).click();
  }

  byId("search").addEventListener("input", search);
  byId("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") { const first = byId("results").querySelector("button"); if (first && !byId("results").hidden) first.click(); }
    if (event.key === "Escape") closeResults();
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) closeResults(); });
  byId("limit").max = String(data.ranking.length);
  byId("limit").value = String(state.limit);
  byId("limit").addEventListener("input", (event) => { state.limit = Number(event.target.value); paint(); });
  byId("limit").addEventListener("change", () => fit());
  byId("nodes").addEventListener("change", (event) => { state.asNodes = event.target.checked; select(null); });
  byId("labels").addEventListener("change", (event) => { state.words = event.target.checked; paint(); });
  byId("physics").addEventListener("change", (event) => network.setOptions({ physics: { enabled: event.target.checked } }));
  byId("fit").addEventListener("click", () => fit());
  byId("save").addEventListener("click", savePicture);
  network.on("click", (event) => {
    if (event.nodes.length) select({ node: event.nodes[0] });
    else if (event.edges.length) select({ line: event.edges[0] });
    else select(null);
  });
  network.on("hoverNode", (event) => showTip(tipOfNode(event.node), event.pointer.DOM));
  network.on("hoverEdge", (event) => showTip(tipOfLine(lines.get(event.edge)), event.pointer.DOM));
  for (const leaving of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(leaving, () => { byId("tip").hidden = true; });
  dark.addEventListener("change", paint);

  buildLegend();
  buildLanguages();
  paint();
  fit(false);
  window.diplograph = { network, nodes, edges, state, data, select, go };
})();
