import { expect, test } from "vitest";
import { afterLabel } from "../../../extension/tree/after-label.ts";

test.each(["מפתח הפריסה", "لوحة التحكم", "CI (ייצור)"])("behind %s the row begins left to right", label => {
  expect(afterLabel(label, "0dplnNYP · now")).toBe("\u200e0dplnNYP · now");
});

test.each(["Terraform", "Grüße", "名前", "🚀"])("behind %s nothing is added", label => {
  expect(afterLabel(label, "0dplnNYP · now")).toBe("0dplnNYP · now");
});
