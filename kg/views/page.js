"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const actors = new Map(data.nodes.map((node) => [node.id, node]));
  const state = { language: "en", families: {}, statuses: {}, kinds: {}, said: {}, least: 0, found: "", chosen: null };

  const word = (key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), (data.words[state.language] || data.words.en)[key] || key);
  const name = (code) => { const names = (actors.get(code) || {}).names || {}; return names[state.language] || names.en || names.ar || code; };
  const kindName = (kind) => { const labels = (data.kinds[kind] || {}).labels || {}; return labels[state.language] || labels.en || kind; };
  const family = (statement) => data.kinds[statement.kind].family;
  const dark = () => document.documentElement.classList.contains("dark");
  const colour = (key) => data.style.families[key][dark() ? "dark" : "light"];

  // Everything that comes from data reaches the page through here: as text, never as markup.
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined) continue;
      if (key === "class") element.className = value; else element.setAttribute(key, value);
    }
    for (const child of children) if (child !== null && child !== undefined) element.append(child);
    return element;
  };
  const day = (text) => make("bdi", { dir: "ltr" }, text);
  const isolated = (text) => make("bdi", { dir: "auto" }, text);

  // Spelling variants and case are folded for searching, as far as Unicode and Arabic news need it.
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200b-\u200f]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").replace(/[ıİ]/g, "i").toLowerCase().trim();
  const names = new Map(data.nodes.map((node) => [node.id, [node.id, ...Object.values(node.names), ...node.also].map(fold)]));
  const matches = (code, wanted) => names.get(code).some((each) => each.includes(wanted));

  const passes = (statement) =>
    state.families[family(statement)] && state.statuses[statement.status] && state.kinds[statement.kind] &&
    state.said[statement.speaker ? "speaker" : "outlet"] && statement.confidence >= state.least;

  const edges = new vis.DataSet([]);
  const nodes = new vis.DataSet([]);
  let network = null;

  const drawn = (index) => {
    const edge = data.edges[index];
    const kept = edge.statements.filter((number) => passes(data.statements[number]));
    if (!kept.length) return null;
    const twins = data.edges.filter((other) => (other.from === edge.from && other.to === edge.to) || (other.from === edge.to && other.to === edge.from));
    const place = twins.indexOf(edge);
    const back = edge.from > edge.to;
    const [thin, thick] = data.style.widths;
    const bend = twins.length > 1 ? 0.12 + 0.1 * Math.floor(place / 2) + 0.04 * place : 0;
    return {
      id: index, from: edge.from, to: edge.to, width: Math.min(thin + 1.1 * Math.log2(kept.length) * 1.6, thick),
      color: { color: colour(edge.family), highlight: colour(edge.family), hover: colour(edge.family), opacity: edge.status === "actual" ? 0.85 : 0.7 },
      dashes: data.style.dashes[edge.status],
      arrows: edge.directed ? { to: { enabled: true, scaleFactor: 0.55, type: data.style.families[edge.family].end } } : "",
      smooth: bend ? { enabled: true, type: (place % 2 === 0) !== back ? "curvedCW" : "curvedCCW", roundness: bend } : false,
    };
  };

  // Changed in place: a set that is emptied and filled again loses its positions for a moment.
  const keep = (set, items) => {
    const ids = new Set(items.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !ids.has(id)));
    set.update(items);
  };
  const redraw = () => {
    const lines = data.edges.map((_, index) => drawn(index)).filter(Boolean);
    const touched = new Map();
    for (const line of lines) for (const code of [line.from, line.to]) touched.set(code, (touched.get(code) || 0) + 1);
    const ink = dark() ? "#e8e6e1" : "#1d2327";
    const circles = data.nodes.filter((node) => touched.has(node.id)).map((node) => {
      const hit = state.found && matches(node.id, state.found);
      const faint = state.found && !hit;
      return {
        id: node.id, x: node.x, y: node.y, shape: node.shape, label: name(node.id), size: 9 + 3.2 * Math.sqrt(touched.get(node.id)),
        color: { background: hit ? "#e0b400" : dark() ? "#8b98a1" : "#4b5a64", border: dark() ? "#14181b" : "#ffffff", highlight: { background: "#e0b400", border: ink } },
        borderWidth: 2, opacity: faint ? 0.25 : 1, widthConstraint: { maximum: 140 },
        font: { color: ink, size: 15, strokeWidth: 4, strokeColor: dark() ? "#14181b" : "#f6f5f1", face: "Noto Sans, Noto Sans Arabic, Segoe UI, sans-serif" },
      };
    });
    keep(edges, lines); keep(nodes, circles);
    const shown = data.statements.filter(passes).length;
    const articles = new Set(data.statements.map((each) => each.article)).size;
    byId("counts").textContent = [word("shown", { shown, all: data.statements.length, hidden: data.statements.length - shown }),
      word("actors", { actors: circles.length, articles }), data.cut ? word("cut", { count: data.cut }) : ""].filter(Boolean).join(" · ");
    const message = byId("message");
    message.textContent = data.statements.length ? word("nothing") : word("empty");
    message.hidden = circles.length > 0;
    table(); panel();
  };

  const told = (statement) => make("p", { class: "told" },
    make("span", { class: `family ${family(statement)}` }, isolated(name(statement.source)), " ", kindName(statement.kind), " ", isolated(name(statement.target))),
    make("span", { class: "badge" }, word(statement.status)));
  const link = (statement) => {
    let url = null;
    try { url = new URL(statement.url); } catch { return null; }
    if (url.protocol !== "https:" && url.protocol !== "http:") return null;
    return make("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, word("read"));
  };
  const card = (statement) => make("article", { class: "statement" }, told(statement),
    make("blockquote", { dir: "auto", lang: statement.language },
      make("span", { class: "around" }, statement.before ? "…" + statement.before : ""), make("mark", {}, statement.quote),
      make("span", { class: "around" }, statement.after ? statement.after + "…" : "")),
    make("p", { class: "meta" }, `${word("saidBy")} `, isolated(statement.speaker ? name(statement.speaker) : word("outlet")),
      statement.date ? " · " : "", statement.date ? day(statement.date) : "", ` · ${word("confidence").split(" ")[0]} ${statement.confidence.toFixed(2)}`),
    make("p", { class: "meta" }, isolated(statement.title || statement.article), statement.outlet ? " · " : "", statement.outlet ? isolated(statement.outlet) : "",
      statement.published ? ` · ${word("published")} ` : "", statement.published ? day(statement.published) : "", " ", link(statement)));

  const panel = () => {
    const box = byId("panel");
    box.replaceChildren();
    if (!state.chosen) { box.append(make("p", { class: "hint" }, word("pick"))); return; }
    const { node, edge } = state.chosen;
    const behind = (each) => data.edges[each].statements.map((number) => data.statements[number]).filter(passes);
    if (edge !== undefined) {
      const found = behind(edge);
      const line = data.edges[edge];
      box.append(make("h2", { class: "name" }, isolated(name(line.from)), line.directed ? " → " : " — ", isolated(name(line.to))));
      box.append(make("p", { class: "sum" }, `${word(line.family)} · ${word(line.status)} · ${found.length}`), ...found.map(card));
      return;
    }
    const mine = data.edges.map((_, index) => index).filter((index) => [data.edges[index].from, data.edges[index].to].includes(node) && behind(index).length);
    const actor = actors.get(node);
    box.append(make("h2", { class: "name" }, isolated(name(node))));
    box.append(make("p", { class: "sum" }, [...new Set(Object.values(actor.names))].filter((each) => each !== name(node)).join(" · "), ` (${node})`));
    const list = make("ul", { class: "links" });
    for (const index of mine) {
      const line = data.edges[index];
      const button = make("button", { type: "button" }, make("span", { class: `family ${line.family}` }, isolated(name(line.from)), line.directed ? " → " : " — ", isolated(name(line.to))),
        make("span", { class: "badge" }, word(line.status)), make("span", { class: "count" }, String(behind(index).length)));
      button.addEventListener("click", () => choose({ edge: index }));
      list.append(make("li", {}, button));
    }
    box.append(list, ...mine.flatMap(behind).map(card));
  };
  const choose = (what, focus = true) => {
    state.chosen = what;
    panel();
    if (network && what) network.setSelection({ nodes: what.node === undefined ? [] : [what.node], edges: what.edge === undefined ? [] : [what.edge] }, { highlightEdges: false });
    if (focus && what && window.matchMedia("(max-width: 60rem)").matches) byId("panel").scrollIntoView();
  };

  const table = () => {
    const body = byId("as-table").querySelector("tbody");
    byId("as-table").querySelector("thead").replaceChildren(make("tr", {}, ...["source", "relation", "target", "status", "saidBy", "words"].map((key) => make("th", { scope: "col" }, word(key)))));
    if (!byId("as-table").open) { body.replaceChildren(); return; }
    body.replaceChildren(...data.statements.filter(passes).map((each) => make("tr", {}, ...[name(each.source), kindName(each.kind), name(each.target), word(each.status),
      each.speaker ? name(each.speaker) : word("outlet"), each.quote].map((text) => make("td", { dir: "auto" }, text)))));
  };

  const count = (test) => data.statements.filter(test).length;
  const boxes = (id, keys, label, test, group) => {
    const field = byId(id);
    for (const old of field.querySelectorAll("label")) old.remove();
    for (const key of keys) {
      const box = make("input", { type: "checkbox", value: key });
      box.checked = state[group][key];
      box.addEventListener("change", () => { state[group][key] = box.checked; redraw(); });
      field.append(make("label", {}, box, make("span", {}, label(key)), make("span", { class: "count" }, String(count((each) => test(each, key))))));
    }
  };
  const used = (pick) => [...new Set(data.statements.map(pick))].sort();
  const families = Object.keys(data.style.families).filter((key) => count((each) => family(each) === key));
  const kinds = used((each) => each.kind);
  const preset = () => {
    families.forEach((key) => { state.families[key] = true; });
    kinds.forEach((key) => { state.kinds[key] = true; });
    // A denial is no relation: it is drawn only when asked for.
    Object.assign(state.statuses, { actual: true, intended: true, denied: false });
    Object.assign(state.said, { outlet: true, speaker: true });
    Object.assign(state, { least: 0, found: "", chosen: null });
    byId("search").value = ""; byId("confidence").value = 0; byId("least").textContent = "0";
  };
  const controls = () => {
    boxes("families", families, word, (each, key) => family(each) === key, "families");
    boxes("statuses", ["actual", "intended", "denied"], word, (each, key) => each.status === key, "statuses");
    boxes("said", ["outlet", "speaker"], word, (each, key) => (each.speaker ? "speaker" : "outlet") === key, "said");
    boxes("kinds", kinds, kindName, (each, key) => each.kind === key, "kinds");
    byId("actors").replaceChildren(...data.nodes.map((node) => make("option", { value: name(node.id) })));
    legend();
  };
  const legend = () => {
    const line = (stroke, dash, ends) => {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      for (const [key, value] of Object.entries({ width: 44, height: 12, viewBox: "0 0 44 12", "aria-hidden": "true" })) svg.setAttribute(key, value);
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      for (const [key, value] of Object.entries({ d: "M1 6H43", stroke, "stroke-width": 3, fill: "none", "stroke-dasharray": dash })) path.setAttribute(key, value);
      svg.append(path);
      if (ends) {
        const end = document.createElementNS("http://www.w3.org/2000/svg", "path");
        const shape = ends === "bar" ? "M43 1V11" : "M36 1L43 6L36 11";
        for (const [key, value] of Object.entries({ d: shape, stroke, "stroke-width": 2.5, fill: "none" })) end.setAttribute(key, value);
        svg.append(end);
      }
      return svg;
    };
    const ink = dark() ? "#9aa5ad" : "#5c666d";
    const items = families.map((key) => [line(colour(key), "none", data.style.families[key].end), word(key)]);
    items.push([line(ink, "none", ""), word("actual")], [line(ink, "7 5", ""), word("intended")], [line(ink, "2 4", ""), word("denied")]);
    byId("legend").querySelector("ul").replaceChildren(...items.map(([mark, text]) => make("li", {}, mark, text)),
      make("li", { class: "quiet" }, `● ${word("state")}  ◆ ${word("organisation")}`), make("li", { class: "quiet" }, word("width")));
  };
  const speak = () => {
    document.documentElement.lang = state.language;
    document.documentElement.dir = word("dir");
    for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
    byId("theme").title = word("theme"); byId("theme").setAttribute("aria-label", word("theme"));
    byId("network").setAttribute("aria-label", word("table"));
    controls(); redraw();
  };

  for (const [code, words] of Object.entries(data.words)) byId("language").append(make("option", { value: code }, words.name));
  byId("language").addEventListener("change", (event) => { state.language = event.target.value; speak(); });
  byId("theme").addEventListener("click", () => { document.documentElement.classList.toggle("dark"); legend(); redraw(); });
  byId("search").addEventListener("input", (event) => {
    state.found = fold(event.target.value);
    redraw();
    const hits = data.nodes.filter((node) => state.found && matches(node.id, state.found) && nodes.get(node.id));
    if (hits.length === 1) { choose({ node: hits[0].id }, false); network.focus(hits[0].id, { scale: Math.max(network.getScale(), 0.9), animation: false }); }
  });
  byId("confidence").addEventListener("input", (event) => { state.least = Number(event.target.value); byId("least").textContent = event.target.value; redraw(); });
  byId("reset").addEventListener("click", () => { preset(); controls(); redraw(); network.fit(); });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("as-table").addEventListener("toggle", table);

  byId("language").value = state.language;
  if (window.matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.classList.add("dark");
  preset();
  network = new vis.Network(byId("network"), { nodes, edges }, data.options);
  network.on("click", ({ nodes: [node], edges: [edge] }) => choose(node !== undefined ? { node } : edge !== undefined ? { edge } : null));
  speak();
  network.fit();
  window.network = network;
})();
