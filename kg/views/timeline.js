// What is told of chosen actors month by month: cooperation and recognition upwards, opposition downwards.
const LEAST = 330; // pixels that the picture takes at least
const [HALF, GAP, NAMES] = [40, 26, 26]; // pixels: half a row, between rows, above a row for its name
const binSize = (range, width) => [1, 3, 12].find((each) => (range[1] - range[0]) / DAYS_A_MONTH / each <= width / 5) || 60;
const binOf = (month, size) => {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  return Math.floor(number / size) * size;
};
const touches = (code) => (each) => each.source === code || each.target === code;
// A date that is no closer than a year, or two months, stands in no month.
const inOneMonth = (each) => each.months && each.months[0] === each.months[1];
const binned = (statements, size) => grouped(statements, (each) => binOf(each.months[0], size));
const binName = (bin, size) => {
  const month = (number) => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
  if (size === 1) return day(month(bin));
  return size === 12 ? String(bin / 12) : `${day(month(bin))} – ${day(month(bin + size - 1))}`;
};

const upward = (key) => key !== "opposes";
const measured = (width) => {
  const dated = passing.filter(inOneMonth);
  if (!dated.length) return null;
  const range = wholeTime() ? domain(dated.map(daysOf)) : [dayNumber(`${months[state.from]}-01`) - 3, dayNumber(`${months[state.to]}-01`) + 33];
  const size = binSize(range, width);
  return { range, size, dated: dated.filter((each) => onAxis(daysOf(each), range)) };
};
// What stands in no bar of a row.
const aside = (code) => {
  const found = measured(roomOf(LEAST) - 70);
  return passing.filter((each) => touches(code)(each) && (!inOneMonth(each) || (found && !onAxis(daysOf(each), found.range))));
};

const rowSvg = (code, base, { x, scale, size, dated, thick }) => {
  const marks = [];
  for (const [bin, all] of [...binned(dated.filter(touches(code)), size)].sort(([one], [other]) => one - other)) {
    const reach = { true: 0, false: 0 };
    for (const key of families) {
      const found = all.filter((each) => family(each) === key);
      if (!found.length) continue;
      const up = upward(key);
      const bars = [["actual", 1], ["intended", 0.45], ["denied", 0.2]].flatMap(([status, opacity]) => {
        const number = found.filter((each) => each.status === status).length;
        if (!number) return [];
        const height = Math.max(1.5, number * scale);
        const y = up ? base - reach[up] - height : base + reach[up];
        reach[up] += height;
        const middle = x(monthStart(bin + size / 2));
        return [drawing("rect", { x: middle - thick / 2, y, width: thick, height, fill: colour(key), "fill-opacity": opacity, stroke: status === "actual" ? "none" : colour(key), "stroke-dasharray": "2 2" })];
      });
      const { chosen } = state;
      if (chosen && chosen.month && chosen.month.join() === [code, bin, key].join()) for (const bar of bars) { bar.setAttribute("stroke", ink("chosen")); bar.setAttribute("stroke-width", 3); bar.setAttribute("stroke-dasharray", "none"); }
      marks.push(mark(`${held(name(code))}, ${binName(bin, size)}: ${familyName(key)}, ${found.length}`, () => choose({ month: [code, bin, key] }), ...bars));
    }
  }
  return marks;
};

const timelineSvg = () => {
  const width = roomOf(LEAST);
  const [left, right] = [36, width - 26];
  const found = measured(right - left);
  const rows = data.view.actors.filter((code) => !state.found || match(code, state.found) || !data.view.actors.some((each) => match(each, state.found)));
  if (!found) return { svg: svgPicture(width, 10), marks: [] };
  const x = scaleOf(found.range, left, right, width);
  // Each row has a scale of its own: beside the most told of, the others would be flat.
  const most = (code) => Math.max(4, ...[...binned(found.dated.filter(touches(code)), found.size).values()]
    .flatMap((all) => [true, false].map((up) => all.filter((each) => upward(family(each)) === up).length)));
  const thick = Math.max(2, Math.min(26, ((right - left) * found.size * DAYS_A_MONTH) / (found.range[1] - found.range[0]) - 1.5));
  const marks = [];
  const elements = [];
  let y = 26;
  for (const code of rows) {
    const base = y + NAMES + HALF;
    const [start, end] = mirrored() ? ["end", "start"] : ["start", "end"];
    elements.push(svgText(facingX(left, width), y + 14, held(name(code)), { "font-weight": 650, "font-size": 14, "text-anchor": start }));
    elements.push(drawing("path", { d: `M${facingX(left, width)} ${base}H${facingX(right, width)}`, stroke: ink("actor"), "stroke-width": 1 }));
    for (const at of [base - HALF, base + HALF]) elements.push(svgText(facingX(left - 7, width), at + 4, String(most(code)), { "text-anchor": end, "font-size": 10.5, fill: ink("quiet") }));
    marks.push(...rowSvg(code, base, { x, scale: HALF / most(code), thick, ...found }));
    const rest = aside(code);
    if (rest.length) marks.push(mark(`${held(name(code))}: ${word("aside", { count: rest.length })}`, () => choose({ month: [code, "", "aside"] }),
      svgText(facingX(right, width), y + 14, word("aside", { count: rest.length }), { "text-anchor": end, fill: ink("link"), "text-decoration": "underline" })));
    y = base + HALF + GAP;
  }
  const axis = axisSvg(found.range, x, 24, y - GAP + 6, right - left, [18, y - GAP + 20]);
  return { svg: svgPicture(width, y, ...axis, ...elements, ...marks), marks };
};

const picture = {
  start: () => new ResizeObserver(() => picture.draw()).observe(byId("picture")),
  draw: () => {
    const { svg, marks } = timelineSvg();
    roving(marks);
    redrawn(svg);
    return passing.length ? distinct(passing.flatMap((each) => [each.source, each.target])).length : 0;
  },
  fit: () => {},
  controls: () => {},
  legend: () => {
    const block = (fill, opacity, dashed) => drawing("svg", { class: "sample", width: 18, height: 14, viewBox: "0 0 18 14", "aria-hidden": "true" }, drawing("rect", { x: 2, y: 1, width: 14, height: 12, fill, "fill-opacity": opacity, stroke: dashed ? fill : "none", "stroke-dasharray": "2 2" }));
    const found = measured(roomOf(LEAST) - 70);
    return [
      ...families.map((key) => [block(colour(key), 1), `${upward(key) ? "↑" : "↓"} ${familyName(key)}`]),
      ...statuses.filter((key) => key !== "actual").map((key) => [block(ink("actor"), key === "intended" ? 0.45 : 0.2, true), word(key)]),
      ...(found ? [["", word("perBin", { count: found.size })]] : []),
      ["", word("ownScale")],
      ["", word("articleDay")],
    ];
  },
  svg: () => timelineSvg().svg,
  opening: () => "",
  some: ({ month: [code, bin, key] }) => {
    if (key === "aside") return { title: isolated(name(code)), statements: aside(code) };
    const { size } = measured(roomOf(LEAST) - 70) || { size: 1 };
    const statements = passing.filter((each) => inOneMonth(each) && touches(code)(each) && binOf(each.months[0], size) === bin && family(each) === key);
    return { title: make("span", {}, isolated(name(code)), ` · ${binName(bin, size)}`), statements };
  },
  release: () => {},
  reshown: () => picture.draw(),
};
