// A table of boxes that behaves like a sheet: arrows, paste of a block, undo, saving by itself.
// Without this script the same form saves by its button.
(() => {
  "use strict";
  const form = document.getElementById("entry") || document.getElementById("list");
  if (!form) return;
  const savesItself = form.id === "entry";
  // What is said comes with the page, in the reader's language.
  const words = JSON.parse(form.dataset.words);
  const tell = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const table = form.querySelector("table");
  const status = document.getElementById("saving");
  const boxes = () => [...table.querySelectorAll("[data-row][data-column]")];
  const at = (row, column) => table.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  const editable = (box) => box && !box.readOnly && !box.disabled;
  const clean = (text) => {
    const trimmed = text.replace(/[\r\u00a0]/g, " ").trim();
    const bare = trimmed.replace(/[,，](?=\d{3}(?:\D|$))/g, "");
    return /^[-+]?\d[\d.]*%?$/.test(bare) ? bare : trimmed;
  };

  // Undo by steps: a paste of forty cells is one step.
  const past = [], future = [];
  let before = new Map();
  const remember = (changes) => { if (changes.length) { past.push(changes); future.length = 0; } };
  const put = (box, text) => { box.value = text; touched(box); };
  const step = (from, to, side) => {
    const changes = from.pop();
    if (!changes) return;
    to.push(changes);
    changes.forEach((one) => put(one.box, one[side]));
    changes[0].box.focus();
  };

  const move = (box, rows, columns) => {
    let row = Number(box.dataset.row), column = Number(box.dataset.column);
    for (let tries = 0; tries < 400; tries++) {
      row += rows; column += columns;
      if (row < 0 || column < 0 || column > 60 || row > 600) return false;
      const next = at(row, column);
      if (next) { next.focus(); if (next.select) next.select(); return true; }
    }
    return false;
  };

  table.addEventListener("focusin", (event) => {
    if (event.target.dataset.row !== undefined) before.set(event.target, event.target.value);
  });
  table.addEventListener("keydown", (event) => {
    const box = event.target;
    if (box.dataset.row === undefined || event.isComposing || event.keyCode === 229) return;
    const isText = box.tagName === "INPUT";
    if ((event.ctrlKey || event.metaKey) && !event.altKey && ["z", "y"].includes(event.key.toLowerCase())) {
      if (isText && box.value !== before.get(box)) return; // the browser undoes what is being typed
      event.preventDefault();
      const forward = event.key.toLowerCase() === "y" || event.shiftKey;
      forward ? step(future, past, "after") : step(past, future, "before");
      before.set(box, box.value);
      return;
    }
    if (event.altKey && editable(box)) {
      const word = { w: "无", b: "不适用", q: "缺报" }[event.key.toLowerCase()];
      if (word) { event.preventDefault(); box.value = word; box.dispatchEvent(new Event("change", { bubbles: true })); move(box, 1, 0); }
      return;
    }
    const all = isText && box.selectionStart === 0 && box.selectionEnd === box.value.length;
    const atStart = !isText || all || (box.selectionStart === 0 && box.selectionEnd === 0);
    const atEnd = !isText || all || box.selectionStart === box.value.length;
    let moved = false;
    if (event.key === "Enter") {
      moved = true;
      // At the table's edge there is nowhere to go: the answer is taken all the same.
      if (!move(box, event.shiftKey ? -1 : 1, 0)) { box.blur(); box.focus(); if (box.select) box.select(); }
    }
    else if (event.key === "ArrowDown" && isText) moved = move(box, 1, 0);
    else if (event.key === "ArrowUp" && isText) moved = move(box, -1, 0);
    else if (event.key === "ArrowLeft" && atStart && isText) moved = move(box, 0, -1);
    else if (event.key === "ArrowRight" && atEnd && isText) moved = move(box, 0, 1);
    else if (event.key === "Escape") { box.value = before.get(box) ?? box.value; if (box.select) box.select(); moved = true; }
    if (moved) event.preventDefault();
  });
  table.addEventListener("paste", (event) => {
    const start = event.target;
    if (start.dataset.row === undefined || !editable(start)) return;
    const text = event.clipboardData.getData("text/plain");
    if (!/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) {
      if (start.classList.contains("figure") && clean(text) !== text) {
        event.preventDefault();
        const old = start.value;
        put(start, clean(text));
        remember([{ box: start, before: old, after: start.value }]);
        before.set(start, start.value);
      }
      return;
    }
    event.preventDefault();
    const changes = [];
    text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").forEach((line, down) => {
      line.split("\t").forEach((part, right) => {
        const box = at(Number(start.dataset.row) + down, Number(start.dataset.column) + right);
        if (!editable(box)) return;
        const value = clean(part);
        if (value !== box.value) { changes.push({ box, before: box.value, after: value }); put(box, value); }
      });
    });
    remember(changes);
    before.set(start, start.value);
    say(tell("pasted", { count: changes.length }));
  });
  table.addEventListener("change", (event) => {
    const box = event.target;
    if (box.dataset.row !== undefined) {
      if (box.classList.contains("figure")) box.value = clean(box.value);
      const old = before.get(box) ?? box.defaultValue ?? "";
      if (old !== box.value) remember([{ box, before: old, after: box.value }]);
      before.set(box, box.value);
    }
    touched(box);
  });

  function say(text, bad) { if (status) { status.textContent = text; status.classList.toggle("bad", Boolean(bad)); } }
  if (!savesItself) { form.dataset.ready = "1"; return; }

  // Saving: what was touched goes out together, each cell with the version that it was read with.
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const dirty = new Set();
  let timer = 0, running = false, failures = 0;
  function touched(box) {
    if (!savesItself) return;
    const indicator = box.dataset.indicator || box.dataset.note;
    if (!indicator) return;
    dirty.add(indicator);
    clearTimeout(timer);
    timer = setTimeout(save, 400);
    say(tell("saving"));
  }
  const inputOf = (indicator) => table.querySelector(`[data-indicator="${indicator}"]`);
  const versionOf = (indicator) => form.querySelector(`[name="v:${indicator}"]`);
  async function save() {
    if (running || !dirty.size) return;
    running = true;
    const sent = [...dirty];
    dirty.clear();
    const cells = sent.map((indicator) => {
      const note = table.querySelector(`[data-note="${indicator}"]`);
      return { indicator, raw: inputOf(indicator).value, note: note ? note.value : null, version: Number(versionOf(indicator).value) };
    });
    try {
      const answer = await fetch(form.dataset.save, {
        method: "POST", credentials: "same-origin",
        headers: { "Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": token, "X-Page": form.dataset.page },
        body: JSON.stringify({ cells }),
      });
      const told = await answer.json().catch(() => ({}));
      if (!answer.ok) {
        sent.forEach((one) => inputOf(one).closest("td").classList.add("conflict"));
        say(told.message || tell("refused"), true);
        running = false;
        return;
      }
      failures = 0;
      settle(told);
    } catch {
      sent.forEach((one) => dirty.add(one));
      failures += 1;
      say(tell("offline"), true);
      timer = setTimeout(save, Math.min(30000, 1500 * 2 ** failures));
      running = false;
      return;
    }
    running = false;
    if (dirty.size) save();
  }
  function settle(told) {
    for (const [indicator, version] of Object.entries(told.versions)) {
      versionOf(indicator).value = version;
      inputOf(indicator).closest("td").classList.remove("conflict", "dirty");
    }
    if (told.conflicts.length) told.conflicts.forEach(conflict);
    else say(tell("saved", { time: new Date().toLocaleTimeString("zh-CN", { hour12: false }) }));
    unseen = unseen === null ? told.revision - 1 : unseen;
    ask();
  }
  // A save is acknowledged at once; what the checks say of it is asked for right after.
  let unseen = null, asking = false;
  async function ask() {
    if (asking || unseen === null) return;
    asking = true;
    const since = unseen;
    unseen = null;
    try {
      const answer = await fetch(`${form.dataset.findings}?since=${since}`, {
        credentials: "same-origin", headers: { "Accept": "application/json", "X-Page": form.dataset.page },
      });
      if (answer.ok) learn(await answer.json()); else throw new Error(answer.status);
    } catch {
      // The next save asks for these as well.
      unseen = unseen === null ? since : Math.min(unseen, since);
      asking = false;
      return;
    }
    asking = false;
    ask();
  }
  function learn(told) {
    for (const [indicator, text] of Object.entries(told.changes)) {
      const change = document.getElementById(`change-${indicator}`);
      if (change) { change.textContent = text; change.classList.toggle("big", /^(▲▲|▼▼)/.test(text)); }
    }
    for (const [name, [filled, asked, errors]] of Object.entries(told.progress)) {
      const tab = document.querySelector(`.tabs [data-table="${name}"]`);
      if (!tab) continue;
      tab.querySelector(".count").textContent = `${filled}/${asked}`;
      const dot = tab.querySelector(".dot.error");
      if (dot && !errors) dot.remove();
    }
    showFindings(told);
  }
  function conflict(one) {
    const box = inputOf(one.indicator), cell = box.closest("td");
    cell.classList.add("conflict");
    const label = box.getAttribute("aria-label").split("，")[0];
    say(tell("conflict", { label, by: one.by || tell("somebody"), theirs: one.raw || tell("empty"), mine: box.value || tell("empty") }), true);
    const choose = document.createElement("p");
    choose.className = "buttons";
    [["use_theirs", () => { box.value = one.raw; versionOf(one.indicator).value = one.version; say(tell("took_theirs")); }],
     ["use_mine", () => { versionOf(one.indicator).value = one.version; touched(box); }]].forEach(([name, act]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = tell(name);
      button.addEventListener("click", () => { choose.remove(); cell.classList.remove("conflict"); act(); box.focus(); });
      choose.append(button);
    });
    status.after(choose);
  }
  function showFindings(told) {
    const list = document.getElementById("findings");
    if (!list || !told.codes.length) return;
    const codes = new Set(told.codes);
    // What somebody is writing an explanation into stays until the page is read again.
    [...list.children].forEach((item) => { if (codes.has(item.dataset.check) && !item.querySelector("textarea:not(:placeholder-shown)")) item.remove(); });
    told.findings.filter((one) => one.tables.includes(form.dataset.table)).forEach((one) => {
      const holder = document.createElement("template");
      holder.innerHTML = one.html.trim();
      const item = holder.content.firstElementChild;
      if (list.querySelector(`[data-finding="${item.dataset.finding}"]`)) return;
      list.insertBefore(item, [...list.children].find((other) => other.dataset.rank > item.dataset.rank) || null);
    });
    document.getElementById("no-findings").hidden = list.children.length > 0;
    mark();
    // A screen reader is told how many there are, not read the whole list after every cell.
    const count = (colour) => list.querySelectorAll(`.finding.${colour}`).length;
    const summary = tell("findings", { errors: count("error"), warnings: count("warning") });
    const heard = document.getElementById("findings-told");
    if (heard && heard.textContent !== summary) heard.textContent = summary;
  }
  // Suspected boxes are coloured, so that the eye finds them.
  function mark() {
    table.querySelectorAll("td.suspect, td.doubted").forEach((cell) => cell.classList.remove("suspect", "doubted"));
    table.querySelectorAll(".told").forEach((told) => told.remove());
    table.querySelectorAll("[data-indicator]").forEach((box) => { box.removeAttribute("aria-describedby"); box.removeAttribute("aria-invalid"); });
    document.querySelectorAll("#findings .finding.error, #findings .finding.warning").forEach((item) => {
      const wrong = item.classList.contains("error");
      (item.dataset.suspects || "").split(" ").filter(Boolean).forEach((key) => {
        const cell = document.getElementById(`c-${key}`), box = inputOf(key);
        if (!cell || !box) return;
        cell.classList.add(wrong ? "suspect" : "doubted");
        if (wrong) box.setAttribute("aria-invalid", "true");
        // What is wrong is said at the box itself while somebody is in it.
        let told = cell.querySelector(".told");
        if (!told) {
          told = document.createElement("div");
          told.className = "told";
          told.id = `told-${key}`;
          cell.append(told);
          box.setAttribute("aria-describedby", told.id);
        }
        const line = document.createElement("p");
        line.textContent = item.querySelector(".say").textContent;
        told.append(line);
      });
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (dirty.size) save(); else say(tell("nothing_to_save"));
  });
  addEventListener("beforeunload", (event) => { if (dirty.size || running) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".about[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
  document.addEventListener("toggle", (event) => {
    if (!event.target.open || !event.target.classList.contains("about")) return;
    document.querySelectorAll(".about[open]").forEach((one) => { if (one !== event.target) one.open = false; });
  }, true);
  mark();
  // A link to a box leads into it. The browser takes the focus away once more when it scrolls there, hence the wait.
  const arrive = () => {
    const cell = location.hash.startsWith("#c-") && document.getElementById(location.hash.slice(1));
    const box = cell && cell.querySelector("[data-row]");
    if (box) setTimeout(() => { box.focus(); if (box.select) box.select(); }, 0);
  };
  addEventListener("hashchange", arrive);
  if (document.readyState === "complete") arrive(); else addEventListener("load", arrive);
  form.dataset.ready = "1";
})();
