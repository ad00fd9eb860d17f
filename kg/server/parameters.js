// The parameters that a question declares in its comments, as a form: actors by name, kinds from a list, dates, text.
import { actor, byId, fold, isolated, known, make, word } from "./dom.js";

const LINE = /^#\s*param\s+(\w+):\s*(entity|kind|family|status|date|number|fact|text)\s*(.*)$/gm;
const MOST = 12;
const names = Object.entries(known.actors).map(([code, labels]) => ({ code, active: labels.length > 1, forms: [...new Set([...labels, code])].map((text) => ({ text, folded: fold(text) })) }));
const byName = (one, other) => (actor(one.code) < actor(other.code) ? -1 : 1);

export const declared = (sparql) => [...sparql.matchAll(LINE)].map(([, name, type, help]) => ({ name, type, help }));
let shown = "";

// "ال" at the head of an Arabic word is no part of what one looks for.
const bare = (text) => text.replace(/(^|\s)ال(?=\S{2})/g, "$1");
const matching = (typed) => {
  const wanted = bare(fold(typed));
  if (!wanted) return names.filter((each) => each.active).sort(byName).slice(0, MOST).map((each) => ({ code: each.code, by: "" }));
  const found = [];
  for (const each of names) {
    const hits = each.forms.map((form) => ({ form, at: bare(form.folded).indexOf(wanted) })).filter(({ at }) => at >= 0);
    if (!hits.length) continue;
    const best = hits.reduce((one, other) => (other.at < one.at || (other.at === one.at && other.form.text.length < one.form.text.length) ? other : one));
    const exact = bare(best.form.folded) === wanted ? 0 : 1;
    found.push({ code: each.code, by: best.form.text, rank: [exact, each.active ? 0 : 1, best.at === 0 ? 0 : 1, best.form.text.length] });
  }
  const compare = (one, other) => one.rank.reduce((sum, value, place) => sum || value - other.rank[place], 0);
  return found.sort(compare).slice(0, MOST);
};

const chooser = (input, id) => {
  const list = make("ul", { class: "hits", role: "listbox", id: `${id}-hits`, "aria-label": word("actorForm"), hidden: "" });
  let at = -1;
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (code) => { input.value = actor(code); input.dataset.code = code; close(); };
  const mark = (place) => {
    at = place;
    [...list.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === at)));
    if (at < 0) return;
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    const hits = matching(input.value);
    list.replaceChildren(...hits.map(({ code, by }, index) => {
      const other = by && by !== actor(code) && by !== code ? isolated(by) : null;
      const item = make("li", { role: "option", id: `${id}-${index}`, "aria-selected": "false", "data-code": code }, isolated(actor(code)), make("span", { class: "quiet" }, code.length < 20 ? isolated(code, "ltr") : "", other ? " · " : "", other));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(code); });
      return item;
    }));
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(hits.length && input.value ? 0 : -1);
  };
  input.addEventListener("input", () => { delete input.dataset.code; open(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) { open(); return; }
      mark(event.key === "ArrowDown" ? Math.min(at + 1, last) : Math.max(at - 1, 0));
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      take(list.children[at].dataset.code);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  return list;
};

const kinds = () => {
  const families = [...new Set(Object.values(known.kinds).map((each) => each.family))];
  const option = ([kind, { label }]) => make("option", { value: kind }, label);
  return make("select", {}, make("option", { value: "" }, word("anyKind")),
    ...families.map((family) => make("optgroup", { label: word(family) }, ...Object.entries(known.kinds).filter(([kind, each]) => each.family === family && kind !== family).map(option))));
};

const some = (values) => make("select", {}, make("option", { value: "" }, word("all")), ...values.map((value) => make("option", { value }, word(value))));
const INPUTS = { kind: kinds, family: () => some([...new Set(Object.values(known.kinds).map((each) => each.family))]), status: () => some(["actual", "intended", "denied"]) };
const field = ({ name, type, help }) => {
  const id = `parameter-${name}`;
  const input = INPUTS[type] ? INPUTS[type]() : make("input", { type: "text", autocomplete: "off", spellcheck: "false", dir: ["date", "number", "fact"].includes(type) ? "ltr" : "auto", inputmode: type === "number" ? "numeric" : null, placeholder: type === "date" ? "2023-03-29" : type === "number" ? (help.match(/\((\d+)\)$/) || [""]).pop() : word("all") });
  input.id = id;
  input.dataset.name = name;
  input.setAttribute("aria-describedby", `${id}-help`);
  const box = make("div", { class: "parameter" }, make("label", { for: id }, known.called.parameters[name] || name), input);
  if (type === "entity") {
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-hits` })) input.setAttribute(key, value);
    box.append(chooser(input, id));
  }
  // The help in a question is English; elsewhere the label has to do.
  const told = type === "date" ? word("dateForm") : known.language === "en" || !known.called.parameters[name] ? help : "";
  box.append(make("p", { class: "help", id: `${id}-help`, dir: "auto", lang: type === "date" ? null : "en" }, told));
  return box;
};

// The form follows the text of the question; what has been filled in stays.
export const follow = (sparql) => {
  const found = declared(sparql);
  const now = JSON.stringify(found);
  if (now === shown) return;
  const before = values();
  shown = now;
  const box = byId("parameters");
  box.replaceChildren(box.firstElementChild, ...found.map(field));
  box.hidden = !found.length;
  fill(before);
};
const inputs = () => [...byId("parameters").querySelectorAll("[data-name]")];
export const values = () => Object.fromEntries(inputs().map((input) => [input.dataset.name, input.dataset.code || input.value.trim()]).filter(([, value]) => value));
export const fill = (given) => {
  for (const input of inputs()) {
    const value = given[input.dataset.name] || "";
    delete input.dataset.code;
    if (known.actors[value] && input.getAttribute("role") === "combobox") { input.dataset.code = value; input.value = actor(value); } else input.value = value;
  }
};
