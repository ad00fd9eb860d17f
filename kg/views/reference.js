"use strict";
(() => {
  const buttons = [...document.querySelectorAll("[data-language]")];
  const choose = (language) => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  };
  for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.language));
  const known = (language) => buttons.some((button) => button.dataset.language === language);
  choose((navigator.languages || []).map((each) => each.slice(0, 2)).find(known) || "en");
})();
