/** VS Code's own themes that a test can ask for. */
export const themes = {
  "dark": "Default Dark Modern",
  "light": "Default Light Modern",
  "hc-dark": "Default High Contrast",
  "hc-light": "Default High Contrast Light",
} as const;

export type Theme = keyof typeof themes;
