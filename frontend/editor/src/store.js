// What links say and where pictures lie; whoever draws a link is told when its words arrive.
import { tell } from "./api.js";
import { linkKey, linkOf } from "./content.js";

export const store = { words: {}, captions: {}, schools: [], aspects: [], pictures: {}, prompts: {}, threads: [] };
const waiting = new Map();
const drawn = new Set();
let timer = 0;

export function learn(words) {
  Object.assign(store.words, words);
  drawn.forEach((draw) => draw());
}
export const onWords = (draw) => { drawn.add(draw); return () => drawn.delete(draw); };

// Asks for the words of a link that is not known yet; all that come up in a moment go in one question.
export function want(attrs) {
  const key = linkKey(attrs);
  if (store.words[key] || waiting.has(key)) return;
  waiting.set(key, linkOf(attrs));
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const parts = [...waiting.values()];
    const keys = [...waiting.keys()];
    try {
      const told = await tell("words", { blocks: [{ kind: "paragraph", id: "asked", parts }] });
      learn(told.words);
    } catch { /* asked again when it is drawn next */ }
    keys.forEach((one) => waiting.delete(one));
  }, 60);
}

// The words of a link, asked for at once where they are not known yet.
export async function known(attrs) {
  const key = linkKey(attrs);
  if (!store.words[key]) learn((await tell("words", { blocks: [{ kind: "paragraph", id: "asked", parts: [linkOf(attrs)] }] })).words);
  return store.words[key];
}

export async function preview(block) {
  const told = await tell("words", { blocks: [block] });
  return told.previews[block.id] || { problem: "" };
}
