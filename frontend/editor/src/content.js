// The content's blocks as the editor's document, and back. `content.schema.json` says what blocks are.
export const newId = () => `e${Math.random().toString(36).slice(2, 12)}`;
const ATOMS = { "data-table": "dataTable", "own-table": "ownTable", chart: "chart", picture: "picture" };
const KINDS = Object.fromEntries(Object.entries(ATOMS).map(([kind, type]) => [type, kind]));
export const CASE_PARTS = ["background", "practice", "result"];

function inlineToNode(part) {
  if (part.kind === "text") return part.text ? { type: "text", text: part.text.replace(/\s*\n\s*/g, " ") } : null;
  const { kind, ...attrs } = part;
  return { type: kind, attrs };
}
const inlinesToNodes = (parts = []) => parts.map(inlineToNode).filter(Boolean);
const textNodes = (text) => (text ? [{ type: "text", text }] : []);

export function blockToNode(block) {
  const { kind, ...rest } = block;
  if (kind === "heading") return { type: "heading", attrs: { id: rest.id, level: rest.level, node: rest.node || "" }, content: textNodes(rest.text) };
  if (kind === "paragraph") return { type: "paragraph", attrs: { id: rest.id }, content: inlinesToNodes(rest.parts) };
  if (kind === "note") return { type: "note", attrs: { id: rest.id }, content: textNodes(rest.text.replace(/\s*\n\s*/g, " ")) };
  if (kind === "list") {
    return { type: "listBlock", attrs: { id: rest.id, numbered: Boolean(rest.numbered) },
      content: rest.items.map((item) => ({ type: "listItem", content: inlinesToNodes(item) })) };
  }
  if (kind === "case") {
    const { id, background, practice, result, ...data } = rest;
    return { type: "case", attrs: { id, data },
      content: CASE_PARTS.map((part) => ({ type: "casePart", attrs: { part }, content: inlinesToNodes(rest[part]) })) };
  }
  const { id, ...data } = rest;
  return { type: ATOMS[kind], attrs: { id, data } };
}

export const blocksToDoc = (blocks) => ({ type: "doc", content: blocks.length ? blocks.map(blockToNode) : [{ type: "paragraph" }] });

// Fields at their default are left out, as the workbench itself writes them.
export function linkOf(attrs) {
  const link = { kind: "figure", indicator: attrs.indicator };
  if (attrs.aspect && attrs.aspect !== "值") link.aspect = attrs.aspect;
  if (attrs.whole) link.whole = attrs.whole;
  if (attrs.places !== null && attrs.places !== undefined) link.places = attrs.places;
  if (attrs.organisation) link.organisation = attrs.organisation;
  return link;
}
function inlinesOf(node) {
  const parts = [];
  node.forEach((child) => {
    if (child.isText) {
      const last = parts[parts.length - 1];
      if (last && last.kind === "text") last.text += child.text;
      else parts.push({ kind: "text", text: child.text });
    } else if (child.type.name === "figure") parts.push(linkOf(child.attrs));
    else if (child.type.name === "reference") parts.push({ kind: "reference", block: child.attrs.block });
  });
  return parts;
}

export function nodeToBlock(node) {
  const { id } = node.attrs;
  switch (node.type.name) {
    case "heading": {
      const block = { kind: "heading", id, level: node.attrs.level, text: node.textContent };
      if (node.attrs.node) block.node = node.attrs.node;
      return block;
    }
    case "paragraph": return { kind: "paragraph", id, parts: inlinesOf(node) };
    case "note": return { kind: "note", id, text: node.textContent };
    case "listBlock": {
      const items = [];
      node.forEach((item) => items.push(inlinesOf(item)));
      return { kind: "list", id, items, ...(node.attrs.numbered ? { numbered: true } : {}) };
    }
    case "case": {
      const block = { kind: "case", id, ...node.attrs.data };
      node.forEach((part) => {
        const inlines = inlinesOf(part);
        if (inlines.length) block[part.attrs.part] = inlines;
      });
      return block;
    }
    default: return { kind: KINDS[node.type.name], id, ...node.attrs.data };
  }
}

// Empty paragraphs are where the cursor rests, not text.
export function docToBlocks(doc) {
  const blocks = [];
  doc.forEach((node) => {
    if (node.type.name === "paragraph" && !node.content.size) return;
    blocks.push(nodeToBlock(node));
  });
  return blocks;
}

export function linkKey(link) {
  const wishes = [link.indicator];
  if (link.organisation) wishes.push(`@${link.organisation}`);
  if (link.aspect === "占") wishes.push(`占 ${link.whole}`);
  else if (link.aspect && link.aspect !== "值") wishes.push(link.aspect);
  if (link.places !== null && link.places !== undefined) wishes.push(`${link.places}位`);
  return wishes.join("|");
}

// What "[[…]]" says, as the text form has it.
export function readLink(text) {
  const [indicator, ...wishes] = text.replace(/^\[\[|\]\]$/g, "").split("|").map((one) => one.trim());
  const link = { indicator, aspect: "值", whole: "", places: null, organisation: "" };
  wishes.forEach((wish) => {
    if (wish.startsWith("@")) link.organisation = wish.slice(1);
    else if (/^\d位$/.test(wish)) link.places = Number(wish[0]);
    else if (wish.startsWith("占")) { link.aspect = "占"; link.whole = wish.slice(1).trim(); }
    else link.aspect = wish;
  });
  return link;
}

// The same content gives the same text, whatever the order of its fields; what is at its default is left out.
function canonical(value) {
  if (Array.isArray(value)) return value.map(canonical);
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, canonical(value[key])])
    .filter(([key, one]) => one !== "" && one !== null && one !== undefined && one !== false && !(Array.isArray(one) && !one.length && key !== "items")
      && !((key === "columns" || key === "periods") && one.length === 1 && one[0] === "本年")));
}
export const same = (blocks) => JSON.stringify(canonical(blocks));

// Three texts become one where the two authors changed different blocks; null where they changed the same one.
export function merged(base, mine, theirs) {
  const at = (blocks) => new Map(blocks.map((block) => [block.id, same(block)]));
  const old = at(base), ours = at(mine), others = at(theirs);
  const result = [];
  for (const block of theirs) {
    const own = ours.get(block.id), was = old.get(block.id), other = others.get(block.id);
    if (own === undefined) {
      if (was === undefined) result.push(block);
      else if (was !== other) return null;
    } else if (own === other || own === was) result.push(block);
    else if (other === was) result.push(mine.find((one) => one.id === block.id));
    else return null;
  }
  for (const [place, block] of mine.entries()) {
    if (others.has(block.id)) continue;
    if (old.has(block.id)) {
      if (old.get(block.id) !== ours.get(block.id)) return null;
      continue;
    }
    let before = place - 1;
    while (before >= 0 && !result.some((one) => one.id === mine[before].id)) before -= 1;
    const after = before < 0 ? -1 : result.findIndex((one) => one.id === mine[before].id);
    result.splice(after + 1, 0, block);
  }
  return result;
}
