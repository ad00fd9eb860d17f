// The page: what happens when the reader chooses, searches, filters or changes the language.
const choose = (what) => {
  const inside = byId("panel").contains(document.activeElement);
  state.chosen = what;
  draw();
  panel();
  // The button pressed is gone: whoever reads by keyboard goes on at the head of what has come.
  if (inside) byId("panel").focus({ preventScroll: true });
  if (!what) network.unselectAll();
  if (window.matchMedia("(max-width: 62rem)").matches) byId(what ? "panel" : "stage").scrollIntoView({ block: "start" });
};

const counts = ({ actors: drawn }) => {
  const found = kept.flat();
  const all = data.statements.length;
  const articles = distinct(found.map((each) => each.article)).length;
  const parts = [word("shown", { shown: found.length, all }), found.length < all ? word("hidden", { hidden: all - found.length }) : "", word("size", { actors: drawn, articles })];
  if (data.left_out.shown) parts.push(word("cut", data.left_out));
  byId("counts").replaceChildren(...parts.filter(Boolean).map((part) => make("span", { class: "part" }, part)));
  byId("message").textContent = all ? word("nothing") : word("empty");
  byId("message").hidden = drawn > 0;
  byId("network").setAttribute("aria-label", word("picture", { actors: drawn, shown: found.length }));
};

const refresh = () => {
  sift();
  if (state.chosen && state.chosen.edge !== undefined && !shown(data.edges[state.chosen.edge]).length) state.chosen = null;
  counts(draw());
  panel();
  if (!byId("table").hidden) table();
};

const speak = () => {
  document.documentElement.lang = state.language;
  document.documentElement.dir = word("dir");
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", word(element.dataset.label));
    element.title = word(element.dataset.label);
  }
  if (!data.title) { byId("title").textContent = word("title"); document.title = word("title"); }
  controls();
  search();
  refresh();
};

const lit = (theme) => {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
  byId("theme").setAttribute("aria-pressed", String(theme === "dark"));
};

const view = (which) => {
  byId("table").hidden = which !== "table";
  byId("stage").hidden = which === "table";
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === which));
  if (which === "table") table(); else { network.redraw(); if (!touched) fit(); }
};

const listen = () => {
  byId("language").addEventListener("change", (event) => { state.language = event.target.value; speak(); });
  byId("theme").addEventListener("click", () => { lit(state.theme === "dark" ? "light" : "dark"); controls(); refresh(); });
  for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => view(button.dataset.view));
  byId("search").addEventListener("input", () => { search(); draw(); });
  byId("search").addEventListener("keydown", (event) => {
    const [first] = event.key === "Enter" ? search() : [];
    if (first) choose({ node: first });
  });
  byId("said").addEventListener("change", (event) => { state.said = event.target.value; refresh(); });
  byId("outlet").addEventListener("change", (event) => { state.outlet = event.target.value; refresh(); });
  byId("confidence").addEventListener("input", (event) => {
    state.least = Number(event.target.value);
    byId("least").textContent = state.least.toFixed(2);
    refresh();
  });
  byId("reports").addEventListener("input", (event) => {
    state.reports = Number(event.target.value);
    byId("few").textContent = state.reports;
    refresh();
  });
  byId("reset").addEventListener("click", () => { preset(); byId("search").value = ""; controls(); search(); refresh(); fit(); });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("in").addEventListener("click", () => zoom(1.25));
  byId("out").addEventListener("click", () => zoom(0.8));
  byId("fit").addEventListener("click", fit);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && state.chosen) choose(null); });
};

for (const [code, words] of Object.entries(data.words)) byId("language").append(make("option", { value: code, lang: code }, words.name));
state.language = (navigator.languages || []).map((each) => each.slice(0, 2)).find((each) => data.words[each]) || "en";
byId("language").value = state.language;
lit(window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
if (window.matchMedia("(max-width: 62rem)").matches) byId("tools").open = false;
preset();
start();
listen();
speak();
fit();
window.network = network;
