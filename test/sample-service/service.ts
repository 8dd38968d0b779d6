import type { KeyporterApi, Service } from "keyporter/api";
import { openSession } from "./session.ts";

/** The passes of a lighthouse: what an extension has to say of a service. */
export const lighthouse = (api: KeyporterApi): Service => ({
  info: {
    id: "keyporter-tests.sample-service",
    name: "Lighthouse Passes",
    shortName: "Lighthouse",
    summary: "Who may climb the tower",
    icon: "telescope",
    documentationUrl: "https://lighthouse.example/docs",
    credentialNoun: { one: "pass", many: "passes" },
    servers: [],
    signInMethods: [
      {
        id: "keeper",
        label: "Keeper's token",
        description: "what the keeper has",
        help: {
          url: "https://lighthouse.example/token",
          linkLabel: "How to get a token",
          rights: "You have to be the keeper.",
          lifetime: "It works until the lamp goes out.",
        },
        fields: [{ type: "secret", key: "token", label: "Token", required: true }],
      },
    ],
    connectionFields: [],
    rowsAtOnce: 500,
    rotation: { endsWith: "revoke" },
  },
  actions: new Map([
    ["create", { title: "Create Pass...", icon: "add", writes: true, begins: "form", many: false }],
    ["revoke", { title: "Revoke...", icon: "circle-slash", writes: true, begins: "question", many: true }],
    ["polish", { title: "Polish", icon: "sparkle", writes: true, begins: "at-once", many: false }],
  ]),
  open: (target, signIn, http) => openSession(api, target, signIn, http),
});
