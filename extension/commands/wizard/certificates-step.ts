import { dirname } from "node:path";
import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import { MOCK_URL } from "../../connections/base-url.ts";
import { describeError } from "../../core/errors.ts";
import { readAuthorities } from "../../private-ca/authority-file.ts";
import type { Draft } from "./draft.ts";
import { ask, pick } from "./quick-steps.ts";
import { back, type Progress, type Step } from "./walk.ts";

/** Asked where it can matter: for an https server of one's own, and where a file is set already. */
export function certificatesSteps(title: string, draft: Draft): readonly Step<Draft>[] {
  const { server, ownUrl, authority } = draft;
  const own = server?.type === "own" && ownUrl.startsWith("https:");
  const known = server?.type === "known" && server.value !== MOCK_URL && authority !== undefined;
  return own || known ? [certificatesStep(title)] : [];
}

type Way = "machine" | "kept" | "choose" | "type";

const certificatesStep =
  (title: string): Step<Draft> =>
  async (draft, progress) => {
    const file = draft.authority?.file;
    const items: readonly (vscode.QuickPickItem & { readonly way: Way })[] = [
      { label: vscode.l10n.t("Those that this machine trusts"), way: "machine" },
      ...(file === undefined
        ? []
        : [{ label: vscode.l10n.t("A private authority: the same file"), description: file, way: "kept" } as const]),
      {
        label: vscode.l10n.t("A private authority: choose its file..."),
        description: vscode.l10n.t("the certificate of your company's own authority"),
        way: "choose",
      },
      { label: vscode.l10n.t("A private authority: type the path of its file..."), way: "type" },
    ];
    const active = items.find(({ way }) => way === (draft.authority?.used === true ? "kept" : "machine"));
    for (;;) {
      const placeholder = vscode.l10n.t("Which certificates does the server have?");
      const picked = await pick({ title, progress, placeholder, items, active });
      if (picked === undefined || picked === back) return picked;
      if (picked.way === "machine") return file === undefined ? draft : { ...draft, authority: { file, used: false } };
      const named = picked.way === "kept" ? file : await nameFile(picked.way, title, progress, file);
      if (named === undefined) return undefined;
      // Whoever leaves the dialog, or takes back what they were about to type, is at the choice again.
      if (named !== back) return { ...draft, authority: { file: named, used: true } };
    }
  };

function nameFile(
  way: "choose" | "type",
  title: string,
  progress: Progress,
  before: string | undefined,
): Promise<string | typeof back | undefined> {
  return way === "choose" ? chooseFile(before) : typePath(title, progress, before);
}

async function chooseFile(before: string | undefined): Promise<string | typeof back> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("The certificate of the private authority"),
      openLabel: vscode.l10n.t("Trust for This Connection"),
      filters: {
        [vscode.l10n.t("Certificates")]: ["pem", "crt", "cer"],
        [vscode.l10n.t("All files")]: ["*"],
      },
      ...(before === undefined ? {} : { defaultUri: vscode.Uri.file(dirname(before)) }),
    })) ?? [];
  if (chosen === undefined) return back;
  const complaint = await complaintAbout(chosen.fsPath);
  if (complaint === undefined) return chosen.fsPath;
  void vscode.window.showErrorMessage(clean(complaint));
  return back;
}

async function typePath(
  title: string,
  progress: Progress,
  before: string | undefined,
): Promise<string | typeof back | undefined> {
  const typed = await ask({
    title,
    progress,
    prompt: vscode.l10n.t("The path of the file with the authority's certificate (PEM), from the root on."),
    placeholder: "/etc/ssl/certs/company-ca.pem",
    value: before ?? "",
    validate: text => (text.trim() === "" ? vscode.l10n.t("A path is needed.") : undefined),
    check: text => complaintAbout(text.trim()),
  });
  return typeof typed === "string" ? typed.trim() : typed;
}

const complaintAbout = (path: string): Promise<string | undefined> =>
  readAuthorities(path).then(
    () => undefined,
    (error: unknown) => describeError(error),
  );
