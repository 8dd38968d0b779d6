import * as l10n from "@vscode/l10n";
import * as v from "valibot";

/** Stands for a time of an answer that nobody can read: the rest of the row is right all the same, and so are the other rows. */
export const UNREADABLE = "unreadable";
export type WireTime = Date | typeof UNREADABLE;

/** A time that may be missing; a service has its own way to write one. */
export const timeOf = (text: v.GenericSchema<unknown, Date>) =>
  v.nullish(
    v.union([
      v.pipe(
        text,
        v.check(date => !Number.isNaN(date.getTime())),
      ),
      v.pipe(
        v.unknown(),
        v.transform((): WireTime => UNREADABLE),
      ),
    ]),
  );

/** What a row is marked with where one of its times can't be read. */
export const remarkOn = (...times: readonly (WireTime | null | undefined)[]): { readonly remark?: string } =>
  times.includes(UNREADABLE) ? { remark: l10n.t("a date can't be read") } : {};

/** What stands in such a time's place. */
export const unreadableWords = (service: string): string =>
  l10n.t("Unknown: what {0} sent can't be read as a time.", service);
