import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The packages of which something is in what was built, each with its licence texts: by esbuild's own account of what went into
 * each file, and the packages of which whole files were copied.
 */
export function bundledPackages(root, metafiles, copied) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(output =>
      Object.keys(output.inputs).filter(path => output.inputs[path].bytesInOutput > 0),
    ),
  );
  const folders = new Set([
    ...inputs.map(packageFolder).filter(Boolean),
    ...copied.map(name => `node_modules/${name}`),
  ]);
  return [...folders].map(folder => described(root, folder)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The file that goes along with the bundles. */
export const noticesOf = packages =>
  [
    "Keyporter contains parts of the packages below, under the licences that stand with them.\n",
    ...packages.map(notice),
  ]
    .join("\n")
    .replaceAll("\r\n", "\n");

const notice = ({ name, version, license, texts }) =>
  ["=".repeat(100), `${name} ${version} (${license})`, ...texts.map(text => `\n${text.trim()}`), ""].join("\n");

/** "late:node_modules/a/node_modules/@b/c/dist/index.js" is of "node_modules/a/node_modules/@b/c". */
const packageFolder = path => /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];

function described(root, folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const files = readdirSync(join(root, folder)).filter(file => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.sort().map(file => readFileSync(join(root, folder, file), "utf8"));
  return { name, version, license, texts: texts.length > 0 ? texts : [textFor(root, name, license, author)] };
}

/** Some packages name their licence and leave its text out; the MIT licence's is the same for all but its holder. */
function textFor(root, name, license, author) {
  const holder = author?.name ?? author;
  if (license !== "MIT" || !holder)
    throw new Error(`${name} (${license}) comes without the text of its licence, so it can't be handed on.`);
  return readFileSync(join(root, "LICENSE"), "utf8").replace(/^Copyright.*$/m, `Copyright (c) ${holder}`);
}
