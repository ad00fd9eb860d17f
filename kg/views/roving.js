// Marks in an SVG picture: reached by Tab once, by arrow keys from one to the next, chosen by Enter, Space or a click.
const mark = (label, press, ...children) => {
  const group = drawing("g", { role: "button", tabindex: -1, class: "mark", "aria-label": label }, drawing("title", {}, label), ...children);
  group.addEventListener("click", press);
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  });
  return group;
};

// `columns`: how many marks a step down or up goes on; 1 for marks in one row.
const roving = (marks, columns = 1) => {
  if (marks.length) marks[0].setAttribute("tabindex", 0);
  const go = (from, to) => {
    if (to < 0 || to >= marks.length) return;
    marks[from].setAttribute("tabindex", -1);
    marks[to].setAttribute("tabindex", 0);
    marks[to].focus();
  };
  marks.forEach((each, at) => each.addEventListener("keydown", (event) => {
    const side = mirrored() ? -1 : 1;
    const by = { ArrowRight: side, ArrowLeft: -side, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (by === undefined && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    go(at, event.key === "Home" ? 0 : event.key === "End" ? marks.length - 1 : at + by);
  }));
};

// The picture is drawn anew at each change: the mark that had the focus gets it back.
const redrawn = (element) => {
  const box = byId("picture");
  const focused = box.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  box.replaceChildren(element);
  if (focused === null) return;
  const again = [...box.querySelectorAll(".mark")].find((each) => each.getAttribute("aria-label") === focused);
  if (again) { box.querySelector(".mark[tabindex='0']").setAttribute("tabindex", -1); again.setAttribute("tabindex", 0); again.focus(); }
};
