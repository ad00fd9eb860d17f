// The page: a question is chosen or written, asked, and its answer shown; the address keeps it.
import { byId, fold, isolated, known, make, number, word } from "./dom.js";
import { changed, text, write } from "./editor.js";
import { draw, lines } from "./network.js";
import { declared, fill, follow, values } from "./parameters.js";
import { fromJson, fromTriples, show } from "./results.js";

const OWN = "SELECT ?who ?whom WHERE {\n  ?who sr:opposes ?whom .\n} LIMIT 100\n";
const FORMS = "application/sparql-results+json, application/n-triples;q=0.9";
const shipped = new Map(known.questions.map((each) => [each.name, each]));
let answer = null;
let asking = null;

const current = () => known.questions.find((each) => each.sparql === text());
const helpOf = (question) => known.called.questions[question.name] ? make("span", {}, known.called.questions[question.name]) : make("span", { lang: "en", dir: "auto" }, question.help);

const mark = () => {
  const question = current();
  byId("asked").replaceChildren(question ? helpOf(question) : word("own"));
  for (const button of byId("list").querySelectorAll("button")) button.setAttribute("aria-current", String(button.dataset.name === (question ? question.name : "")));
};

const hash = () => {
  const question = current();
  const parts = new URLSearchParams(question ? { question: question.name } : { query: text() });
  for (const [name, value] of Object.entries(values())) parts.set(name === "query" || name === "question" ? `$${name}` : name, value);
  return `#${parts}`;
};

const choose = (name, given = {}) => {
  write(shipped.has(name) ? shipped.get(name).sparql : OWN);
  follow(text());
  fill(given);
  mark();
  byId("sparql").open = !shipped.has(name);
};

const list = () => {
  const wanted = fold(byId("sought").value);
  const item = (name, ...label) => make("li", {}, make("button", { type: "button", "data-name": name, press: () => {
    choose(name);
    byId("answer").hidden = true;
    if (window.matchMedia("(max-width: 62rem)").matches) { byId("choice").open = false; byId("asked").scrollIntoView({ block: "start" }); }
    if (name) ask(); else byId("query").focus();
  } }, ...label));
  const kept = known.questions.filter((each) => fold(`${each.name} ${each.help} ${known.called.questions[each.name] || ""}`).includes(wanted));
  const entry = (each) => item(each.name, helpOf(each), make("bdi", { class: "name", dir: "ltr" }, each.name));
  const groups = [...new Set(kept.map((each) => each.group))];
  const headed = (group) => make("li", {}, group ? make("h3", {}, known.called.groups[group] || group) : "", make("ul", {}, ...kept.filter((each) => each.group === group).map(entry)));
  byId("list").replaceChildren(item("", word("own")), ...groups.map(headed));
  mark();
};

const notices = (...found) => byId("notices").replaceChildren(...found.map((each) => make("p", { class: "notice" }, ...each)));
const view = async (which) => {
  byId("table").hidden = which !== "table";
  byId("drawn").hidden = which !== "network";
  byId("asTable").setAttribute("aria-pressed", String(which === "table"));
  byId("asNetwork").setAttribute("aria-pressed", String(which === "network"));
  if (which === "network") await draw(answer);
};

const send = (accept, signal) => {
  const body = new URLSearchParams({ query: text() });
  const takes = declared(text()).map((each) => each.name);
  for (const [name, value] of Object.entries(values())) if (takes.includes(name)) body.set(`$${name}`, value);
  return fetch("/sparql", { method: "POST", headers: { Accept: accept }, body, signal });
};

const busy = (is) => {
  byId("run").disabled = is;
  byId("run").textContent = word(is ? "running" : "run");
  byId("stop").hidden = !is;
  byId("answer").setAttribute("aria-busy", String(is));
};

// The server says in English why an answer was cut.
const inWords = (cut) => {
  const [, count, what] = cut.match(/^cut at ([\d,]+) (rows|triples)$/) || [];
  return count ? word(what === "rows" ? "cutRows" : "cutTriples", { count }) : cut;
};
const told = async (reply, began) => {
  const type = reply.headers.get("Content-Type") || "";
  answer = type.startsWith("application/n-triples") ? fromTriples(await reply.text()) : fromJson(await reply.json());
  const cut = reply.headers.get("X-KG-Cut");
  const counted = answer.truth !== undefined ? "" : `${word(answer.triples ? "triples" : "rows", { count: answer.rows.length })} · `;
  byId("told").textContent = `${counted}${word("ms", { ms: number(Math.round(performance.now() - began)) })}`;
  if (cut) notices([make("strong", {}, word("cut", { why: inWords(cut) }))]);
  byId("views").hidden = !lines(answer).length;
  byId("download").hidden = false;
  byId("download").textContent = word(answer.triples ? "turtle" : "csv");
  show(answer);
};

const refused = async (reply) => notices([make("strong", {}, `${word("failed")}. `), isolated((await reply.text()).trim(), "auto", "en")]);

const ask = async () => {
  if (asking) asking.abort();
  const mine = new AbortController();
  asking = mine;
  const began = performance.now();
  window.history.replaceState(null, "", hash());
  busy(true);
  notices();
  for (const id of ["views", "download"]) byId(id).hidden = true;
  byId("told").textContent = "";
  byId("table").replaceChildren();
  byId("answer").hidden = false;
  view("table");
  try {
    const reply = await send(FORMS, mine.signal);
    await (reply.ok ? told(reply, began) : refused(reply));
  } catch (error) {
    if (error.name !== "AbortError") notices([make("strong", {}, word("unreachable"))]);
  } finally {
    if (asking === mine) { asking = null; busy(false); }
  }
};

const download = async () => {
  const reply = await send(answer.triples ? "text/turtle" : "text/csv");
  if (!reply.ok) { await refused(reply); return; }
  const address = URL.createObjectURL(await reply.blob());
  const question = current();
  const file = `${question ? question.name : "answer"}.${answer.triples ? "ttl" : "csv"}`;
  const anchor = make("a", { href: address, download: file });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
};

// What the address asks is asked at once; where it asks nothing, the page opens on what is most reported.
const FIRST = "most-reported";
const open = () => {
  const given = Object.fromEntries(new URLSearchParams(window.location.hash.slice(1)));
  const { question, query, ...rest } = given;
  const parameters = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name.replace(/^\$/, ""), value]));
  if (query !== undefined) { write(query); follow(query); fill(parameters); mark(); byId("sparql").open = true; } else choose(question === undefined ? FIRST : question, parameters);
  if (query || question === undefined || shipped.has(question)) ask();
};

byId("form").addEventListener("submit", (event) => { event.preventDefault(); ask(); });
byId("stop").addEventListener("click", () => { if (asking) asking.abort(); });
byId("sought").addEventListener("input", list);
byId("download").addEventListener("click", download);
byId("asTable").addEventListener("click", () => view("table"));
byId("asNetwork").addEventListener("click", () => view("network"));
byId("link").addEventListener("click", async () => {
  window.history.replaceState(null, "", hash());
  try { await navigator.clipboard.writeText(window.location.href); byId("link").textContent = word("copied"); } catch { /* the address bar has it */ }
  setTimeout(() => { byId("link").textContent = word("link"); }, 1500);
});
document.addEventListener("theme", () => { if (answer && !byId("drawn").hidden) draw(answer); });
window.addEventListener("hashchange", open);
changed.push(() => { follow(text()); mark(); });
if (window.matchMedia("(max-width: 62rem)").matches) byId("choice").open = false;
list();
open();
document.body.dataset.ready = "true";
