/** What VS Code calls the kinds of our tabs; each has an activation event of its own in package.json. */
export const viewTypes = {
  form: "keyporter.form",
  details: "keyporter.details",
  report: "keyporter.report",
  rotation: "keyporter.rotation",
  overview: "keyporter.overview",
} as const;
