// The page: what happens when the reader chooses, searches, filters or changes the language.
const narrow = () => window.matchMedia("(max-width: 62rem)").matches;
const change = (what) => {
  const inside = byId("panel").contains(document.activeElement);
  state.chosen = what;
  picture.draw();
  panel();
  address();
  // The button pressed is gone: whoever reads by keyboard goes on at the head of what has come.
  if (inside) byId("panel").focus({ preventScroll: true });
  if (!what) picture.release();
  if (narrow()) byId(what ? "panel" : "stage").scrollIntoView({ block: "start" });
};
const choose = (what) => {
  if (state.chosen && what) state.trail.push(state.chosen);
  if (!what) state.trail = [];
  change(what);
};
const goBack = () => change(state.trail.pop() || null);

const heading = () => {
  const [one, other] = data.view.actors.map((code) => held(name(code)));
  return word(`title_${data.view.kind}`, { one: one || "", other: other || "" });
};
const describe = () => word(DRAWN ? "picture" : "pictureOther", { view: heading(), actors: data.nodes.length, shown: passing.length });
const FEW = 6;
const namesOf = (codes) => [...codes.slice(0, FEW).map((code) => held(name(code))), ...(codes.length > FEW ? [word("others", { count: codes.length - FEW })] : [])].join(word("comma"));
const cutNotes = () => {
  const { shown: few, groups: folded, statements } = data.view.left_out;
  return [few ? word("cut", data.view.left_out) : "", folded ? word("folded", data.view.left_out) : "", !few && statements ? word("surest", data.view.left_out) : "",
    !data.view.asked && data.view.actors.length && data.statements.length ? word("taken", { names: namesOf(data.view.actors) }) : ""];
};
const counts = (drawn) => {
  const all = data.statements.length;
  const hidden = all - passing.length;
  const articles = distinct(passing.map((each) => each.article)).length;
  const parts = [word("shown", { shown: passing.length, all }), hidden ? word("hidden", { hidden }) : "", word("size", { actors: drawn, articles }), ...cutNotes()];
  byId("counts").replaceChildren(...parts.filter(Boolean).map((part) => make("span", { class: "part" }, part)));
  byId("message").textContent = all ? word("nothing") : word(data.view.actors.length ? "emptyOf" : "empty", { names: namesOf(data.view.actors) });
  byId("message").hidden = drawn > 0;
  if (DRAWN) byId("picture").setAttribute("aria-label", describe());
};

const refresh = () => {
  sift();
  if (state.chosen && state.chosen.edge !== undefined && !shown(data.edges[state.chosen.edge]).length) state.chosen = null;
  counts(picture.draw());
  panel();
  legend();
  if (state.table) table();
  address();
};

const speak = () => {
  document.documentElement.lang = state.language;
  document.documentElement.dir = word("dir");
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
    element.title = word(element.dataset.label);
  }
  byId("shows").textContent = word(data.view.kind);
  if (!data.title) { byId("title").textContent = heading(); document.title = heading().replace(/[\u2068\u2069]/g, ""); }
  controls();
  search();
  refresh();
};

const lit = (theme) => {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
  byId("theme").setAttribute("aria-pressed", String(theme === "dark"));
};

const view = () => {
  byId("table").hidden = !state.table;
  byId("stage").hidden = state.table;
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String((button.dataset.view === "table") === state.table));
  if (state.table) table(); else picture.reshown();
};

const listen = () => {
  byId("language").addEventListener("change", (event) => { state.language = event.target.value; speak(); });
  byId("theme").addEventListener("click", () => { lit(state.theme === "dark" ? "light" : "dark"); controls(); refresh(); });
  for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => { state.table = button.dataset.view === "table"; view(); address(); });
  byId("search").addEventListener("input", () => { search(); picture.draw(); address(); });
  byId("search").addEventListener("keydown", (event) => {
    const [first] = event.key === "Enter" ? search() : [];
    if (first) choose({ node: first });
  });
  listenToFilters();
  listenToSaving();
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && state.chosen) goBack(); });
  window.addEventListener("hashchange", () => { Object.assign(state, structuredClone(opened)); follow(); speak(); view(); });
  // A printer gets the picture in ink for paper.
  let before = null;
  window.addEventListener("beforeprint", () => { before = state.theme; if (before === "dark") { lit("light"); refresh(); } });
  window.addEventListener("afterprint", () => { if (before === "dark") { lit("dark"); refresh(); } });
};

document.body.dataset.kind = data.view.kind;
document.body.classList.toggle("drawn", DRAWN);
for (const [code, words] of Object.entries(data.words)) byId("language").append(make("option", { value: code, lang: code }, words.name));
state.language = (navigator.languages || []).map((each) => each.slice(0, 2)).find((each) => data.words[each]) || "en";
byId("language").value = state.language;
lit(window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
if (narrow()) byId("tools").open = false;
if (DRAWN) { byId("picture").setAttribute("role", "img"); byId("picture").tabIndex = 0; }
preset();
remember();
picture.start();
follow();
listen();
speak();
if (state.table) view(); else picture.fit();
document.documentElement.dataset.ready = "yes";
if (DRAWN) window.network = network;
