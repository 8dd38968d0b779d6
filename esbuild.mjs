// Builds everything under dist/. `--dev` keeps source maps and names for F5; the default is what gets published.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";
import { bundledPackages, noticesOf } from "./scripts/bundled-packages.mjs";
import { buildWithLatePart } from "./scripts/late-bundle.mjs";

const dev = process.argv.includes("--dev");
const watch = process.argv.includes("--watch");
const here = path => fileURLToPath(new URL(path, import.meta.url));

const common = {
  absWorkingDir: here("."),
  bundle: true,
  minify: !dev,
  sourcemap: dev ? "linked" : false,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
};

const node = { ...common, platform: "node", target: "node20" };

// Express and its dependencies are CommonJS and ask for Node's own modules with require(), which an ES module has not.
const requireForBundledCommonJs =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

// What is a thin layer over the library, or seldom needed, leaves it in a file of its own beside it.
const besideTheMock = {
  external: ["./mock.mjs", "./mock-recorder.mjs"],
  plugins: [
    {
      name: "beside-the-mock",
      setup: ({ onResolve }) => {
        onResolve({ filter: /\/mock\.ts$/ }, () => ({ path: "./mock.mjs", external: true }));
        onResolve({ filter: /\/recording\/main\.ts$/, namespace: "file" }, ({ kind }) =>
          kind === "entry-point" ? undefined : { path: "./mock-recorder.mjs", external: true },
        );
      },
    },
  ],
};

// What activation needs, and beside it what is imported dynamically: the commands above all.
const extension = {
  root: here("."),
  entry: "extension/main.ts",
  outfile: "dist/extension.cjs",
  lateOutfile: "dist/later.cjs",
};

const bundles = [
  {
    // Loaded only for a connection with a private certificate authority. CommonJS can't be split, so it is an entry of its own.
    ...node,
    entryPoints: ["extension/private-ca/undici-entry.ts"],
    outfile: "dist/undici.cjs",
    format: "cjs",
  },
  {
    ...node,
    entryPoints: ["mock-server/mock.ts"],
    outfile: "dist/mock.mjs",
    format: "esm",
    banner: { js: requireForBundledCommonJs },
    // The mock speaks UTF-8 only, as the services do; the tables of every other charset would be 986 KB.
    // Of the 2500 media types it needs a dozen; all of them are 150 KB and a slower start.
    // What Express would say with DEBUG set, it puts together for each request.
    alias: {
      "iconv-lite": here("mock-server/utf8-only.ts"),
      "mime-db": here("mock-server/known-types.json"),
      "debug": here("mock-server/no-debug.cjs"),
    },
  },
  {
    ...node,
    entryPoints: ["mock-server/cli.ts"],
    outfile: "dist/mock-server.mjs",
    format: "esm",
    ...besideTheMock,
    banner: { js: "#!/usr/bin/env node" },
  },
  {
    ...common,
    platform: "browser",
    target: "es2022",
    format: "iife",
    entryPoints: {
      form: "extension/webviews/ui/form/main.ts",
      details: "extension/webviews/ui/details/main.ts",
      report: "extension/webviews/ui/report/main.ts",
      rotation: "extension/webviews/ui/rotation/main.ts",
      // The only one with a chart library in it.
      overview: "extension/webviews/ui/overview/main.ts",
    },
    outdir: "dist/webviews",
  },
];

bundles.push({
  ...node,
  entryPoints: ["extension/cli/main.ts"],
  outfile: "dist/cli.mjs",
  format: "esm",
  banner: { js: `#!/usr/bin/env node\n${requireForBundledCommonJs}` },
});
bundles.push({
  // undici is for recording and verifying only.
  ...node,
  ...besideTheMock,
  entryPoints: ["mock-server/recording/main.ts"],
  outfile: "dist/mock-recorder.mjs",
  format: "esm",
  banner: { js: requireForBundledCommonJs },
});
bundles.push({
  ...common,
  platform: "browser",
  target: "es2022",
  format: "esm",
  entryPoints: ["mock-server/dashboard/page/main.ts"],
  outfile: "dist/dashboard/page.js",
});

rmSync(here("dist"), { recursive: true, force: true });
for (const file of ["codicon.css", "codicon.ttf"])
  await cp(here(`node_modules/@vscode/codicons/dist/${file}`), here(`dist/webviews/${file}`));
await cp(here("mock-server/types/mock.d.ts"), here("dist/mock.d.ts"));
// The package is of the type "module", and most extensions are CommonJS: TypeScript lets those have types only from a file of their kind.
for (const name of ["api.d.ts", "api.d.cts"]) await cp(here("extension/api/types/api.d.ts"), here(`dist/${name}`));
for (const file of ["index.html", "style.css", "icon.svg"])
  await cp(here(`mock-server/dashboard/${file}`), here(`dist/dashboard/${file}`));

const present = bundles.filter(({ entryPoints }) => Object.values(entryPoints).every(entry => existsSync(here(entry))));
if (watch) {
  for (const options of present) await (await context(options)).watch();
} else {
  const extensionHost = { ...node, external: ["vscode"], charset: "utf8" };
  const results = await Promise.all([
    buildWithLatePart(extensionHost, extension),
    ...present.map(options => build(options)),
  ]);
  const packages = bundledPackages(
    here("."),
    results.flat().map(({ metafile }) => metafile),
    ["@vscode/codicons"],
  );
  writeFileSync(here("dist/THIRD-PARTY-NOTICES.txt"), noticesOf(packages));
  writeFileSync(here("dist/bundled.json"), JSON.stringify(packages.map(({ name, version }) => ({ name, version }))));
}
