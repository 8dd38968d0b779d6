import { createHash } from "node:crypto";
import { npm } from "./npm.mjs";

/**
 * What the VSIX contains, in CycloneDX: npm's own account of package-lock.json, cut down to the packages that were bundled. All of
 * them are development dependencies, and the tools that stay at home are, too; npm can't tell the ones from the others.
 */
export async function sbomOf(bundled, { version, description, seconds }) {
  const output = await npm(["sbom", "--sbom-format=cyclonedx", "--package-lock-only"], {
    what: "the list of packages",
  });
  const all = JSON.parse(output.slice(output.indexOf("{")));
  const refs = new Set(bundled.map(({ name, version }) => `${name}@${version}`));
  const components = all.components.filter(component => refs.has(refOf(component))).map(asBundled);
  const kept = new Set(components.map(component => component["bom-ref"]));
  const missing = [...refs].filter(ref => !components.some(component => refOf(component) === ref));
  if (missing.length > 0) throw new Error(`package-lock.json does not know ${missing.join(", ")}.`);
  const root = all.metadata.component["bom-ref"];
  return {
    ...all,
    serialNumber: serialNumberOf(version, [...refs]),
    metadata: {
      ...all.metadata,
      timestamp: new Date(seconds * 1000).toISOString(),
      lifecycles: [{ phase: "build" }],
      component: { ...all.metadata.component, name: "keyporter", type: "application", description },
    },
    components,
    dependencies: all.dependencies
      .filter(({ ref }) => ref === root || kept.has(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(each => kept.has(each)) })),
  };
}

const refOf = ({ name, version }) => `${name}@${version}`;

const asBundled = component => ({
  ...component,
  scope: "required",
  properties: (component.properties ?? []).filter(({ name }) => name !== "cdx:npm:package:development"),
});

/** The same for the same content, where npm takes a random one. */
function serialNumberOf(version, refs) {
  const hash = createHash("sha256")
    .update([version, ...refs].join("\n"))
    .digest("hex");
  const digits = `${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`;
  return `urn:uuid:${digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")}`;
}
