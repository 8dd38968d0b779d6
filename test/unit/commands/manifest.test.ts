import { readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { commands } from "../../../extension/commands/all.ts";
import { firstSteps } from "../../../extension/commands/first-steps.ts";

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8"));

const entry = v.looseObject({ command: v.string(), when: v.optional(v.string()) });
const manifest = v.parse(
  v.object({
    contributes: v.looseObject({
      commands: v.array(
        v.object({ command: v.string(), title: v.string(), category: v.string(), icon: v.optional(v.string()) }),
      ),
      menus: v.record(v.string(), v.array(entry)),
      keybindings: v.array(v.looseObject({ command: v.string(), when: v.string(), key: v.string() })),
      walkthroughs: v.array(
        v.object({
          id: v.string(),
          title: v.string(),
          description: v.string(),
          steps: v.array(
            v.looseObject({
              id: v.string(),
              media: v.object({ svg: v.string(), altText: v.string() }),
              completionEvents: v.array(v.string()),
            }),
          ),
        }),
      ),
      viewsWelcome: v.array(v.looseObject({ contents: v.string() })),
    }),
  }),
  read("package.json"),
);
const { contributes } = manifest;
const words = v.parse(v.record(v.string(), v.string()), read("package.nls.json"));
const declared = contributes.commands.map(({ command }) => command);

/** Every string anywhere in a JSON value. */
const strings = (json: unknown): readonly string[] => {
  if (typeof json === "string") return [json];
  return typeof json === "object" && json !== null ? Object.values(json).flatMap(strings) : [];
};
const keys = strings(read("package.json")).flatMap(text =>
  [...text.matchAll(/^%(.+)%$/gu)].map(match => match[1] ?? ""),
);

describe("package.json and the registry", () => {
  test("have the same commands, each once", () => {
    expect(declared.toSorted()).toEqual(commands.map(({ id }) => id).toSorted());
    expect(new Set(declared).size).toBe(declared.length);
  });

  test.each(contributes.commands)(
    "$command has its title in package.nls.json, and a place in the palette's group",
    ({ command, title, category }) => {
      expect(title).toBe(`%command.${command.replace("keyporter.", "")}%`);
      expect(category).toBe("Keyporter");
    },
  );

  test.each(Object.entries(contributes.menus))("the menu %s has only commands that there are", (_, entries) => {
    for (const { command } of entries) expect(declared).toContain(command);
  });

  test.each(contributes.keybindings)("the key of $command works only where a view of ours has the focus", key => {
    expect(declared).toContain(key.command);
    expect(key.when).toMatch(/^focusedView == keyporter\.\w+ && !inputFocus$/u);
  });

  test("no key is there twice", () => {
    const all = contributes.keybindings.map(({ key }) => key);
    expect(new Set(all).size).toBe(all.length);
  });

  test.each(contributes.walkthroughs.flatMap(({ steps }) => steps))(
    "the walkthrough's step $id has a picture, and is ticked off by what there is",
    ({ media, completionEvents }) => {
      const picture = readFileSync(new URL(`../../../${media.svg}`, import.meta.url), "utf8");
      // Nothing of it may have a colour of its own, which some theme would swallow.
      expect(picture).not.toMatch(/="#|rgba?\(|="(?:black|white)/u);
      expect(picture).toMatch(/var\(--vscode-/u);
      for (const event of completionEvents) {
        const [type, id = ""] = event.split(":");
        if (type === "onCommand") expect(declared).toContain(id);
        else expect(firstSteps).toContain(id.replace("keyporter.", ""));
      }
    },
  );

  test("every command is somewhere: in a menu, or in the palette", () => {
    const hidden = (contributes.menus["commandPalette"] ?? [])
      .filter(({ when }) => when === "false")
      .map(({ command }) => command);
    const elsewhere = Object.entries(contributes.menus).flatMap(([menu, entries]) =>
      menu === "commandPalette" ? [] : entries.map(({ command }) => command),
    );
    // A row of its own runs the one when it is clicked; launch.json and tasks.json ask for another; quick fixes run the third.
    const others = ["keyporter.loadMore", "keyporter.secret", "keyporter.fixLeak"];
    for (const command of hidden) expect([...elsewhere, ...others]).toContain(command);
  });

  test("the welcome view links to commands that there are", () => {
    const links = strings(words).flatMap(text =>
      [...text.matchAll(/\(command:([\w.]+)/gu)].map(match => match[1] ?? ""),
    );
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(declared).toContain(link);
  });
});

describe("package.nls.json", () => {
  test.each([...new Set(keys)])("has %s", key => {
    expect(words[key]).toBeTruthy();
  });

  test("has nothing that nobody asks for", () => {
    expect(Object.keys(words).filter(key => !keys.includes(key))).toEqual([]);
  });
});
