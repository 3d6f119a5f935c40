// The page on which a chapter is written: loads it, saves it as it changes, and draws what stands beside it.
import { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { ask, tell } from "./api.js";
import { askBlock, askCase, send } from "./blocks.js";
import { blocksToDoc, docToBlocks, merged, same } from "./content.js";
import { afterwards, button, dialog, el, field, select } from "./dom.js";
import { askFigure } from "./figures.js";
import { nodes } from "./nodes.js";
import { draw, goTo } from "./panels.js";
import { cleaned } from "./paste.js";
import { insertBlock, redo, setLevel, toggleList, undo, writing } from "./plugins.js";
import { learn, store } from "./store.js";
import { isEnglish, t } from "./words.js";

const root = document.getElementById("editor");
const SAVE_AFTER = 1200, SEEN_EVERY = 30_000;

async function begin() {
  const told = await ask("content");
  if (!told.writable) return;
  Object.assign(store, { captions: told.captions, schools: told.schools, aspects: told.aspects, pictures: told.pictures, prompts: told.prompts, threads: told.threads });
  store.words = told.words;
  let head = told.blocks[0], base = told.blocks, version = told.version;
  const status = el("p", { class: "saving", id: "saving", role: "status" });
  const notice = el("div", { role: "alert" });
  const title = el("input", { class: "heading", value: head.text, "aria-label": t("本章标题"), maxlength: "120" });
  const holder = el("div", { class: "paper text" });
  const bar = el("div", { class: "tools", role: "toolbar", "aria-label": t("工具") });
  const advice = document.getElementById("advice");

  const editor = new Editor({
    element: holder, injectCSS: false, content: blocksToDoc(base.slice(1)), enableInputRules: false, enablePasteRules: false,
    extensions: [...nodes, writing(() => [head.id], act)],
    editorProps: {
      attributes: { "aria-label": t("正文编辑区"), "aria-multiline": "true", role: "textbox", spellcheck: "false" },
      transformPastedHTML: (html) => (/data-figure|data-pm-slice/.test(html) ? html : cleaned(html)),
      handlePaste(_view, event) {
        const files = [...event.clipboardData.files].filter((one) => /^image\/(png|jpeg)$/.test(one.type));
        if (!files.length || event.clipboardData.getData("text/html")) return false;
        files.forEach((file) => send(file).then((name) => askBlock("picture", { file: name }, (data) => insertBlock(editor, "picture", { data })), (error) => { say(error.message, true); }));
        return true;
      },
      handleTextInput(view, from, _to, text) {
        // "[[" opens the search for a figure, as it does in the text form.
        if (!["[", "［", "【"].includes(text)) return false;
        if (view.state.doc.textBetween(Math.max(0, from - 1), from) !== text) return false;
        view.dispatch(view.state.tr.delete(from - 1, from));
        act("figure");
        return true;
      },
    },
    onUpdate: () => changed(),
  });

  afterwards.focus = () => editor.view.focus();

  // What the author may do, by the name that buttons and keys share.
  function act(name) {
    switch (name) {
      case "figure": askFigure({ onLink: (attrs) => editor.chain().focus().insertContent({ type: "figure", attrs }).run() }); break;
      case "dataTable": case "chart": case "ownTable": case "picture":
        askBlock(name, {}, (data) => insertBlock(editor, name, { data })); break;
      case "case":
        askCase({}, (data) => insertBlock(editor, "case", { data }, ["background", "practice", "result"].map((part) => editor.schema.nodes.casePart.create({ part })))); break;
      case "note": insertBlock(editor, "note", {}); break;
      case "reference": refer(); break;
      case "comment": comment(); break;
      case "list": toggleList(editor, false); break;
      case "numbered": toggleList(editor, true); break;
      case "undo": undo(editor.state, editor.view.dispatch); editor.commands.focus(); break;
      case "redo": redo(editor.state, editor.view.dispatch); editor.commands.focus(); break;
      case "save": save(); break;
      default: return false;
    }
    return true;
  }

  function refer() {
    const known = { ...store.captions };
    docToBlocks(editor.state.doc).forEach((block) => { if (["data-table", "own-table", "chart", "picture", "case"].includes(block.kind) && !known[block.id]) known[block.id] = block.caption || block.title; });
    if (!Object.keys(known).length) { say(t("没有可引用的表、图、案例。"), true); return; }
    const list = select(Object.entries(known), Object.keys(known)[0]);
    dialog(t("引用"), field(t("引用哪一处"), list), { label: t("插入"), act: () => { editor.chain().focus().insertContent({ type: "reference", attrs: { block: list.value } }).run(); return true; } });
  }

  function comment() {
    const form = document.getElementById("comment-form");
    const { $from, from, to } = editor.state.selection;
    const block = $from.depth ? $from.node(1).attrs.id : editor.state.selection.node ? editor.state.selection.node.attrs.id : "";
    form.elements.block.value = block || "";
    form.elements.quote.value = editor.state.doc.textBetween(from, to, "", "\ufffc").slice(0, 200);
    const about = document.getElementById("comment-about");
    about.hidden = false;
    about.textContent = form.elements.quote.value ? `“${form.elements.quote.value.replace(/\ufffc/g, "…")}”` : $from.parent.textContent.slice(0, 40);
    form.elements.text.focus();
  }

  const level = select([["0", t("正文")], ["2", t("节")], ["3", t("小节")], ["4", t("小小节")]], "0", { "aria-label": t("段落样式"), onchange: () => setLevel(editor, Number(level.value)) });
  const tool = (name, label, keys = "") => button(t(label), () => act(name), { title: keys, "data-act": name });
  bar.append(level, tool("figure", "插入数据", "Ctrl+K, [["), tool("list", "列表"), tool("numbered", "编号列表"), tool("dataTable", "数据表"), tool("chart", "图"), tool("ownTable", "自制表"), tool("case", "案例"),
    tool("picture", "图片"), tool("reference", "引用"), tool("note", "备注"), tool("comment", "批注", "Ctrl+Alt+M"), tool("undo", "撤销", "Ctrl+Z"), tool("redo", "重做", "Ctrl+Y"));
  // One stop for the Tab key; the arrows move inside, as in every toolbar.
  const tools = () => [...bar.children];
  tools().forEach((one, place) => { one.tabIndex = place ? -1 : 0; });
  bar.addEventListener("keydown", (event) => {
    const all = tools(), at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    all.forEach((one) => { one.tabIndex = one === next ? 0 : -1; });
    next.focus();
  });
  root.append(bar, status, notice, el("h2", { class: "heading" }, title), holder);
  root.hidden = false;
  document.getElementById("text").hidden = true;
  document.querySelectorAll("[data-without-script]").forEach((one) => { one.hidden = true; });
  editor.on("selectionUpdate", showLevel);
  function showLevel() {
    const { $from } = editor.state.selection;
    const node = $from.depth ? $from.node(1) : null;
    level.value = node && node.type.name === "heading" ? String(node.attrs.level) : "0";
  }

  // Saving.
  let timer = 0, running = false, failures = 0, isStopped = false, adviceTimer = 0;
  const blocksNow = () => [{ ...head, text: title.value.trim() || head.text }, ...docToBlocks(editor.state.doc)];
  const isDirty = () => same(blocksNow()) !== same(base);
  function say(text, bad = false) { status.textContent = text; status.classList.toggle("bad", bad); }
  function changed() {
    outline();
    if (isStopped || !isDirty()) return;
    say(t("正在保存…"));
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER);
  }
  title.addEventListener("input", changed);

  async function save() {
    clearTimeout(timer);
    if (running || isStopped) return;
    if (!isDirty()) { say(t("已保存")); return; }
    running = true;
    const sent = blocksNow();
    try {
      const answer = await tell("save", { version, blocks: sent });
      base = sent; version = answer.version; failures = 0;
      say(`${t("已保存")} ${new Date().toLocaleTimeString(isEnglish ? "en-GB" : "zh-CN", { hour12: false })}`);
      notice.replaceChildren();
      askAdvice();
    } catch (error) {
      if (error.body && error.body.problem === "chapter-changed") { running = false; settle(sent, error.body); return; }
      if (error.status) { say(error.body.message || t("没有保存，请刷新页面后再试。"), true); running = false; return; }
      failures += 1;
      say(t("连不上服务器，内容还在本页，会自动重试。"), true);
      timer = setTimeout(save, Math.min(30_000, 1500 * 2 ** failures));
      running = false;
      return;
    }
    running = false;
    if (isDirty()) changed();
  }

  function show(blocks) {
    const place = editor.state.selection.from;
    head = blocks[0];
    title.value = head.text;
    const next = editor.schema.nodeFromJSON(blocksToDoc(blocks.slice(1)));
    const tr = editor.state.tr.replaceWith(0, editor.state.doc.content.size, next.content);
    tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(place, tr.doc.content.size))));
    editor.view.dispatch(tr.setMeta("addToHistory", false));
  }

  // Somebody else was first: different blocks are brought together, the same block is put to the author.
  function settle(mine, theirs) {
    learn(theirs.words);
    const both = merged(base, mine, theirs.blocks);
    base = theirs.blocks;
    version = theirs.version;
    if (both) {
      show(both);
      notice.replaceChildren(el("p", { class: "notice ok" }, `${theirs.by}：${t("两边的修改已合并")}`));
      save();
      return;
    }
    isStopped = true;
    say(theirs.message, true);
    const compared = el("div");
    compared.innerHTML = theirs.differences;
    notice.replaceChildren(el("section", { class: "card alert", id: "conflict" }, el("h2", {}, theirs.message), compared, el("p", { class: "soft" }, t("对方的内容仍在修订记录里。")),
      el("p", { class: "buttons" }, button(t("采用对方的"), () => { isStopped = false; notice.replaceChildren(); show(theirs.blocks); say(t("已保存")); }),
        button(t("用我的覆盖"), () => { isStopped = false; notice.replaceChildren(); save(); }))));
  }

  async function askAdvice() {
    clearTimeout(adviceTimer);
    adviceTimer = setTimeout(async () => {
      const answer = await ask("advice").catch(() => null);
      if (!answer || answer.version !== version) return;
      draw(advice, editor, answer, askAdvice);
      count(answer.characters);
    }, 400);
  }

  const list = document.querySelector(".outline .here ul");
  let counts = {};
  function count(characters) {
    counts = characters;
    const total = document.querySelector(".outline .here > a .count");
    if (total && head.id in counts) total.textContent = isEnglish ? `${counts[head.id]} characters` : `${counts[head.id]} 字`;
    outline();
  }
  function outline() {
    if (!list) return;
    const lines = docToBlocks(editor.state.doc).filter((block) => block.kind === "heading");
    list.replaceChildren(...lines.map((block) => {
      const limit = ((store.prompts[block.id] || {}).limits || {}).characters_max;
      const long = limit && counts[block.id] > limit;
      return el("li", { class: `level-${block.level}` }, el("a", { href: `#${block.id}`, onclick: (event) => { event.preventDefault(); goTo(editor, block.id); } }, block.text || "…"), " ",
        el("span", { class: long ? "count long" : "count" }, `${counts[block.id] ?? ""}${limit ? `/${limit}` : ""}`));
    }));
  }

  async function here() {
    const answer = await tell("presence", {}).catch(() => null);
    const other = document.getElementById("other") || el("p", { class: "notice", id: "other" });
    if (answer && answer.other) { other.textContent = `${answer.other}${isEnglish ? " " : ""}${t("正在编辑这一章")}`; if (!other.isConnected) root.prepend(other); } else other.remove();
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.method !== "post" || !isDirty() || event.defaultPrevented) return;
    event.preventDefault();
    await save();
    if (isDirty()) return;
    const pressed = event.submitter;
    if (pressed && pressed.name) form.append(el("input", { type: "hidden", name: pressed.name, value: pressed.value }));
    form.submit();
  });
  document.querySelectorAll("a[data-block]").forEach((one) => one.addEventListener("click", (event) => { event.preventDefault(); goTo(editor, one.dataset.block); }));
  addEventListener("beforeunload", (event) => { if (isDirty()) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  setInterval(here, SEEN_EVERY);
  here();
  askAdvice();
  outline();
  if (location.hash.length > 1) goTo(editor, location.hash.slice(1));
  root.dataset.ready = "1";
}

if (root) begin().catch((error) => { root.hidden = false; root.textContent = error.message; });
