// Beside the text: numbers typed by hand, what the auditor says, figures that changed, what could not be written.
import { readLink } from "./content.js";
import { button, el } from "./dom.js";
import { askFigure } from "./figures.js";
import { findWords, placeOf } from "./plugins.js";
import { known } from "./store.js";
import { tell } from "./api.js";
import { t } from "./words.js";

const REASONS = [["history", "历史"], ["name", "名称"], ["other", "不关联"]];
const REASON_WORDS = Object.fromEntries(REASONS);

export function goTo(editor, block, words = "") {
  const range = findWords(editor.state.doc, block, words);
  const at = placeOf(editor.state.doc, block);
  if (range) editor.chain().focus().setTextSelection(range).scrollIntoView().run();
  else if (at !== null) editor.chain().focus().setTextSelection(at + 1).scrollIntoView().run();
  const dom = document.getElementById(block);
  if (dom) dom.scrollIntoView({ block: "center" });
}

// The typed digits become a link; a unit that the link prints itself goes with them.
async function link(editor, typed, attrs) {
  const told = await known(attrs);
  const around = typed.around.replace(/^\ufffc/, "");
  const range = findWords(editor.state.doc, typed.block, typed.around) || findWords(editor.state.doc, typed.block, around);
  let at = findWords(editor.state.doc, typed.block, typed.digits);
  if (range) {
    const inner = (range === null ? "" : typed.around).indexOf(typed.digits);
    at = { from: range.from + inner, to: range.from + inner + typed.digits.length };
  }
  if (!at) return;
  const words = told ? told.words : "";
  const unit = words.startsWith(typed.digits) ? words.slice(typed.digits.length) : "";
  const { doc } = editor.state;
  if (unit && doc.textBetween(at.to, Math.min(at.to + unit.length, doc.resolve(at.to).end())) === unit) at.to += unit.length;
  editor.view.dispatch(editor.state.tr.replaceWith(at.from, at.to, editor.schema.nodes.figure.create(attrs)));
}

function section(title, items, empty) {
  if (!items.length && !empty) return null;
  return el("section", { class: "card" }, el("h2", {}, items.length ? `${title}（${items.length}）` : title), items.length ? el("ul", { class: "plain" }, items) : el("p", { class: "soft" }, empty));
}

export function draw(holder, editor, told, again) {
  const go = (block, words, label) => button(label, () => goTo(editor, block, words), { class: "quiet" });
  const typed = told.typed.filter((one) => !one.reason).map((one) => el("li", { class: "typed" },
    el("p", {}, go(one.block, one.digits, one.around.replace(/\ufffc/g, "…"))),
    el("p", { class: "buttons" },
      one.suggestions.map((text) => button(`${t("关联")} ${text.replace(/^\[\[|\]\]$/g, "")}`, () => link(editor, one, readLink(text)))),
      button(`${t("关联")}…`, () => askFigure({ onLink: (attrs) => link(editor, one, attrs) })),
      REASONS.map(([reason, label]) => button(t(label), async () => { await tell("handNumbers", { block: one.block, digits: one.digits, reason }); again(); }, { class: "quiet" })))));
  const kept = told.typed.filter((one) => one.reason).map((one) => el("li", { class: "soft" }, go(one.block, one.digits, one.digits), ` ${t(REASON_WORDS[one.reason])} · ${one.by} `,
    button(t("恢复"), async () => { await tell("handNumbers", { block: one.block, digits: one.digits, reason: "" }); again(); }, { class: "quiet" })));
  const stale = told.stale.map((one) => el("li", {}, `${one.link}：`, el("del", {}, one.before), " ", el("ins", {}, one.now)));
  const stalePart = section(t("写好之后变了的数"), stale, "");
  if (stalePart) stalePart.append(button(t("已看过，正文不用改"), async () => { await tell("seen", {}); again(); }));
  const unwritten = told.unwritten.map((one) => el("li", {}, go(one.block, "", one.asked), " ", one.message));
  const findings = [...told.findings.map((one) => el("li", { class: `finding ${one.severity}` }, el("p", {}, one.message), one.formula ? el("p", { class: "formula" }, one.formula) : null,
    one.repairs.map((each) => el("p", {}, `${each.from} ${t("应为")} ${each.to}`)), one.block ? go(one.block, "", one.sentence || "↪") : null)),
    ...told.cases.map((one) => el("li", { class: "finding warning" }, el("p", {}, one.message), go(one.block, "", "↪")))];
  const typedPart = section(t("未关联的数字"), typed, t("都已关联或说明。"));
  if (kept.length) typedPart.append(el("ul", { class: "plain" }, kept));
  holder.replaceChildren(...[stalePart, section(t("没有写成的数"), unwritten, ""), typedPart, section(t("核稿"), findings, t("没有发现问题。"))].filter(Boolean));
}
