// The kinds of block and inline part that a chapter may hold, as nodes of the editor.
import { Node, mergeAttributes } from "@tiptap/core";
import { askBlock, askCase, showBlock } from "./blocks.js";
import { linkKey } from "./content.js";
import { button, el } from "./dom.js";
import { askFigure } from "./figures.js";
import { tableRows } from "./paste.js";
import { onWords, store, want } from "./store.js";
import { t } from "./words.js";

const json = (element, name) => { try { return JSON.parse(element.getAttribute(name)); } catch { return null; } };
const id = { id: { default: "", rendered: false } };
const hidden = (value) => ({ default: value, rendered: false });

const Doc = Node.create({ name: "doc", topNode: true, content: "block+" });
const Text = Node.create({ name: "text", group: "inline" });

const Paragraph = Node.create({
  name: "paragraph", group: "block", content: "inline*", priority: 1000,
  addAttributes: () => id,
  parseHTML: () => [{ tag: "p" }],
  renderHTML: ({ node }) => ["p", { id: node.attrs.id, class: "text" }, 0],
});

const Heading = Node.create({
  name: "heading", group: "block", content: "text*", defining: true,
  addAttributes: () => ({ ...id, level: hidden(2), node: hidden("") }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.min(4, Math.max(2, level)) } })),
  renderHTML: ({ node }) => [`h${node.attrs.level + 1}`, { id: node.attrs.id }, 0],
});

const Note = Node.create({
  name: "note", group: "block", content: "text*", defining: true,
  addAttributes: () => id,
  parseHTML: () => [{ tag: "aside[data-note]" }],
  renderHTML: ({ node }) => ["aside", { id: node.attrs.id, "data-note": t("内部备注，不印出"), class: "note" }, 0],
});

const ListItem = Node.create({
  name: "listItem", content: "inline*", defining: true,
  parseHTML: () => [{ tag: "li" }],
  renderHTML: () => ["li", 0],
});
const ListBlock = Node.create({
  name: "listBlock", group: "block", content: "listItem+",
  addAttributes: () => ({ ...id, numbered: hidden(false) }),
  parseHTML: () => [{ tag: "ul", attrs: { numbered: false } }, { tag: "ol", attrs: { numbered: true } }],
  renderHTML: ({ node }) => [node.attrs.numbered ? "ol" : "ul", { id: node.attrs.id }, 0],
});

const CASE_WORDS = { background: "背景", practice: "做法", result: "成效" };
const CasePart = Node.create({
  name: "casePart", content: "inline*", isolating: true, defining: true,
  addAttributes: () => ({ part: hidden("background") }),
  parseHTML: () => [{ tag: "div[data-part]", getAttrs: (element) => ({ part: element.dataset.part }) }],
  renderHTML: ({ node }) => ["div", { "data-part": node.attrs.part, "data-word": CASE_WORDS[node.attrs.part] }, 0],
});
const Case = Node.create({
  name: "case", group: "block", content: "casePart casePart casePart", isolating: true, defining: true,
  addAttributes: () => ({ ...id, data: hidden({ title: "" }) }),
  parseHTML: () => [{ tag: "section[data-case]", getAttrs: (element) => ({ data: json(element, "data-case") || { title: "" } }) }],
  renderHTML: ({ node }) => ["section", { id: node.attrs.id, "data-case": JSON.stringify(node.attrs.data) }, 0],
  addNodeView: () => ({ node, editor, getPos }) => {
    let now = node;
    const title = el("strong");
    const told = el("span", { class: "soft" });
    const edit = () => askCase(now.attrs.data, (data) => editor.view.dispatch(editor.state.tr.setNodeMarkup(getPos(), null, { ...now.attrs, data })));
    const head = el("div", { class: "head", contentEditable: "false" }, title, told, button(t("编辑"), edit), button(t("删除"), () => editor.chain().focus().deleteRange({ from: getPos(), to: getPos() + now.nodeSize }).run(), { class: "quiet" }));
    head.contentEditable = "false";
    const contentDOM = el("div");
    const dom = el("section", { class: "case" }, head, contentDOM);
    const draw = () => {
      dom.id = now.attrs.id;
      title.textContent = `【${t("案例")}】${now.attrs.data.title || t("未命名")}`;
      told.textContent = now.attrs.data.organisation || "";
    };
    draw();
    return { dom, contentDOM, stopEvent: (event) => head.contains(event.target), ignoreMutation: (change) => !contentDOM.contains(change.target),
      update: (next) => { if (next.type !== now.type) return false; now = next; draw(); return true; } };
  },
});

