/*
 * esbuild can't split CommonJS, and an extension is loaded as CommonJS. Whatever the source imports with `import()` goes into a second
 * file, which is loaded when the first of these imports is reached. It shares the modules of the first file: second copies of them
 * would have classes and state of their own.
 */
import { basename, dirname, relative, resolve } from "node:path";
import { build } from "esbuild";

/** Handing out all of it would keep what nobody uses; two copies of a few functions do no harm. */
const STATELESS = /node_modules\/valibot\//u;

/** Builds `entry` into `outfile`, and what is behind its dynamic imports into `lateOutfile` beside it; answers as two builds do. */
export async function buildWithLatePart(common, { root, entry, outfile, lateOutfile }) {
  const options = { ...common, format: "cjs", supported: { "dynamic-import": false } };
  // The same wherever node_modules lies, so that the same bytes come out.
  const nameOf = path =>
    relative(root, path)
      .replaceAll("\\", "/")
      .replace(/^.*?(?=node_modules\/)/u, "");
  const listed = (paths, line) =>
    [...paths]
      .sort((a, b) => compare(nameOf(a), nameOf(b)))
      .map(line)
      .join("\n");
  const from = (file, path, member) => ({
    contents: `module.exports = require("./${basename(file)}")${member}[${JSON.stringify(nameOf(path))}];`,
    resolveDir: dirname(resolve(root, file)),
  });

  const late = new Set();
  const alone = await build({ ...options, entryPoints: [entry], outfile, write: false, plugins: [lateImports(late)] });
  const own = Object.keys(alone.metafile.inputs).filter(path => !STATELESS.test(path) && !path.startsWith("late:"));

  const shared = new Set();
  const second = await build({
    ...options,
    stdin: { contents: listed(late, path => exported(nameOf(path), path)), resolveDir: root, sourcefile: "late.ts" },
    outfile: lateOutfile,
    plugins: [
      sharedModules(new Set(own.map(path => resolve(root, path))), shared, path => from(outfile, path, ".shared")),
    ],
  });

  const contents = [
    `export * from ${JSON.stringify(resolve(root, entry))};`,
    `import * as shared from "shared-modules";`,
    "export { shared };",
  ].join("\n");
  const first = await build({
    ...options,
    stdin: { contents, resolveDir: root, sourcefile: "first.ts" },
    outfile,
    plugins: [
      lateImports(late, path => from(lateOutfile, path, "")),
      {
        name: "shared-modules",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^shared-modules$/ }, ({ path }) => ({ path, namespace: "list" }));
          onLoad({ filter: /./, namespace: "list" }, () => ({
            contents: listed(shared, path => exported(nameOf(path), path)),
            resolveDir: root,
          }));
        },
      },
    ],
  });
  return [first, second];
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const exported = (name, path) => `export * as ${JSON.stringify(name)} from ${JSON.stringify(path)};`;

/** Notes what is imported dynamically, and takes it from elsewhere. */
function lateImports(late, load = () => ({ contents: "" })) {
  return {
    name: "late-imports",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir, kind, namespace }) => {
        if (namespace === "late") return { path, external: true };
        if (kind !== "dynamic-import") return undefined;
        const found = resolve(resolveDir, path);
        late.add(found);
        return { path: found, namespace: "late" };
      });
      onLoad({ filter: /./, namespace: "late" }, ({ path }) => load(path));
    },
  };
}

/** Takes what the first file has from there, and notes it. */
function sharedModules(own, shared, load) {
  return {
    name: "shared-modules",
    setup({ onResolve, onLoad, resolve: find }) {
      onResolve({ filter: /./, namespace: "shared" }, ({ path }) => ({ path, external: true }));
      onResolve({ filter: /./ }, async ({ path, resolveDir, kind, importer, pluginData }) => {
        if (pluginData === "looked" || kind === "entry-point") return undefined;
        const found = await find(path, { resolveDir, kind, importer, pluginData: "looked" });
        if (found.errors.length > 0 || found.external || !own.has(found.path)) return found;
        shared.add(found.path);
        return { path: found.path, namespace: "shared" };
      });
      onLoad({ filter: /./, namespace: "shared" }, ({ path }) => load(path));
    },
  };
}
