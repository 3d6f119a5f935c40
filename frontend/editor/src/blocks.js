// Tables, charts, pictures and cases: what is asked about each, and how each is shown between paragraphs.
import { upload } from "./api.js";
import { button, dialog, el, field, select } from "./dom.js";
import { finder } from "./figures.js";
import { preview, store } from "./store.js";
import { t } from "./words.js";

const CHARTS = [["bar", "柱图"], ["line", "线图"], ["stacked", "堆叠图"], ["share", "占比图"]];
const COLUMNS = ["本年", "上年", "变化", "增长"];
const without = (data) => Object.fromEntries(Object.entries(data).filter(([, value]) => value !== "" && value !== undefined && !(Array.isArray(value) && !value.length)));

function indicatorPicker(chosen) {
  const list = el("ul", { class: "picked" });
  const draw = () => {
    list.replaceChildren(...chosen.map((name, place) => el("li", {}, name, " ",
      button("↑", () => { if (place) { chosen.splice(place - 1, 0, ...chosen.splice(place, 1)); draw(); } }, { "aria-label": `${t("上移")} ${name}` }),
      button("×", () => { chosen.splice(place, 1); draw(); }, { "aria-label": `${t("移去")} ${name}` }))));
    if (!chosen.length) list.append(el("li", { class: "soft" }, t("还没有选指标")));
  };
  draw();
  const search = finder({ onChoose: (one) => { if (!chosen.includes(one.name)) chosen.push(one.name); draw(); search.input.value = ""; search.input.focus(); }, label: t("添加指标") });
  return el("fieldset", {}, el("legend", {}, t("指标")), list, search.box);
}

const checks = (names, held) => names.map((name) => el("label", { class: "check" }, el("input", { type: "checkbox", value: name, checked: held.includes(name) }), t(name)));
const checked = (box) => [...box.querySelectorAll("input:checked")].map((one) => one.value);

function askData(type, data, done) {
  const indicators = [...(data.indicators || [])];
  const caption = el("input", { value: data.caption || "", required: true });
  const source = el("input", { value: data.source || "" });
  const kind = select(CHARTS.map(([key, label]) => [key, t(label)]), data.type || "bar");
  const isChart = type === "chart";
  const held = isChart ? data.periods || ["本年"] : data.columns || ["本年"];
  const across = el("fieldset", {}, el("legend", {}, t(isChart ? "时期" : "列")), checks(isChart ? ["上年", "本年"] : COLUMNS, held));
  const others = held.filter((one) => !one.startsWith("占") && !(isChart ? ["上年", "本年"] : COLUMNS).includes(one)); // not offered, kept all the same
  const shares = held.filter((one) => one.startsWith("占"));
  const share = el("input", { value: shares.map((one) => one.slice(1).trim()).join("、"), placeholder: "毕业生人数" });
  const schools = store.schools.length ? el("fieldset", {}, el("legend", {}, t("各校")), checks(["全部", ...store.schools], data.organisations || [])) : null;
  dialog(t(isChart ? "图" : "数据表"), el("div", { class: "stack" }, field(t("标题"), caption), isChart ? field(t("图的种类"), kind) : null,
    indicatorPicker(indicators), across, isChart ? null : field(t("占…"), share), schools, field(t("来源"), source)), {
    wide: true,
    act: () => {
      if (!indicators.length) return false;
      const columns = [...checked(across), ...others, ...(isChart ? [] : share.value.split(/[、,，]/).map((one) => one.trim()).filter(Boolean).map((one) => `占 ${one}`))];
      const unknown = (data.organisations || []).filter((one) => one !== "全部" && !store.schools.includes(one));
      const organisations = schools ? [...checked(schools), ...unknown] : data.organisations || [];
      const made = { caption: caption.value.trim(), indicators, organisations: organisations.includes("全部") ? ["全部"] : organisations, source: source.value.trim() };
      if (isChart) { made.type = kind.value; made.periods = columns.length ? columns : ["本年"]; } else made.columns = columns.length ? columns : ["本年"];
      done(without(made));
      return true;
    },
  });
}

