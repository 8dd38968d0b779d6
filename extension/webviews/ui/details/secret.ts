import * as l10n from "@vscode/l10n";
import type { ToDetails } from "../../details/messages.ts";
import { bdi, button, h, hiddenText, icon, type ButtonOptions } from "../dom.ts";

interface SecretEvents {
  ask(): void;
  hide(): void;
  copy(): void;
  announce(text: string): void;
  /** One of the actions on where it is kept. */
  act(action: string): void;
}

type SecretPlace = NonNullable<Extract<ToDetails, { type: "show" }>["secret"]>;
type Phase = "masked" | "asking" | "shown";

const MASK = "••••••••••••••••";

/**
 * The row with the secret: masked until asked for, and masked again after a time, when the tab is hidden, or when the person
 * says so. The value is nowhere but in the element that shows it.
 */
export class SecretView {
  readonly #events: SecretEvents;
  readonly #value = h("code", { class: "secret-value", dir: "ltr" });
  readonly #countdown = h("p", { "class": "note", "role": "timer", "aria-live": "off" });
  readonly #trouble = h("p", { class: "field-error", role: "alert" });
  readonly #place = h("div", { class: "secret-place" });
  readonly #toggle: HTMLButtonElement;
  readonly #copy: HTMLElement;
  readonly element: HTMLElement;
  #placeText: string | undefined;
  #phase: Phase = "masked";
  #offered: boolean | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(events: SecretEvents, copy: HTMLElement) {
    this.#events = events;
    const options: ButtonOptions = { label: "", icon: "eye", id: "reveal", onClick: () => this.#toggled() };
    this.#toggle = button(options);
    this.#copy = copy;
    this.element = h("div", { class: "secret" }, this.#place);
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.mask();
    });
    this.mask();
  }

  /** Whether somebody has it: what is nowhere can be neither shown nor copied. */
  offer(isThere: boolean): void {
    if (isThere === this.#offered) return;
    this.#offered = isThere;
    if (!isThere) this.mask();
    const buttons = h("span", { class: "row-buttons" }, this.#toggle, this.#copy);
    const shown = isThere ? [this.#value, buttons, this.#countdown, this.#trouble] : [];
    this.element.replaceChildren(...shown, this.#place);
  }

  /** Says where it is kept. Drawn anew only where that has changed, so that no button loses the focus. */
  place(place: SecretPlace | undefined): void {
    const text = JSON.stringify(place);
    if (text === this.#placeText) return;
    this.#placeText = text;
    this.#place.replaceChildren(
      ...(place === undefined ? [] : [h("p", { class: "note" }, bdi(place.note)), this.#buttons(place)]),
    );
  }

  #buttons({ actions }: SecretPlace): HTMLElement {
    const each = actions.map(({ id, title, icon: name, destructive }) =>
      button({
        label: title,
        icon: name,
        kind: destructive ? "danger" : "secondary",
        id: `secret-${id}`,
        onClick: () => this.#events.act(id),
      }),
    );
    return h("span", { class: "row-buttons" }, ...each);
  }

  /** Asks for the secret, as if the button had been pressed. */
  ask(): void {
    this.#set("asking", l10n.t("Stop"), l10n.t("Stop waiting for the secret"), "loading");
    this.#trouble.replaceChildren();
    this.#events.ask();
  }

  /** Shows the value, but only where it was asked for and the page can be seen. */
  show(value: string, hideAfterSeconds: number): void {
    if (this.#phase !== "asking" || document.hidden) return;
    this.#set("shown", l10n.t("Hide"), l10n.t("Hide secret"), "eye-closed");
    this.#value.textContent = value;
    this.#events.announce(l10n.t("The secret is shown."));
    const until = Date.now() + hideAfterSeconds * 1000;
    const tick = (): void => {
      const left = Math.ceil((until - Date.now()) / 1000);
      if (left > 0) this.#countdown.textContent = l10n.t("Hidden again in {0} s", left);
      else {
        this.mask();
        this.#events.announce(l10n.t("The secret is hidden again."));
      }
    };
    tick();
    this.#ticking = setInterval(tick, 250);
  }

  fail(message: string): void {
    if (this.#phase !== "asking") return;
    this.mask();
    this.#trouble.replaceChildren(icon("error"), h("span", {}, message));
  }

  mask(): void {
    this.#set("masked", l10n.t("Reveal"), l10n.t("Reveal secret"), "eye");
    this.#value.replaceChildren(h("span", { "aria-hidden": "true" }, MASK), hiddenText(l10n.t("hidden")));
    this.#countdown.replaceChildren();
  }

  #toggled(): void {
    if (this.#phase === "masked") {
      this.ask();
      return;
    }
    this.mask();
    this.#events.hide();
  }

  #set(phase: Phase, label: string, spoken: string, iconName: string): void {
    this.#phase = phase;
    clearInterval(this.#ticking);
    const spin = iconName === "loading" ? ["codicon-modifier-spin"] : [];
    this.#toggle.replaceChildren(icon(iconName, ...spin), h("span", {}, label));
    this.#toggle.setAttribute("aria-label", spoken);
  }
}
