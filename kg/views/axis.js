// An axis of time for pictures: from where to where it goes, where a day stands on it, what is written along it.
const DAYS_A_MONTH = 30.44;
const VAGUE = 45; // days: what can have been in a longer stretch stands on the axis as a stretch
const LONG = 370; // days: a longer stretch does not widen the axis

// A few things long before or after all others would press these into a corner: the axis leaves them out, and they are counted.
const SHARE = 0.03;
const domain = (spans) => {
  const short = spans.filter(([start, end]) => end - start <= LONG);
  const starts = (short.length ? short : spans).map(([start]) => start).sort((one, other) => one - other);
  const ends = (short.length ? short : spans).map(([, end]) => end).sort((one, other) => one - other);
  const whole = [starts[0], ends.at(-1)];
  const most = [starts[Math.floor(starts.length * SHARE)], ends[Math.ceil(ends.length * (1 - SHARE)) - 1]];
  const [from, to] = wholeTime() && most[1] - most[0] < (whole[1] - whole[0]) / 2 ? most : whole;
  const pad = Math.max(12, (to - from) * 0.03);
  return [from - pad, to + pad];
};
const dayText = (number) => new Date(number * 86400000).toISOString().slice(0, 10);
const monthStart = (number) => Date.UTC(Math.floor(number / 12), number % 12, 1) / 86400000;

const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600];
// The beginnings of months or years that are written along an axis, each with its words.
const ticks = ([from, to], width) => {
  const few = Math.max(2, Math.floor(width / 78));
  const step = STEPS.find((each) => (to - from) / DAYS_A_MONTH / each <= few) || STEPS.at(-1);
  const date = new Date(from * 86400000);
  let number = Math.ceil((date.getUTCFullYear() * 12 + date.getUTCMonth() + 1) / step) * step;
  const found = [];
  for (; monthStart(number) <= to; number += step) {
    const at = monthStart(number);
    const form = step >= 12 ? { year: "numeric" } : { month: "short", year: "numeric" };
    found.push([at, new Intl.DateTimeFormat(`${state.language}-u-nu-latn-ca-gregory`, { ...form, timeZone: "UTC" }).format(new Date(at * 86400000))]);
  }
  return found;
};
const scaleOf = ([from, to], left, right, width) => (number) => facingX(left + ((right - left) * (Math.min(Math.max(number, from), to) - from)) / (to - from), width);

const axisSvg = (range, x, top, bottom, width, places = [bottom + 16]) => ticks(range, width).flatMap(([at, text]) => [
  drawing("path", { d: `M${x(at)} ${top}V${bottom}`, stroke: ink("faint"), "stroke-width": 1 }),
  ...places.map((y) => svgText(x(at), y, text, { "text-anchor": "middle", fill: ink("quiet"), "font-size": 11.5 })),
]);
const onAxis = ([start, end], [from, to]) => end >= from && start <= to;
const daysOf = (statement) => { const span = spanOf(statement); return span && span.map(dayNumber); };
