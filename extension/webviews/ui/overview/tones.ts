const SVG = "http://www.w3.org/2000/svg";

const patterns: Readonly<Record<string, string>> = {
  expired: "M-2,2 L2,-2 M0,8 L8,0 M6,10 L10,6",
  soon: "M0,2 H8 M0,6 H8",
  quiet: "M4,4 h1",
};
const tones = ["expired", "near", "soon", "fine", "quiet"];

/** What bars are filled with: each tone has a pattern of its own, for those who see no difference between the colours. */
export function toneDefinitions(): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "definitions");
  svg.setAttribute("aria-hidden", "true");
  for (const tone of tones) {
    const pattern = document.createElementNS(SVG, "pattern");
    for (const [name, value] of Object.entries({
      id: `tone-${tone}`,
      class: `tone ${tone}`,
      width: "8",
      height: "8",
      patternUnits: "userSpaceOnUse",
    }))
      pattern.setAttribute(name, value);
    const ground = document.createElementNS(SVG, "rect");
    ground.setAttribute("width", "8");
    ground.setAttribute("height", "8");
    pattern.append(ground);
    const lines = patterns[tone];
    if (lines !== undefined) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", lines);
      pattern.append(path);
    }
    svg.append(pattern);
  }
  return svg;
}

/** A piece of a bar, beside the words that say what it means. */
export function toneSample(tone: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "sample");
  svg.setAttribute("aria-hidden", "true");
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("class", `part ${tone}`);
  rect.setAttribute("fill", `url(#tone-${tone})`);
  rect.setAttribute("x", "0.5");
  rect.setAttribute("y", "0.5");
  rect.setAttribute("width", "15");
  rect.setAttribute("height", "11");
  svg.append(rect);
  return svg;
}
