import * as vscode from "vscode";
import { clean } from "../../core/clean-text.ts";
import type { Disposable } from "../../core/disposable.ts";
import { back, type Progress } from "./walk.ts";

export interface Link {
  readonly label: string;
  readonly url: string;
}

interface Common {
  readonly title: string;
  readonly progress: Progress;
  /** Where the thing that is asked for is made; a button in the title. */
  readonly link?: Link | undefined;
}

interface PickOptions<Item> extends Common {
  readonly placeholder: string;
  readonly items: readonly Item[];
  readonly active?: Item | undefined;
}

/** Why a value is no end, and where in it. */
export interface Refusal {
  readonly message: string;
  readonly position: number | undefined;
}

export interface AskOptions extends Common {
  readonly prompt: string;
  readonly placeholder?: string | undefined;
  readonly value: string;
  readonly password?: boolean | undefined;
  readonly validate: (value: string) => string | undefined;
  /** Runs on Enter, with a running bar; what it gives back is shown as the reason why this is not the end. Escape aborts it. */
  readonly check?: ((value: string, signal: AbortSignal) => Promise<string | Refusal | undefined>) | undefined;
}

/** One of several. Stays open when the focus leaves, because people look things up in a browser meanwhile. */
export async function pick<Item extends vscode.QuickPickItem>(
  options: PickOptions<Item>,
): Promise<Item | typeof back | undefined> {
  const input = vscode.window.createQuickPick<Item>();
  input.placeholder = options.placeholder;
  input.items = options.items;
  input.activeItems = options.active === undefined ? [] : [options.active];
  input.matchOnDescription = true;
  return shown(input, options, resolve => input.onDidAccept(() => resolve(input.activeItems[0])));
}

/** A line of text. */
export async function ask(options: AskOptions): Promise<string | typeof back | undefined> {
  const input = vscode.window.createInputBox();
  const abort = new AbortController();
  input.prompt = clean(options.prompt);
  input.placeholder = options.placeholder;
  input.value = options.value;
  input.password = options.password ?? false;
  input.onDidChangeValue(
    value => (input.validationMessage = clean(value === "" ? "" : (options.validate(value) ?? ""))),
  );

  const show = (refused: string | Refusal): void => {
    const { message, position } = typeof refused === "string" ? { message: refused, position: undefined } : refused;
    input.validationMessage = clean(message);
    if (position !== undefined) input.valueSelection = [position, Math.min(position + 1, input.value.length)];
  };

  const accept = async (resolve: (value: string) => void): Promise<void> => {
    const { value } = input;
    const complaint = options.validate(value);
    if (complaint !== undefined || options.check === undefined) {
      input.validationMessage = clean(complaint ?? "");
      if (complaint === undefined) resolve(value);
      return;
    }
    input.busy = true;
    input.enabled = false;
    input.validationMessage = "";
    const refused = await options.check(value, abort.signal);
    input.busy = false;
    input.enabled = true;
    if (refused === undefined) resolve(value);
    else if (!abort.signal.aborted) show(refused);
  };
  try {
    return await shown(input, options, resolve => input.onDidAccept(() => void accept(resolve)));
  } finally {
    abort.abort();
  }
}

async function shown<Value>(
  input: vscode.QuickInput & Pick<vscode.InputBox, "buttons" | "onDidTriggerButton">,
  { title, progress, link }: Common,
  whenAccepted: (resolve: (value: Value | undefined) => void) => Disposable,
): Promise<Value | typeof back | undefined> {
  const linkButton =
    link === undefined ? undefined : { iconPath: new vscode.ThemeIcon("link-external"), tooltip: link.label };
  input.title = title;
  input.step = progress.step;
  input.totalSteps = progress.total;
  input.ignoreFocusOut = true;
  input.buttons = [
    ...(progress.step > 1 ? [vscode.QuickInputButtons.Back] : []),
    ...(linkButton === undefined ? [] : [linkButton]),
  ];
  try {
    return await new Promise<Value | typeof back | undefined>(resolve => {
      input.onDidTriggerButton(button => {
        if (button === vscode.QuickInputButtons.Back) resolve(back);
        else if (link !== undefined) void vscode.env.openExternal(vscode.Uri.parse(link.url, true));
      });
      input.onDidHide(() => resolve(undefined));
      whenAccepted(resolve);
      input.show();
    });
  } finally {
    input.dispose();
  }
}
