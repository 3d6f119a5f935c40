// Ids that every block keeps, keys that writers expect, and what is drawn over the text: prompts and comments.
import { Extension } from "@tiptap/core";
import { history, redo, undo } from "@tiptap/pm/history";
import { Fragment } from "@tiptap/pm/model";
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import { gapCursor } from "@tiptap/pm/gapcursor";
import { dropCursor } from "@tiptap/pm/dropcursor";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { newId } from "./content.js";
import { store } from "./store.js";

const VALID = /^[a-z0-9][a-z0-9-]{0,63}$/;

const ids = (taken) => new Plugin({
  key: new PluginKey("ids"),
  appendTransaction(transactions, _before, state) {
    if (!transactions.some((one) => one.docChanged)) return null;
    const seen = new Set(taken());
    let tr = null;
    state.doc.forEach((node, at) => {
      let { id } = node.attrs;
      if (!VALID.test(id || "") || seen.has(id)) {
        id = newId();
        tr = tr || state.tr;
        tr.setNodeAttribute(at, "id", id);
      }
      seen.add(id);
    });
    return tr ? tr.setMeta("addToHistory", true) : null;
  },
});

// Where words stand in the text of a block; a linked number counts as one sign.
function rangeOf(node, at, words) {
  let text = "";
  const places = [];
  node.descendants((child, inner) => {
    if (child.isText) { for (let sign = 0; sign < child.text.length; sign += 1) places.push(at + 1 + inner + sign); text += child.text; }
    else if (child.isInline) { places.push(at + 1 + inner); text += "\ufffc"; }
    return true;
  });
  const start = words ? text.indexOf(words) : -1;
  return start < 0 ? null : { from: places[start], to: places[start + words.length - 1] + 1 };
}

export function findWords(doc, block, words) {
  let found = null;
  doc.forEach((node, at) => { if (!found && node.attrs.id === block) found = rangeOf(node, at, words); });
  return found;
}
export function placeOf(doc, block) {
  let found = null;
  doc.forEach((node, at) => { if (found === null && node.attrs.id === block) found = at; });
  return found;
}

const overlay = () => new Plugin({
  key: new PluginKey("overlay"),
  props: {
    decorations(state) {
      const drawn = [];
      const nodes = [];
      state.doc.forEach((node, at) => nodes.push([node, at]));
      nodes.forEach(([node, at], place) => {
        if (node.type.name !== "heading") return;
        const prompt = store.prompts[node.attrs.id];
        const next = nodes[place + 1];
        const isEmpty = !next || (next[0].type.name === "heading" && next[0].attrs.level <= node.attrs.level) || (next[0].isTextblock && !next[0].content.size);
        if (prompt && prompt.text && isEmpty) drawn.push(Decoration.node(at, at + node.nodeSize, { "data-prompt": prompt.text }));
      });
      store.threads.forEach((thread) => {
        const range = findWords(state.doc, thread.block, thread.quote);
        if (range) drawn.push(Decoration.inline(range.from, range.to, { class: "commented" }));
        else {
          const at = placeOf(state.doc, thread.block);
          if (at !== null) drawn.push(Decoration.node(at, at + state.doc.nodeAt(at).nodeSize, { class: "commented-block" }));
        }
      });
      return DecorationSet.create(state.doc, drawn);
    },
  },
});

const topOf = ($at) => ({ node: $at.node(1), from: $at.before(1), to: $at.after(1) });

// The blocks that the selection touches become others, made of the same words.
export function replaceBlocks(editor, make) {
  const { state, view } = editor;
  const { $from, $to } = state.selection;
  if (!$from.depth) return false;
  const from = topOf($from).from, to = $to.depth ? topOf($to).to : topOf($from).to;
  const made = [];
  let fits = true;
  state.doc.nodesBetween(from, to, (node, at) => {
    if (at < from || at >= to || node === state.doc) return true;
    const next = make(node, state.schema);
    if (next === null) fits = false;
    else made.push(...next);
    return false;
  });
  if (!fits || !made.length) return false;
  const offset = Math.max(0, $from.pos - from);
  const tr = state.tr.replaceWith(from, to, Fragment.from(made));
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(from + offset, tr.doc.content.size))));
  view.dispatch(tr.scrollIntoView());
  view.focus();
  return true;
}

const linesOf = (node) => {
  if (node.type.name === "listBlock") { const lines = []; node.forEach((item) => lines.push(item.content)); return lines; }
  return node.isTextblock ? [node.content] : null;
};

export const setLevel = (editor, level) => replaceBlocks(editor, (node, schema) => {
  const lines = linesOf(node);
  if (!lines) return null;
  if (!level) return lines.map((content, place) => schema.nodes.paragraph.create({ id: place ? "" : node.attrs.id }, content));
  return lines.map((content, place) => {
    const text = content.textBetween(0, content.size, "", (leaf) => leaf.type.spec.toText ? leaf.type.spec.toText({ node: leaf }) : "");
    return schema.nodes.heading.create({ id: place ? "" : node.attrs.id, level, node: node.attrs.node || "" }, text ? schema.text(text) : null);
  });
});

