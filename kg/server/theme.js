// Light or dark: as the desk is, unless the reader has chosen; set before the page is drawn.
"use strict";
(() => {
  const root = document.documentElement;
  const desk = window.matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* storage is switched off */ }
  const show = (theme) => {
    root.dataset.theme = theme;
    const button = document.getElementById("theme");
    if (button) button.setAttribute("aria-pressed", String(theme === "dark"));
    document.dispatchEvent(new Event("theme"));
  };
  const now = () => chosen || (desk.matches ? "dark" : "light");
  show(now());
  desk.addEventListener("change", () => show(now()));
  document.addEventListener("DOMContentLoaded", () => {
    show(now());
    document.getElementById("theme").addEventListener("click", () => {
      chosen = now() === "dark" ? "light" : "dark";
      try { localStorage.setItem("theme", chosen); } catch { /* it holds for this page only */ }
      show(chosen);
    });
    // A link to the same page in another language keeps the question.
    for (const link of document.querySelectorAll(".languages a")) {
      link.addEventListener("click", () => { link.hash = window.location.hash; });
    }
  });
})();
