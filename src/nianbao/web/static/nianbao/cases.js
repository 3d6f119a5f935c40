/* Counts the characters of a case while it is written; the page is a plain form without it. */
(function () {
  "use strict";
  const form = document.getElementById("case-form");
  const told = document.getElementById("length");
  if (!form || !told) { return; }
  const fields = form.querySelectorAll("[data-count]");
  const least = Number(form.dataset.least) || 0;
  const most = Number(form.dataset.most) || 0;

  function tell() {
    let length = 0;
    fields.forEach((field) => { length += Array.from(field.value.replace(/\[\[[^\]]*\]\]/g, "").replace(/\s+/g, "")).length; });
    const isLong = most > 0 && length > most;
    const isShort = length < least;
    told.textContent = (isLong ? told.dataset.long : isShort ? told.dataset.short : told.dataset.words).replace("#", length);
    told.classList.toggle("long", isLong || isShort);
  }
  fields.forEach((field) => field.addEventListener("input", tell));
})();