export function toggleList(editor, numbered) {
  const { $from } = editor.state.selection;
  const within = $from.depth ? $from.node(1) : null;
  if (within && within.type.name === "listBlock") {
    if (within.attrs.numbered === numbered) return setLevel(editor, 0);
    editor.view.dispatch(editor.state.tr.setNodeAttribute($from.before(1), "numbered", numbered));
    return true;
  }
  const { $to } = editor.state.selection;
  if (!$from.depth || !$to.depth) return false;
  const { state, view } = editor;
  const from = topOf($from).from, to = topOf($to).to;
  const items = [];
  let fits = true;
  state.doc.slice(from, to).content.forEach((node) => {
    const lines = linesOf(node);
    if (lines) items.push(...lines.map((content) => state.schema.nodes.listItem.create(null, content)));
    else fits = false;
  });
  if (!fits || !items.length) return false;
  const tr = state.tr.replaceWith(from, to, state.schema.nodes.listBlock.create({ id: within.attrs.id, numbered }, items));
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min($from.pos + 1, tr.doc.content.size)), -1));
  view.dispatch(tr.scrollIntoView());
  view.focus();
  return true;
}

function leaveList({ state, view }) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type.name !== "listItem" || $from.parent.content.size) return false;
  const list = $from.node(1);
  const at = $from.index(1);
  if (at !== list.childCount - 1) return false;
  const paragraph = state.schema.nodes.paragraph.create();
  const tr = state.tr;
  if (list.childCount === 1) {
    tr.replaceWith($from.before(1), $from.after(1), paragraph);
    tr.setSelection(TextSelection.create(tr.doc, $from.before(1) + 1));
  } else {
    const after = $from.after(1);
    tr.insert(after, paragraph).delete($from.before(2), $from.after(2));
    tr.setSelection(TextSelection.near(tr.doc.resolve(tr.mapping.map(after, -1)), 1));
  }
  view.dispatch(tr.scrollIntoView());
  return true;
}

function nextPart({ state, view }) {
  const { $from } = state.selection;
  if ($from.parent.type.name !== "casePart") return false;
  const tr = state.tr;
  if ($from.index(1) < 2) tr.setSelection(TextSelection.near(tr.doc.resolve($from.after(2) + 1)));
  else {
    const after = $from.after(1);
    tr.insert(after, state.schema.nodes.paragraph.create());
    tr.setSelection(TextSelection.create(tr.doc, after + 1));
  }
  view.dispatch(tr.scrollIntoView());
  return true;
}

function unlist(editor) {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parentOffset || $from.parent.type.name !== "listItem" || $from.index(1)) return false;
  return setLevel(editor, 0);
}

export const writing = (taken, act) => Extension.create({
  name: "writing",
  priority: 200,
  addProseMirrorPlugins: () => [history(), gapCursor(), dropCursor({ color: false, class: "drop-here" }), ids(taken), overlay()],
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      "Mod-z": () => undo(editor.state, editor.view.dispatch),
      "Mod-y": () => redo(editor.state, editor.view.dispatch),
      "Shift-Mod-z": () => redo(editor.state, editor.view.dispatch),
      "Mod-k": () => act("figure"),
      "Mod-s": () => act("save"),
      "Alt-Mod-m": () => act("comment"),
      "Alt-Mod-0": () => setLevel(editor, 0),
      "Alt-Mod-1": () => setLevel(editor, 2),
      "Alt-Mod-2": () => setLevel(editor, 3),
      "Alt-Mod-3": () => setLevel(editor, 4),
      Enter: () => leaveList(editor) || nextPart(editor),
      Backspace: () => unlist(editor),
    };
  },
});

// A new block behind the one that the cursor is in, and a place to write on behind it.
export function insertBlock(editor, type, attrs, content = null) {
  const { state, view } = editor;
  const { $from, $to, node: chosen } = state.selection;
  const at = chosen && !$from.depth ? { from: $to.pos, to: $to.pos } : $from.depth ? topOf($from) : { from: $from.pos, to: $from.pos };
  const node = state.schema.nodes[type].create({ id: newId(), ...attrs }, content);
  const isEmpty = at.node && at.node.type.name === "paragraph" && !at.node.content.size;
  const tr = isEmpty ? state.tr.replaceWith(at.from, at.to, node) : state.tr.insert(at.to, node);
  const start = isEmpty ? at.from : at.to, end = start + node.nodeSize;
  const next = tr.doc.nodeAt(end);
  if (!next || next.type.name !== "paragraph") tr.insert(end, state.schema.nodes.paragraph.create());
  tr.setSelection(TextSelection.near(tr.doc.resolve((node.isAtom ? end : start) + 1), 1));
  view.dispatch(tr.scrollIntoView());
  view.focus();
}
export { undo, redo };
