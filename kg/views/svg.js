// What pictures drawn as SVG share: text, names that keep their order, and the mirroring of the page.
const svgText = (x, y, text, attributes = {}) => drawing("text", { x, y, "font-family": FACE, "font-size": 12, fill: ink("ink"), ...attributes }, text);
const FACE = '"Inter", "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Geeza Pro", Tahoma, sans-serif';
// Each text is isolated, so that Arabic and Latin keep their own order.
const held = (text) => `\u2068${text}\u2069`;
const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
// In Arabic, pictures run as the writing does.
const facingX = (x, width) => (mirrored() ? width - x : x);

const svgPicture = (width, height, ...children) => drawing(
  "svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": describe(), direction: "ltr" },
  drawing("rect", { width, height, fill: ink("ground") }), ...children);
const roomOf = (least) => Math.max(least, byId("picture").clientWidth - 2);
