// Small pieces of page, and dialogs that the keyboard alone can use.
import { t } from "./words.js";

export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

export const button = (label, act, attributes = {}) => el("button", { type: "button", onclick: act, ...attributes }, label);
export const field = (label, control) => el("label", {}, label, control);

export function select(options, value, attributes = {}) {
  const made = el("select", attributes, options.map(([key, label]) => el("option", { value: key }, label)));
  made.value = value;
  return made;
}

export const afterwards = { focus: () => {} };

// Opens a dialog; `act` is called on OK and keeps it open when it returns false.
export function dialog(title, body, { act, label = t("确定"), extra = [], wide = false }) {
  const back = document.activeElement;
  const form = el("form", { method: "dialog", class: "stack" }, el("h2", {}, title), body,
    el("p", { class: "buttons" }, el("button", { class: "primary" }, label), button(t("取消"), () => box.close()), extra));
  const box = el("dialog", { class: wide ? "asking wide" : "asking", "aria-label": title }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (act() !== false) finish();
  });
  let isDone = false;
  function finish() { isDone = true; box.close(); }
  // What was decided goes on in the text; what was given up goes back to where it was asked for.
  box.addEventListener("close", () => {
    box.remove();
    if (isDone) afterwards.focus();
    else if (back && back.isConnected) back.focus();
  });
  box.finish = finish;
  document.body.append(box);
  box.showModal();
  return box;
}
