import { bdi, h, icon } from "./dom.ts";

interface StateOptions {
  readonly icon: string;
  readonly kind: "error" | "warning" | "loading";
  readonly title: string;
  readonly message?: string | undefined;
  readonly error?: string | undefined;
  readonly buttons?: readonly HTMLElement[];
}

/** A page that has nothing to show but what is the matter and what can be done. */
export const statePage = ({ icon: name, kind, title, message, error, buttons = [] }: StateOptions): HTMLElement =>
  h(
    "div",
    { class: `state ${kind}`, role: kind === "loading" ? "status" : "alert" },
    icon(name, ...(kind === "loading" ? ["codicon-modifier-spin"] : [])),
    h(
      "div",
      {},
      h("h1", { tabindex: "-1" }, title),
      message !== undefined && h("p", {}, bdi(message)),
      error !== undefined && h("p", { class: "field-error" }, icon("error"), bdi(error)),
      buttons.length > 0 && h("div", { class: "buttons" }, ...buttons),
    ),
  );
