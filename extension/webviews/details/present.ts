import { clean, cleanLines } from "../../core/clean-text.ts";
import type { Credential, Detail, Reference } from "../../core/model.ts";
import { relativeTime } from "../../core/relative-time.ts";
import { stateWords } from "../../core/state-words.ts";
import type { SentAction } from "../messages.ts";
import type { SentCredential, SentDetail } from "./messages.ts";

/** How dates read for one person, at one moment. */
export interface Reader {
  /** `vscode.env.language` */
  readonly language: string;
  readonly now: Date;
}

/** A credential as its page shows it. */
export function sentCredential(credential: Credential, actions: readonly SentAction[], reader: Reader): SentCredential {
  return {
    label: clean(credential.label),
    kind: credential.kind,
    state: credential.state,
    stateText: stateWords(credential.state),
    details: credential.details.map(detail => sentDetail(detail, reader)),
    actions: [...actions],
  };
}

function sentDetail({ id, label, value, note }: Detail, reader: Reader): SentDetail {
  return { id, label: clean(label), value: sentValue(value, reader), ...(note !== undefined && { note }) };
}

function sentValue(value: Detail["value"], reader: Reader): SentDetail["value"] {
  switch (value.type) {
    case "date": {
      // A date that the server garbled is no reason to show nothing else.
      if (Number.isNaN(value.date.getTime())) return { type: "text", text: "" };
      const format = new Intl.DateTimeFormat(reader.language, { dateStyle: "long", timeStyle: "long" });
      const [text, relative] = [format.format(value.date), relativeTime(value.date, reader.now, reader.language)];
      return { type: "date", iso: value.date.toISOString(), text, relative };
    }
    case "references":
      return { type: "references", items: value.items.map(shownReference) };
    case "pairs":
      return {
        type: "pairs",
        pairs: value.pairs.map(pair => ({ key: clean(pair.key), value: cleanLines(pair.value) })),
      };
    case "text":
    case "code":
      return { type: value.type, text: cleanLines(value.text) };
    case "secret":
      return value;
  }
}

const shownReference = ({ id, label }: Reference): Reference => ({
  id: clean(id),
  ...(label === undefined ? {} : { label: clean(label) }),
});

/** What the copy button of a row, or of one item in it, copies. */
export function copiedText({ value }: Detail, item: number | undefined): string | undefined {
  switch (value.type) {
    case "text":
    case "code":
      return value.text;
    case "date":
      return value.date.toISOString();
    case "references":
      return item === undefined ? undefined : value.items[item]?.id;
    case "pairs":
      return item === undefined ? undefined : value.pairs[item]?.value;
    case "secret":
      return undefined;
  }
}
