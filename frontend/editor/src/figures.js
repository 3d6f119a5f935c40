// Choosing a figure: by name, initials or id; what to say of it; how precisely; of which school.
import { ask } from "./api.js";
import { linkKey } from "./content.js";
import { button, dialog, el, field, select } from "./dom.js";
import { store, want } from "./store.js";
import { t } from "./words.js";

let number = 0;

// A box with a list below it; the arrows move through what was found.
export function finder({ onChoose, onMove = () => {}, value = "", label = t("输入名称、拼音首字母或代号") }) {
  const name = `found-${(number += 1)}`;
  const list = el("ul", { id: name, role: "listbox", class: "found", "aria-label": label });
  const input = el("input", {
    role: "combobox", "aria-expanded": "true", "aria-controls": name, "aria-autocomplete": "list", "aria-label": label,
    placeholder: label, autocomplete: "off", value,
  });
  let found = [], at = 0, asked = 0, timer = 0;
  const draw = () => {
    list.replaceChildren(...found.map((one, place) => el("li", {
      role: "option", id: `${name}-${place}`, "aria-selected": String(place === at),
      onclick: () => { at = place; draw(); onChoose(one); },
    }, el("span", { class: "label" }, one.label), " ", el("b", {}, one.words["值"] || t("没有数")), el("span", { class: "soft" }, one.table ? `${one.table} ${one.row}` : t("支撑项"), one.name !== one.label ? ` · ${one.name}` : ""))));
    if (!found.length) list.append(el("li", { class: "soft" }, t("没有找到")));
    if (found[at]) { input.setAttribute("aria-activedescendant", `${name}-${at}`); list.children[at].scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
    onMove(found[at]);
  };
  const search = async () => {
    const turn = (asked += 1);
    const told = await ask("figures", `?q=${encodeURIComponent(input.value)}`).catch(() => ({ figures: [] }));
    if (turn !== asked) return;
    found = told.figures;
    at = 0;
    draw();
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) { event.preventDefault(); at = (at + step + found.length) % found.length; draw(); }
    if (event.key === "Enter" && found[at]) { event.preventDefault(); onChoose(found[at]); }
  });
  search();
  return { box: el("div", { class: "finder" }, input, list), input, chosen: () => found[at] };
}

export function askFigure({ link = null, onLink, onUnlink = null, onRemove = null }) {
  const aspect = select(store.aspects.map((name) => [name, t(name)]), (link && link.aspect) || "值");
  const places = select([["", t("照数据")], ...[0, 1, 2, 3, 4].map((one) => [String(one), String(one)])], link && link.places !== null && link.places !== undefined ? String(link.places) : "");
  const school = select([["", t("本单位")], ...store.schools.map((one) => [one, one])], (link && link.organisation) || "");
  const whole = finder({ onChoose: () => box.querySelector(".primary").focus(), value: (link && link.whole) || "", label: t("占哪一项") });
  const wholeField = el("div", { class: "whole", hidden: aspect.value !== "占" }, whole.box);
  const told = el("p", { class: "soft", role: "status" });
  let current = null;
  const show = (one) => {
    current = one || null;
    const kept = aspect.value;
    aspect.replaceChildren(...store.aspects.map((name) => {
      const words = one ? one.words[name] : "";
      return el("option", { value: name, disabled: Boolean(one) && name !== "占" && !words }, words ? `${t(name)}：${words}` : t(name));
    }));
    aspect.value = kept;
    if (aspect.selectedIndex < 0 || aspect.selectedOptions[0].disabled) aspect.value = "值";
    told.textContent = one && one.problem ? one.problem : "";
    wholeField.hidden = aspect.value !== "占";
  };
  const main = finder({ onMove: show, onChoose: () => { if (link) return; box.querySelector("form").requestSubmit(); }, value: link ? link.indicator : "" });
  aspect.addEventListener("change", () => { wholeField.hidden = aspect.value !== "占"; if (aspect.value === "占") whole.input.focus(); });
  const behind = link && store.words[linkKey(link)];
  const facts = behind && behind.words ? el("dl", { class: "behind" }, [[t("指标"), behind.label], [t("单位"), behind.organisation], [t("时期"), behind.period], [t("来源"), behind.table || t("支撑项")], [t("算式"), behind.formula]]
    .filter(([, text]) => text).flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, text)])) : behind && behind.problem ? el("p", { class: "bad" }, behind.problem) : null;
  const box = dialog(link ? t("关联的数据") : t("插入数据"), el("div", { class: "stack" }, facts, main.box, field(t("写成"), aspect), wholeField, field(t("小数位数"), places), store.schools.length ? field(t("哪所学校"), school) : null, told), {
    label: link ? t("更新") : t("插入"),
    extra: link ? [button(t("改为手写"), () => { onUnlink(); box.finish(); }), button(t("删除"), () => { onRemove(); box.finish(); }, { class: "danger" })] : [],
    act: () => {
      if (!current) return false;
      const made = { indicator: current.name, aspect: aspect.value || "值", whole: "", places: places.value === "" ? null : Number(places.value), organisation: school.value };
      if (made.aspect === "占") {
        const over = whole.chosen();
        if (!over) return false;
        made.whole = over.name;
      }
      want(made);
      onLink(made);
      return true;
    },
  });
  main.input.focus();
  main.input.select();
  return box;
}
