// What Word, WPS and web pages put on the clipboard, reduced to what a chapter can hold.
const MARKER = /^\s*(?:[0-9０-９]+|[一二三四五六七八九十]+|[a-zA-Z])\s*[.、．)）]/;

function markerOf(paragraph) {
  const ignored = [...paragraph.querySelectorAll("span")].find((one) => /mso-list:\s*ignore/i.test(one.getAttribute("style") || ""));
  const text = ignored ? ignored.textContent : "";
  if (ignored) ignored.remove();
  return text.replace(/\u00a0/g, " ");
}

function listed(body) {
  let list = null;
  [...body.querySelectorAll("p")].forEach((paragraph) => {
    const style = paragraph.getAttribute("style") || "";
    if (!/mso-list:\s*l\d+/i.test(style)) { list = null; return; }
    const numbered = MARKER.test(markerOf(paragraph));
    const name = numbered ? "OL" : "UL";
    if (!list || list.tagName !== name || list.nextElementSibling !== paragraph) {
      list = body.ownerDocument.createElement(name);
      paragraph.before(list);
    }
    const item = body.ownerDocument.createElement("li");
    item.innerHTML = paragraph.innerHTML;
    list.append(item);
    paragraph.remove();
  });
}

export function cleaned(html) {
  const page = new DOMParser().parseFromString(html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->/g, "").replace(/<o:p>[\s\S]*?<\/o:p>/g, ""), "text/html");
  const { body } = page;
  body.querySelectorAll("style, script, meta, link, title, xml").forEach((one) => one.remove());
  body.querySelectorAll("p").forEach((paragraph) => {
    const level = /mso-outline-level:\s*(\d)/i.exec(paragraph.getAttribute("style") || "");
    if (!level) return;
    const heading = page.createElement(`h${level[1]}`);
    heading.innerHTML = paragraph.innerHTML;
    paragraph.replaceWith(heading);
  });
  listed(body);
  body.querySelectorAll("li p, td p, th p").forEach((one) => one.replaceWith(...one.childNodes, " "));
  body.querySelectorAll("br").forEach((one) => one.replaceWith(" "));
  body.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li").forEach((one) => {
    const walker = page.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), first = true; node; node = walker.nextNode()) {
      node.data = node.data.replace(/[\u00a0\s]+/g, " ");
      if (first && node.data.trim()) { node.data = node.data.replace(/^[\s\u3000]+/, ""); first = false; }
    }
  });
  // Between Chinese characters a line break of the file is no space.
  return body.innerHTML.replace(/([\u3000-\u9fff，。；：）]) (?=[\u3000-\u9fff（“])/g, "$1");
}

export function tableRows(table) {
  const rows = [...table.rows].map((row) => [...row.cells].flatMap((cell) => {
    const text = cell.textContent.replace(/\s+/g, " ").trim();
    return [text, ...Array(Math.max(0, (cell.colSpan || 1) - 1)).fill("")];
  }));
  const width = Math.max(1, ...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array(width - row.length).fill("")]);
}
