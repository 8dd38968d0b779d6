import type { Form } from "../../../extension/core/form.ts";

const EXPIRY = {
  key: "expiration",
  type: "expiry",
  label: "Expiration",
  presets: [30, 90, 180, 365].map(days => ({ days, label: `In ${days} days` })),
} as const;

/** A key whose secret is made in the page. */
export const keyForm: Form = {
  title: "Create API access key",
  intro: "The secret is made here and sent to Octane, which never gives it out again.",
  submitLabel: "Create",
  fields: [
    { key: "name", type: "text", label: "Name", required: true },
    {
      key: "secret",
      type: "secret",
      label: "Client secret",
      required: true,
      rules: { shortest: 10, longest: 30, classesNeeded: 3 },
      generate: true,
    },
    EXPIRY,
  ],
  values: {},
};

export const expiryForm = (expiration: string): Form => ({
  title: "Change the expiration",
  submitLabel: "Save",
  fields: [EXPIRY],
  values: { expiration },
});
