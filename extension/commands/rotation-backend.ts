import * as vscode from "vscode";
import { serviceOf } from "../connections/sessions.ts";
import type { Disposable } from "../core/disposable.ts";
import { ServiceError } from "../core/errors.ts";
import type { ConnectionId } from "../core/model.ts";
import { serviceById } from "../services/catalog.ts";
import { look } from "../rotation/look.ts";
import type { RotationParts } from "../rotation/parts.ts";
import { newPlan } from "../rotation/plan.ts";
import type { RotationBackend } from "../webviews/rotation/backend.ts";
import { whenConnectionChanges } from "./connection-changes.ts";
import type { Parts } from "./parts.ts";
import { rotationActs } from "./rotation-acts.ts";
import { whereOf } from "./where.ts";

/** Gives the rotation tabs what they show, and does what their buttons say. */
export function rotationBackend(parts: () => Parts, rotation: RotationParts): RotationBackend & Disposable {
  const changed = new vscode.EventEmitter<ConnectionId>();
  const acts = rotationActs(parts, rotation);
  let subscriptions: vscode.Disposable | undefined;

  const subscribe = (): void => {
    subscriptions ??= whenConnectionChanges(parts(), id => changed.fire(id));
  };

  return {
    where: ref => whereOf(parts().settings, ref.connectionId),
    names(ref) {
      const service = serviceById(parts().settings.find(ref.connectionId)?.service ?? "");
      const end = service?.info.rotation && service.actions.get(service.info.rotation.endsWith);
      return {
        service: service?.info.shortName ?? "",
        one: service?.info.credentialNoun.one ?? vscode.l10n.t("credential"),
        end: end?.title.replace(/\.\.\.$/u, "") ?? vscode.l10n.t("End"),
      };
    },
    label: ref => parts().view.credentials.find(ref.connectionId, ref.id)?.label,
    async load(ref, signal) {
      subscribe();
      const kept = await rotation.plans.load(ref);
      if (kept !== undefined) return { plan: kept, isKept: true };
      const connection = rotation.connection(ref.connectionId);
      if (serviceOf(connection).info.rotation === undefined) throw noRotation(connection.name);
      const session = await rotation.session(connection);
      return { plan: newPlan(connection, await session.get(ref.id, signal), Date.now()), isKept: false };
    },
    look: (plan, signal) => look(rotation, plan, signal),
    act: (act, context, signal) => acts[act](context, signal),
    onDidChange: changed.event,
    dispose() {
      subscriptions?.dispose();
      changed.dispose();
    },
  };
}

const noRotation = (connection: string): ServiceError =>
  new ServiceError({
    kind: "invalid",
    message: vscode.l10n.t("What “{0}” manages can't be rotated.", connection),
    hint: vscode.l10n.t("Close this tab."),
  });