function atom(name, tag, parse = []) {
  return Node.create({
    name, group: "block", atom: true, selectable: true, draggable: true,
    addAttributes: () => ({ ...id, data: hidden({}) }),
    parseHTML: () => [{ tag: `${tag}[data-block-${name.toLowerCase()}]`, priority: 60, getAttrs: (element) => ({ data: json(element, `data-block-${name.toLowerCase()}`) || {} }) }, ...parse],
    renderHTML: ({ node }) => [tag, { id: node.attrs.id, [`data-block-${name.toLowerCase()}`]: JSON.stringify(node.attrs.data) }],
    addNodeView: () => ({ node, editor, getPos }) => {
      let now = node;
      const holder = el("figure");
      const edit = () => askBlock(name, now.attrs.data, (data) => editor.view.dispatch(editor.state.tr.setNodeMarkup(getPos(), null, { ...now.attrs, data })));
      const head = el("p", { class: "buttons" }, button(t("编辑"), edit), button(t("删除"), () => editor.chain().focus().deleteRange({ from: getPos(), to: getPos() + 1 }).run(), { class: "quiet" }));
      const dom = el("div", { class: `made ${name}` }, holder, head);
      dom.contentEditable = "false";
      const draw = () => { dom.id = now.attrs.id; showBlock(name, now.attrs.id, now.attrs.data, holder); };
      draw();
      return { dom, stopEvent: (event) => head.contains(event.target), ignoreMutation: () => true,
        selectNode: () => dom.classList.add("chosen"), deselectNode: () => dom.classList.remove("chosen"),
        update: (next) => {
          if (next.type !== now.type) return false;
          const changed = JSON.stringify(next.attrs) !== JSON.stringify(now.attrs);
          now = next;
          if (changed) draw();
          return true;
        } };
    },
    addKeyboardShortcuts() {
      return { Enter: () => {
        const { selection } = this.editor.state;
        if (!selection.node || selection.node.type.name !== name) return false;
        askBlock(name, selection.node.attrs.data, (data) => this.editor.view.dispatch(this.editor.state.tr.setNodeMarkup(selection.from, null, { ...selection.node.attrs, data })));
        return true;
      } };
    },
  });
}
const DataTable = atom("dataTable", "figure");
const Chart = atom("chart", "figure");
const Picture = atom("picture", "figure");
const OwnTable = atom("ownTable", "figure", [{ tag: "table", getAttrs: (element) => {
  const rows = tableRows(element);
  if (!rows.length) return false;
  const caption = element.caption ? element.caption.textContent.trim() : "";
  return { data: { caption, header: rows[0], rows: rows.slice(1) } };
} }]);

const Figure = Node.create({
  name: "figure", group: "inline", inline: true, atom: true, selectable: true,
  addAttributes: () => ({ indicator: hidden(""), aspect: hidden("值"), whole: hidden(""), places: hidden(null), organisation: hidden("") }),
  parseHTML: () => [{ tag: "span[data-figure]", getAttrs: (element) => json(element, "data-figure") }],
  renderHTML: ({ node }) => ["span", mergeAttributes({ "data-figure": JSON.stringify(node.attrs), class: "linked" }), (store.words[linkKey(node.attrs)] || {}).words || node.attrs.indicator],
  renderText: ({ node }) => (store.words[linkKey(node.attrs)] || {}).words || `[[${linkKey(node.attrs)}]]`,
  addNodeView: () => ({ node, editor, getPos }) => {
    let now = node;
    const dom = el("span", { class: "linked", role: "button" });
    const draw = () => {
      const told = store.words[linkKey(now.attrs)];
      dom.classList.toggle("unwritten", Boolean(told && told.problem));
      dom.textContent = told ? told.words || `〔${linkKey(now.attrs)}〕` : "…";
      dom.title = told ? told.problem || [told.label, told.organisation, told.period, told.table].filter(Boolean).join(" · ") : "";
      dom.setAttribute("aria-label", told && told.words ? `${told.words}（${told.label}）` : linkKey(now.attrs));
      if (!told) want(now.attrs);
    };
    const away = onWords(draw);
    draw();
    dom.addEventListener("click", () => editFigure(editor, getPos()));
    return { dom, ignoreMutation: () => true, destroy: away, selectNode: () => dom.classList.add("chosen"), deselectNode: () => dom.classList.remove("chosen"),
      update: (next) => { if (next.type !== now.type) return false; now = next; draw(); return true; } };
  },
  addKeyboardShortcuts() {
    return { Enter: () => {
      const { selection } = this.editor.state;
      if (!selection.node || selection.node.type.name !== "figure") return false;
      editFigure(this.editor, selection.from);
      return true;
    } };
  },
});

export function editFigure(editor, at) {
  const node = editor.state.doc.nodeAt(at);
  if (!node || node.type.name !== "figure") return;
  askFigure({
    link: node.attrs,
    onLink: (attrs) => editor.view.dispatch(editor.state.tr.setNodeMarkup(at, null, attrs)),
    onUnlink: () => {
      const told = store.words[linkKey(node.attrs)];
      editor.view.dispatch(editor.state.tr.replaceWith(at, at + 1, editor.schema.text((told && told.words) || node.attrs.indicator)));
    },
    onRemove: () => editor.view.dispatch(editor.state.tr.delete(at, at + 1)),
  });
}

const Reference = Node.create({
  name: "reference", group: "inline", inline: true, atom: true,
  addAttributes: () => ({ block: hidden("") }),
  parseHTML: () => [{ tag: "span[data-reference]", getAttrs: (element) => ({ block: element.dataset.reference }) }],
  renderHTML: ({ node }) => {
    const caption = store.captions[node.attrs.block] || "";
    return ["span", { "data-reference": node.attrs.block, class: "reference", title: caption }, caption.split(" ")[0].split("】")[0].replace("【", "") || `@${node.attrs.block}`];
  },
});

export const nodes = [Doc, Text, Paragraph, Heading, Note, ListItem, ListBlock, CasePart, Case, DataTable, Chart, Picture, OwnTable, Figure, Reference];
