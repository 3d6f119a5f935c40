// Bundles src/main.js into the workbench's static files, with the licences of everything inside beside it.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const out = new URL("../../src/nianbao/web/static/nianbao/", import.meta.url).pathname;
const made = await build({
  entryPoints: ["src/main.js"], bundle: true, minify: true, format: "iife", target: "es2020", charset: "utf8",
  legalComments: "none", metafile: true, outfile: `${out}editor.js`,
  banner: { js: "/* Built from frontend/editor by `make editor`; licences in editor-licences.txt. */" },
});
const inside = new Set();
for (const path of Object.keys(made.metafile.inputs)) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  if (found) inside.add(found[1]);
}
const texts = [...inside].sort().map((name) => {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? readFileSync(`${folder}/${file}`, "utf8").trim() : `${license} licence`;
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(`${out}editor-licences.txt`, texts.join(`\n${"-".repeat(72)}\n\n`));
console.log(`${inside.size} packages, ${Math.round(Object.values(made.metafile.outputs)[0].bytes / 1024)} KB`);
