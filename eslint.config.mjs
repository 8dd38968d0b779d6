import tseslint from "typescript-eslint";

/*
 * Two jobs: the usual type-aware rules, and the architecture. Imports run one way:
 * commands, tree, webviews, mock -> connections, vault, services -> core; core and services know no vscode;
 * the extension and the mock server share nothing.
 */

const restrict = (...patterns) => ({
  "no-restricted-imports": ["error", { patterns: patterns.map(([group, message]) => ({ group, message })) }],
});

const noVscode = [["vscode"], "This layer runs in plain Node: take what you need as an argument."];
const noMock = [["**/mock-server/**"], "The extension and the mock server share no code."];
const noUndici = [["undici"], "undici has a bundle of its own; use the `fetch` that is handed to you."];
const noInterface = [
  ["commands", "agents", "tree", "webviews", "mock", "cli", "api"]
    .map(folder => `**/${folder}/**`)
    .concat("**/main.ts"),
  "Imports run one way: the interface may use this layer, not the reverse.",
];
const middle = [
  "connections",
  "vault",
  "delivery",
  "running",
  "expiry",
  "activity",
  "leaks",
  "rotation",
  "overview",
  "teams",
];
const noMiddle = [middle.map(folder => `**/${folder}/**`), "Imports run one way: the middle layers use this one."];
/** From ui/rotation/ this is webviews/rotation/: the page's own messages. */
const noMiddleForPages = [[...noMiddle[0], "!../../rotation/*", "!../../overview/*"], noMiddle[1]];
const noServices = [["**/services/**"], "core knows no service."];
const noServiceFolder = [
  ["**/services/confidence/**", "**/services/octane/**", "**/services/confluence/**"],
  "The interface knows services only through services/service.ts and services/catalog.ts.",
];

const noRawCommands = {
  selector: "CallExpression[callee.object.property.name='commands'][callee.property.name='registerCommand']",
  message: "Only commands/registry.ts registers commands.",
};
const noDefaultUndiciDispatcher = {
  selector: "CallExpression[callee.name='setGlobalDispatcher']",
  message: "The process-wide dispatcher belongs to everybody.",
};

/*
 * VS Code makes links of `[text](command:...)` in notifications, prompts and progress: what is not a text of ours without anything put
 * into it goes through `clean`.
 */
const cleaned = "[callee.name='clean']";
const constant = "[callee.property.name='t'][arguments.length=1]";
const noRawMessages = {
  selector: `CallExpression[callee.property.name=/^show(Information|Warning|Error)Message$/] > .arguments:first-child:not(CallExpression${cleaned}):not(CallExpression${constant}):not(Literal)`,
  message: "What is in a message may come from a server or a folder: give it to clean() first.",
};
const noRawPrompts = [
  ["showInputBox", "prompt"],
  ["withProgress", "title"],
].map(([call, property]) => ({
  selector: `CallExpression[callee.property.name='${call}'] Property[key.name='${property}'] > .value:not(CallExpression${cleaned}):not(CallExpression${constant}):not(Literal)`,
  message: "What is in a prompt may come from a server or a folder: give it to clean() first.",
}));
const noRawInputs = {
  selector: `AssignmentExpression[left.property.name=/^(prompt|validationMessage)$/] > .right:not(CallExpression${cleaned}):not(CallExpression${constant}):not(Literal)`,
  message: "What is in a prompt may come from a server or a folder: give it to clean() first.",
};
const onlyCleanTexts = [noRawMessages, ...noRawPrompts, noRawInputs];

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", ".vscode-test/", "test/ui/screenshots/", "demo/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          "./tsconfig.json",
          "./extension/webviews/ui/tsconfig.json",
          "./mock-server/dashboard/page/tsconfig.json",
          "./test/ui/tsconfig.json",
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "eqeqeq": "error",
      "no-console": "error",
      "no-restricted-syntax": ["error", noRawCommands, noDefaultUndiciDispatcher, ...onlyCleanTexts],
    },
  },
  { files: ["extension/**/*.ts"], rules: restrict(noMock, noUndici) },
  { files: ["extension/core/**/*.ts"], rules: restrict(noMock, noUndici, noVscode, noInterface, noMiddle, noServices) },
  { files: ["extension/services/**/*.ts"], rules: restrict(noMock, noUndici, noVscode, noInterface, noMiddle) },
  {
    files: ["extension/private-ca/**/*.ts"],
    rules: restrict(noMock, noUndici, noVscode, noInterface, noMiddle, noServices),
  },
  {
    // It runs in plain Node, over the services; of the middle layers it takes what knows no vscode either.
    files: ["extension/cli/**/*.ts"],
    rules: restrict(noMock, noUndici, noVscode, noInterface, [
      [
        ...noMiddle[0],
        "!**/connections",
        "!**/connections/base-url.ts",
        "!**/expiry",
        "!**/expiry/urgency.ts",
        "!**/expiry/inventory*.ts",
      ],
      "The command line takes only what runs without VS Code.",
    ]),
  },
  // What becomes dist/undici.cjs, and its types.
  { files: ["extension/private-ca/undici-{entry,agent.d}.ts"], rules: { "no-restricted-imports": "off" } },
  {
    files: middle.map(folder => `extension/${folder}/**/*.ts`),
    rules: restrict(noMock, noUndici, noInterface, noServiceFolder),
  },
  {
    files: ["extension/{commands,agents,tree,webviews}/**/*.ts"],
    rules: restrict(noMock, noUndici, noServiceFolder),
  },
  {
    files: ["extension/tree/**/*.ts"],
    rules: restrict(noMock, noUndici, noServiceFolder, [
      ["**/commands/**", "**/agents/**"],
      "commands use the tree, not the reverse.",
    ]),
  },
  {
    files: ["extension/webviews/**/*.ts"],
    rules: restrict(noMock, noUndici, noServiceFolder, [
      ["**/commands/**", "**/agents/**", "**/tree/**"],
      "commands use the webviews, not the reverse.",
    ]),
  },
  {
    files: ["extension/webviews/ui/**/*.ts"],
    rules: restrict(noMock, noUndici, noVscode, noMiddleForPages, noServices, [["node:*"], "This runs in a browser."]),
  },
  {
    files: ["mock-server/**/*.ts"],
    rules: restrict([["**/extension/**", "vscode"], "The mock server shares nothing with the extension."]),
  },
  {
    files: ["extension/commands/registry.ts", "test/sample-service/extension.ts"],
    rules: { "no-restricted-syntax": ["error", noDefaultUndiciDispatcher, ...onlyCleanTexts] },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "no-console": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/require-await": "off",
    },
  },
);
