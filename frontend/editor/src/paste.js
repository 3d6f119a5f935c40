// What Word, WPS and web pages put on the clipboard, reduced to what a chapter can hold.
const NUMBER = /^(?:第?[一二三四五六七八九十百\d.．]+[章节部分]*[、.．\s]+|[（(][一二三四五六七八九十\d]+[）)]\s*)/;
const MARKER = /^\s*(?:[0-9０-９]+|[一二三四五六七八九十]+|[a-zA-Z])\s*[.、．)）]/;

function markerOf(paragraph) {
  const ignored = [...paragraph.querySelectorAll("span")].find((one) => /mso-list:\s*ignore/i.test(one.dataset.style || ""));
  const text = ignored ? ignored.textContent : "";
  if (ignored) ignored.remove();
  return text.replace(/\u00a0/g, " ");
}

function listed(body) {
  let list = null;
  [...body.querySelectorAll("p")].forEach((paragraph) => {
    const style = paragraph.dataset.style || "";
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

// Between Chinese characters a space is the file's, not the author's.
const plain = (text) => text.replace(/[\u00a0\s]+/g, " ").replace(/^[\s\u3000]+|\s+$/g, "").replace(/([\u2e80-\u9fff，。；：）”]) (?=[\u2e80-\u9fff（“])/g, "$1");

export function cleaned(html) {
  const bare = html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->/g, "").replace(/<o:p>[\s\S]*?<\/o:p>/g, "")
    .replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<!\[(?:if|endif)[^\]]*\]>/g, "").replace(/(<[^<>]*?)\sstyle=/gi, "$1 data-style=");
  const page = new DOMParser().parseFromString(bare, "text/html");
  const { body } = page;
  body.querySelectorAll("style, script, meta, link, title, xml, img").forEach((one) => one.remove());
  body.querySelectorAll("p").forEach((paragraph) => {
    const level = /mso-outline-level:\s*(\d)/i.exec(paragraph.dataset.style || "");
    if (!level) return;
    const heading = page.createElement(`h${Math.min(6, level[1])}`);
    heading.innerHTML = paragraph.innerHTML;
    paragraph.replaceWith(heading);
  });
  listed(body);
  body.querySelectorAll("li p, td p, th p").forEach((one) => one.replaceWith(...one.childNodes, " "));
  body.querySelectorAll("br").forEach((one) => one.replaceWith(" "));
  // A chapter has no bold and no colours: what is left of a line is its words.
  body.querySelectorAll("h1, h2, h3, h4, h5, h6, p, li, td, th, caption").forEach((one) => {
    if (one.querySelector("table, ul, ol")) return;
    const text = plain(one.textContent);
    one.textContent = /^H\d$/.test(one.tagName) ? text.replace(NUMBER, "") : text;
  });
  body.querySelectorAll("p, h1, h2, h3, h4, h5, h6").forEach((one) => { if (!one.textContent) one.remove(); });
  return body.innerHTML;
}

export function tableRows(table) {
  const rows = [...table.rows].map((row) => [...row.cells].flatMap((cell) => {
    const text = cell.textContent.replace(/\s+/g, " ").trim();
    return [text, ...Array(Math.max(0, (cell.colSpan || 1) - 1)).fill("")];
  }));
  const width = Math.max(1, ...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array(width - row.length).fill("")]);
}
