import * as vscode from "vscode";
import { hostOf, MOCK_URL, parseBaseUrl } from "../../connections/base-url.ts";
import { environmentWords } from "../../connections/environment-words.ts";
import { clean } from "../../core/clean-text.ts";
import { services } from "../../services/catalog.ts";
import { NO_RULES, originComplaint, type Rules, unreadableWords } from "../../teams/policy-rules.ts";
import type { Draft, Server } from "./draft.ts";
import { ask, pick } from "./quick-steps.ts";
import { back, type Step } from "./walk.ts";

/** Which service. */
export const serviceStep =
  (title: string): Step<Draft> =>
  async (draft, progress) => {
    const items = services().map(service => ({
      label: `$(${service.info.icon}) ${service.info.name}`,
      detail: service.info.summary,
      service,
    }));
    const active = items.find(({ service }) => service.info.id === draft.service?.info.id);
    const picked = await pick({ title, progress, placeholder: vscode.l10n.t("Which service?"), items, active });
    if (picked === undefined || picked === back) return picked;
    return picked.service.info.id === draft.service?.info.id ? draft : { ...draft, service: picked.service };
  };

/** Which of its servers. */
export const serverStep =
  (title: string, rules: Rules = NO_RULES): Step<Draft> =>
  async (draft, progress) => {
    const servers = draft.service?.info.servers ?? [];
    const complaint = servers.map(({ value }) => originComplaint(rules, value)).find(each => each !== undefined);
    const known = servers
      .filter(({ value }) => originComplaint(rules, value) === undefined)
      .map(({ value, label, description }) => ({
        label,
        ...(description === undefined ? {} : { description }),
        server: { type: "known", value } satisfies Server,
      }));
    const items: readonly (vscode.QuickPickItem & { readonly server: Server })[] = [
      ...known,
      {
        label: draft.service?.info.ownServer?.label ?? vscode.l10n.t("Another address..."),
        description:
          draft.service?.info.ownServer?.description ?? vscode.l10n.t("a gateway, or a mock server of your own"),
        server: { type: "own" },
      },
      ...(draft.service?.info.demo === undefined
        ? []
        : [
            {
              label: vscode.l10n.t("Bundled mock server"),
              description: vscode.l10n.t("works offline; nothing real is touched"),
              server: { type: "known", value: MOCK_URL } satisfies Server,
            },
          ]),
    ];
    const active = items.find(({ server }) => JSON.stringify(server) === JSON.stringify(draft.server));
    const picked = await pick({
      title,
      progress,
      placeholder: clean([...unreadableWords(rules), complaint ?? vscode.l10n.t("Which server?")].join(" ")),
      items,
      active,
    });
    if (picked === undefined || picked === back) return picked;
    const { server } = picked;
    const mock = server.type === "known" && server.value === MOCK_URL;
    const wasMock = draft.environment === "mock";
    return { ...draft, server, environment: mock ? "mock" : wasMock ? "production" : draft.environment };
  };

/** The address of a server of one's own. */
export const addressStep =
  (title: string, rules: Rules = NO_RULES): Step<Draft> =>
  async (draft, progress) => {
    const own = draft.service?.info.ownServer;
    const parse = (text: string) => parseBaseUrl(own?.complete(text) ?? text);
    const typed = await ask({
      title,
      progress,
      prompt: [
        ...unreadableWords(rules),
        own?.prompt ?? vscode.l10n.t("The address of the server, without the path of a single call."),
      ].join(" "),
      placeholder: own?.placeholder ?? "https://iam.example.com",
      value: draft.ownUrl,
      validate: text => {
        const parsed = parse(text);
        return parsed.ok ? originComplaint(rules, parsed.baseUrl) : parsed.message;
      },
    });
    if (typed === undefined || typed === back) return typed;
    const parsed = parse(typed);
    return { ...draft, ownUrl: parsed.ok ? parsed.baseUrl : typed };
  };

/** How careful to be. */
export const environmentStep =
  (title: string): Step<Draft> =>
  async (draft, progress) => {
    const choice = (environment: "production" | "test" | "mock", readOnly: boolean, detail: string) => ({
      label: readOnly ? vscode.l10n.t("{0}, read-only", environmentWords(environment)) : environmentWords(environment),
      detail,
      environment,
      readOnly,
    });
    const items = [
      choice("production", false, vscode.l10n.t("Red. Before anything destructive you type the name of what it hits.")),
      choice("production", true, vscode.l10n.t("Red. Keyporter changes nothing there.")),
      choice("test", false, vscode.l10n.t("Yellow. Asks before anything destructive.")),
      choice("test", true, vscode.l10n.t("Yellow. Keyporter changes nothing there.")),
      ...(draft.server?.type === "own"
        ? [choice("mock", false, vscode.l10n.t("Violet. A mock server: nothing real behind it."))]
        : []),
    ];
    const active = items.find(item => item.environment === draft.environment && item.readOnly === draft.readOnly);
    const picked = await pick({ title, progress, placeholder: vscode.l10n.t("What is behind it?"), items, active });
    if (picked === undefined || picked === back) return picked;
    return { ...draft, environment: picked.environment, readOnly: picked.readOnly };
  };

/** What the connection is called. */
export const nameStep =
  (title: string, taken: readonly string[]): Step<Draft> =>
  async (draft, progress) => {
    const typed = await ask({
      title,
      progress,
      prompt: vscode.l10n.t("A name that you will recognise the connection by."),
      value: draft.name === "" ? suggestion(draft) : draft.name,
      validate: text =>
        text.trim() === ""
          ? vscode.l10n.t("A name is needed.")
          : taken.includes(text.trim())
            ? vscode.l10n.t("There is a connection of this name already.")
            : undefined,
    });
    return typed === undefined || typed === back ? typed : { ...draft, name: typed.trim() };
  };

/** "Confidence EU", "Confidence Mock", "Confidence gateway.example.com" */
function suggestion({ service, server, ownUrl }: Draft): string {
  const name = service?.info.shortName ?? "";
  const known = service?.info.servers.find(({ value }) => server?.type === "known" && value === server.value);
  if (known !== undefined) return `${name} ${known.label}`;
  const mock = server?.type === "known" && server.value === MOCK_URL;
  return `${name} ${mock ? environmentWords("mock") : ownUrl === "" ? "" : hostOf(ownUrl)}`.trim();
}
