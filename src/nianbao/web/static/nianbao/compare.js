// Choosing schools to stand beside each other: how many are ticked, and no more than there is room for.
// Without this script the page itself says which ones were too many.
(() => {
  "use strict";
  const form = document.getElementById("choice");
  if (!form) return;
  const most = Number(form.dataset.most), english = document.documentElement.lang === "en";
  const boxes = [...form.querySelectorAll("[name=submission]")];
  const told = document.createElement("p");
  told.className = "soft";
  told.setAttribute("role", "status");
  form.append(told);
  const count = () => {
    const ticked = boxes.filter((one) => one.checked).length;
    boxes.forEach((one) => { one.disabled = !one.checked && ticked >= most; });
    const shown = document.getElementById("chosen");
    if (shown) shown.textContent = ticked;
    if (!ticked) told.textContent = "";
    else if (ticked >= most) told.textContent = english ? `${most} schools are chosen, which is the most.` : `已选满 ${most} 所；要换学校，先取消一所。`;
    else told.textContent = english ? `${ticked} of at most ${most} chosen` : `已选 ${ticked} 所，至多 ${most} 所`;
  };
  form.addEventListener("change", count);
  form.dataset.ready = "1";
  count();
})();