function askOwnTable(data, done) {
  const caption = el("input", { value: data.caption || "", required: true });
  const source = el("input", { value: data.source || "" });
  let rows = [data.header || ["", ""], ...(data.rows || [["", ""]])].map((row) => [...row]);
  const grid = el("table", { class: "own" });
  const draw = () => grid.replaceChildren(...rows.map((row, down) => el("tr", {}, row.map((text, right) => el("td", {}, el("input", {
    value: text, "aria-label": `${down ? down : t("表头")} ${right + 1}`, oninput: (event) => { rows[down][right] = event.target.value; },
  }))))));
  draw();
  const width = () => rows[0].length;
  dialog(t("自制表"), el("div", { class: "stack" }, field(t("标题"), caption), el("div", { class: "scroll" }, grid), el("p", { class: "buttons" },
    button(t("加一行"), () => { rows.push(Array(width()).fill("")); draw(); }), button(t("加一列"), () => { rows.forEach((row) => row.push("")); draw(); }),
    button(t("删末行"), () => { if (rows.length > 2) rows.pop(); draw(); }), button(t("删末列"), () => { if (width() > 1) rows.forEach((row) => row.pop()); draw(); })), field(t("来源"), source)), {
    wide: true,
    act: () => { done({ caption: caption.value.trim(), header: rows[0], rows: rows.slice(1), ...(source.value.trim() ? { source: source.value.trim() } : {}) }); return true; },
  });
}

function askPicture(data, done) {
  const file = el("input", { type: "file", accept: "image/png,image/jpeg", required: !data.file });
  const caption = el("input", { value: data.caption || "", required: true });
  const alternative = el("textarea", { rows: 2, value: data.alternative || "" });
  const rights = el("input", { value: data.rights || "" });
  const told = el("p", { class: "bad", role: "alert" });
  const box = dialog(t("图片"), el("div", { class: "stack" }, field("PNG / JPEG", file), field(t("图注"), caption), field(t("说明文字（给看不见图的人）"), alternative), field(t("授权或来源"), rights), told), {
    act: () => {
      const finish = (name) => { done(without({ file: name, caption: caption.value.trim(), alternative: alternative.value.trim(), rights: rights.value.trim() })); box.finish(); };
      if (!file.files.length) { finish(data.file); return true; }
      send(file.files[0]).then(finish, (error) => { told.textContent = error.message || t("图片太大或格式不对。"); });
      return false;
    },
  });
}

export async function send(file) {
  const told = await upload("pictures", file);
  store.pictures[told.file] = told;
  return told.file;
}

export function askCase(data, done) {
  const title = el("input", { value: data.title || "", required: true });
  const organisation = el("input", { value: data.organisation || "" });
  const evidence = el("textarea", { rows: 2, value: data.evidence || "" });
  const people = el("input", { value: (data.people || []).join("、") });
  const consent = el("input", { value: data.consent || "" });
  dialog(t("案例信息"), el("div", { class: "stack" }, field(t("案例标题"), title), field(t("单位"), organisation), field(t("佐证"), evidence), field(t("涉及的人（顿号分开）"), people), field(t("本人同意的凭据"), consent)), {
    act: () => {
      done({ title: title.value.trim(), ...without({ organisation: organisation.value.trim(), evidence: evidence.value.trim(), people: people.value.split(/[、,，\s]+/).filter(Boolean), consent: consent.value.trim() }) });
      return true;
    },
  });
}

export function askBlock(type, data, done) {
  if (type === "ownTable") askOwnTable(data, done);
  else if (type === "picture") askPicture(data, done);
  else if (type === "case") askCase(data, done);
  else askData(type, data, done);
}

function table(header, rows) {
  return el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, header.map((cell) => el("th", { scope: "col" }, cell)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map((cell, place) => (place ? el("td", {}, cell) : el("th", { scope: "row" }, cell))))))));
}

// What a block looks like: tables and charts come from the workbench, so they are what will be printed.
export function showBlock(type, id, data, holder) {
  const caption = el("figcaption", {}, data.caption || t("未命名"));
  if (type === "picture") {
    const known = store.pictures[data.file];
    holder.replaceChildren(known ? el("img", { src: known.address, alt: data.alternative || data.caption || "" }) : el("p", { class: "bad" }, data.file || ""), caption, data.rights ? el("p", { class: "soft" }, data.rights) : "");
    return;
  }
  holder.replaceChildren(caption, el("p", { class: "soft" }, t("正在生成…")));
  preview({ kind: { chart: "chart", ownTable: "own-table", dataTable: "data-table" }[type], id, ...data }).then((told) => {
    if (told.problem) holder.replaceChildren(caption, el("p", { class: "bad" }, told.problem));
    else if (told.image) holder.replaceChildren(el("img", { src: told.image, alt: told.alternative }), caption);
    else if (type === "chart") holder.replaceChildren(caption, el("p", {}, told.alternative || ""));
    else holder.replaceChildren(caption, table(told.header || [], told.rows || []));
  }, (error) => holder.replaceChildren(caption, el("p", { class: "bad" }, error.message)));
}

