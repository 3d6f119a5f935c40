/* Asks how far a package is, and shows the page anew when it is done; without scripts a link does that. */
(function () {
  "use strict";
  const bar = document.getElementById("progress");
  const told = document.getElementById("doing");
  if (!bar || !told) { return; }
  async function look() {
    try {
      const answer = await fetch(bar.dataset.state, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const now = await answer.json();
        bar.value = now.step;
        if (now.doing) { told.textContent = `${now.step}/${now.of} ${now.doing}`; }
        document.querySelectorAll("[data-step]").forEach((line) => line.classList.toggle("done", Number(line.dataset.step) < now.step));
        if (now.over) { location.reload(); return; }
      }
    } catch (away) { /* the next look may find it */ }
    setTimeout(look, 1500);
  }
  setTimeout(look, 800);
})();
