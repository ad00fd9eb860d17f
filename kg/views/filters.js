// Which statements are shown, and the controls that say so.
const passes = (statement) =>
  state.families[family(statement)] && state.statuses[statement.status] && state.kinds[statement.kind] &&
  (!state.said || (state.said === "@outlet" ? !statement.speaker : state.said === "@speaker" ? statement.speaker : statement.speaker === state.said)) &&
  (!state.outlet || article(statement).outlet === state.outlet) && statement.confidence >= state.least;
// The statements of each line that are shown; a line of fewer than asked for is not drawn at all.
let kept = [];
const sift = () => {
  kept = data.edges.map((edge) => {
    const passing = edge.statements.map((number) => data.statements[number]).filter(passes);
    return passing.length >= state.reports ? passing : [];
  });
};
const shown = (edge) => kept[edge.id];

const distinct = (values) => [...new Set(values)];
const count = (test) => data.statements.filter(test).length;
const used = distinct(data.statements.map(family));
const look = (key) => data.style.families[key] || { mark: "none" };
const families = [...Object.keys(data.style.families).filter((key) => used.includes(key)), ...used.filter((key) => !data.style.families[key]).sort()];
const kinds = Object.keys(data.kinds).sort((one, other) => count((each) => each.kind === other) - count((each) => each.kind === one));
const statuses = Object.keys(data.style.statuses).filter((key) => count((each) => each.status === key));

const preset = () => {
  for (const key of families) state.families[key] = true;
  for (const key of kinds) state.kinds[key] = true;
  // A denial is no relation: it is drawn only when asked for.
  for (const key of statuses) state.statuses[key] = !data.style.hidden.includes(key);
  Object.assign(state, { said: "", outlet: "", least: data.least, found: "", reports: 1 });
  // Of a large graph the page opens on what is most reported; the header says how much that hides.
  for (sift(); kept.filter((each) => each.length).length > data.style.lines; sift()) state.reports += 1;
};

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

const boxes = (id, keys, group, label, test, picture) => {
  const field = byId(id);
  for (const old of field.querySelectorAll("label")) old.remove();
  field.append(...keys.map((key) => {
    const box = make("input", { type: "checkbox", value: key });
    box.checked = state[group][key];
    box.addEventListener("change", () => { state[group][key] = box.checked; refresh(); });
    return make("label", {}, box, picture ? picture(key) : "", make("span", {}, label(key)), make("span", { class: "count" }, String(count((each) => test(each) === key))));
  }));
  field.hidden = !keys.length;
};

const choices = (id, key, options) => {
  const list = byId(id);
  list.replaceChildren(...options.map(([value, text]) => make("option", { value }, text)));
  list.value = state[key];
  list.closest("label").hidden = options.length < 2;
};

const controls = () => {
  boxes("families", families, "families", familyName, family, familySample);
  boxes("statuses", statuses, "statuses", word, (each) => each.status, statusSample);
  boxes("kinds", kinds, "kinds", kindName, (each) => each.kind);
  const speakers = distinct(data.statements.map((each) => each.speaker).filter(Boolean));
  speakers.sort((one, other) => name(one).localeCompare(name(other), state.language));
  choices("said", "said", [["", word("anyone")], ["@outlet", word("outlet")], ["@speaker", word("speaker")], ...speakers.map((code) => [code, `\u2068${name(code)}\u2069`])]);
  const outlets = distinct(data.articles.map((each) => each.outlet).filter(Boolean)).sort();
  choices("outlet", "outlet", outlets.length > 1 ? [["", word("anyOutlet")], ...outlets.map((each) => [each, each])] : []);
  byId("confidence").value = state.least;
  byId("least").textContent = state.least.toFixed(2);
  byId("reports").max = Math.max(1, ...data.edges.map((edge) => edge.statements.length));
  byId("reports").value = state.reports;
  byId("few").textContent = state.reports;
  byId("search").value = state.found ? byId("search").value : "";
  legend();
};

const legend = () => {
  const symbol = { STATE: "●", ORG: "◆", PERSON: "▲", PLACE: "■" };
  const items = [
    ...families.map((key) => [familySample(key), familyName(key)]),
    ...statuses.filter((key) => data.style.statuses[key]).map((key) => [statusSample(key), word(key)]),
    [sample(ink("actor"), { arrowhead: true }), word("towards")],
    [sample(ink("actor"), { width: 6 }), word("width")],
    ...distinct(data.nodes.map((node) => node.kind)).sort().reverse().map((kind) => [make("span", { class: "symbol", "aria-hidden": "true" }, symbol[kind] || "●"), word(kind)]),
  ];
  byId("legend").replaceChildren(...items.map(([mark, text]) => make("li", {}, mark, text)));
};

const search = () => {
  const box = byId("search");
  state.found = fold(box.value);
  const hits = state.found ? data.nodes.map((node) => [node.id, match(node.id, state.found)]).filter(([, hit]) => hit) : [];
  hits.sort(([one, hit], [other, too]) => hit.folded.indexOf(state.found) - too.folded.indexOf(state.found) || name(one).localeCompare(name(other), state.language));
  byId("hits").replaceChildren(...hits.slice(0, 8).map(([code, hit]) => make("li", {}, make(
    "button", { type: "button", press: () => choose({ node: code }) }, isolated(name(code)), hit.text === name(code) ? "" : make("span", { class: "quiet" }, isolated(hit.text)),
  ))));
  byId("found").textContent = state.found ? word("hits", { count: hits.length }) : "";
  return hits.map(([code]) => code);
};
