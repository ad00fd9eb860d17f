// The controls of the filters, and the legend.
const colour = (key) => look(key)[state.theme] || ink("ink");
const ink = (key) => data.style.inks[state.theme][key];

// A line as it is drawn in the network, for the legend and beside the boxes.
const sample = (stroke, { dashes = false, mark = "none", width = 2.5, arrowhead = false } = {}) => {
  const picture = drawing("svg", { class: "sample", width: 40, height: 14, viewBox: "0 0 40 14", "aria-hidden": "true" });
  picture.append(drawing("path", { d: "M1 7H39", stroke, "stroke-width": width, fill: "none", "stroke-dasharray": dashes ? dashes.join(" ") : "none" }));
  if (mark === "bars") picture.append(drawing("path", { d: "M16 2V12M20 2V12M24 2V12", stroke, "stroke-width": 1.8, fill: "none" }));
  if (mark === "ring") picture.append(drawing("circle", { cx: 20, cy: 7, r: 4, stroke, "stroke-width": 1.8, fill: ink("ground") }));
  if (arrowhead) picture.append(drawing("path", { d: "M31 2L39 7L31 12Z", fill: stroke }));
  return picture;
};
const familySample = (key) => sample(colour(key), { mark: look(key).mark });
const statusSample = (key) => sample(ink("actor"), { dashes: data.style.statuses[key] });
const SYMBOLS = { STATE: "●", ORG: "◆", PERSON: "▲", PLACE: "■", GROUP: "⬢" };
const symbol = (kind) => make("span", { class: "symbol", "aria-hidden": "true" }, SYMBOLS[kind] || "●");

const boxes = (id, keys, group, label, number, picture) => {
  const field = byId(id);
  for (const old of field.querySelectorAll("label")) old.remove();
  field.append(...keys.map((key) => {
    const box = make("input", { type: "checkbox", value: key });
    box.checked = state[group][key];
    box.addEventListener("change", () => { state[group][key] = box.checked; refresh(); });
    return make("label", {}, box, picture ? picture(key) : "", make("span", {}, label(key)), make("span", { class: "count" }, String(number(key))));
  }));
  field.hidden = !keys.length;
};

const choices = (id, key, options) => {
  const list = byId(id);
  list.replaceChildren(...options.map(([value, text]) => make("option", { value }, text)));
  list.value = state[key];
  list.closest("label").hidden = options.length < 2;
};

const timeControls = () => {
  byId("time").hidden = months.length < 2 && !undatedCount;
  for (const end of ["from", "to"]) {
    byId(end).max = Math.max(0, months.length - 1);
    byId(end).value = state[end];
    byId(end).closest("div").hidden = months.length < 2;
    byId(`${end}Month`).replaceChildren(months.length ? when(months[state[end]]) : "");
    if (months.length) byId(end).setAttribute("aria-valuetext", day(months[state[end]]));
  }
  byId("undated").checked = state.undated;
  byId("undated").closest("label").hidden = !undatedCount;
  byId("undatedCount").textContent = undatedCount;
};

const controls = () => {
  boxes("families", families, "families", familyName, (key) => count((each) => family(each) === key), familySample);
  boxes("statuses", statuses, "statuses", word, (key) => count((each) => each.status === key), statusSample);
  boxes("kinds", kinds, "kinds", kindName, (key) => kindCounts.get(key).length);
  boxes("types", types.length > 1 ? types : [], "types", word, (key) => data.nodes.filter((node) => node.kind === key).length, symbol);
  const speakers = distinct(data.statements.map((each) => each.speaker).filter(Boolean));
  speakers.sort((one, other) => name(one).localeCompare(name(other), state.language));
  choices("said", "said", [["", word("anyone")], ["@outlet", word("outlet")], ["@speaker", word("speaker")], ...speakers.map((code) => [code, `\u2068${name(code)}\u2069`])]);
  const outlets = distinct(data.articles.map((each) => each.outlet).filter(Boolean)).sort();
  choices("outlet", "outlet", outlets.length > 1 ? [["", word("anyOutlet")], ...outlets.map((each) => [each, each])] : []);
  byId("confidence").value = state.least;
  byId("least").textContent = state.least.toFixed(2);
  byId("perLine").hidden = !DRAWN;
  byId("reports").max = Math.max(1, ...data.edges.map((edge) => edge.statements.length));
  byId("reports").value = state.reports;
  byId("few").textContent = state.reports;
  byId("steps").hidden = data.view.kind !== "ego" || data.view.depth < 2;
  byId("depth").max = data.view.depth;
  byId("depth").value = state.depth;
  byId("far").textContent = state.depth;
  timeControls();
  if (!state.found) byId("search").value = "";
  picture.controls();
  legend();
};

const legend = () => byId("legend").replaceChildren(...picture.legend().map(([mark, text]) => make("li", {}, mark, text)));

// What changes a filter: the control, the event, and what of the state it sets.
const listenToFilters = () => {
  const listen = (id, event, set) => byId(id).addEventListener(event, ({ target }) => { set(target); refresh(); });
  listen("said", "change", (target) => { state.said = target.value; });
  listen("outlet", "change", (target) => { state.outlet = target.value; });
  listen("confidence", "input", (target) => { state.least = Number(target.value); byId("least").textContent = state.least.toFixed(2); });
  listen("reports", "input", (target) => { state.reports = Number(target.value); byId("few").textContent = state.reports; });
  listen("depth", "input", (target) => { state.depth = Number(target.value); byId("far").textContent = state.depth; });
  // The two ends of the time push each other along.
  listen("from", "input", (target) => { state.from = Number(target.value); state.to = Math.max(state.from, state.to); timeControls(); });
  listen("to", "input", (target) => { state.to = Number(target.value); state.from = Math.min(state.from, state.to); timeControls(); });
  listen("undated", "change", (target) => { state.undated = target.checked; });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("reset").addEventListener("click", () => { preset(); byId("search").value = ""; search(); controls(); refresh(); picture.fit(); });
};
