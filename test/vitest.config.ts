import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Only VS Code has the real one. */
const vscode = fileURLToPath(new URL("unit/vscode-stub.ts", import.meta.url));

export default defineConfig({
  test: {
    projects: [
      { resolve: { alias: { vscode } }, test: { name: "unit", include: ["test/unit/**/*.test.ts"] } },
      { test: { name: "packaging", include: ["test/packaging/**/*.test.ts"], testTimeout: 60_000 } },
      {
        // Our own services, brought in as another extension brings its own.
        resolve: { alias: { vscode } },
        test: {
          name: "guests",
          include: ["test/unit/services/{confidence,confluence,octane}/*.test.ts"],
          env: { KEYPORTER_SERVICES: "guests" },
        },
      },
      { test: { name: "conformance", include: ["test/conformance/**/*.test.ts"], testTimeout: 20_000 } },
    ],
    // Two cores are what the smallest machine of ours has.
    maxWorkers: 2,
  },
});
