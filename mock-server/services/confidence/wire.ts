import type { Options } from "../../options.ts";
import type { ApiClient, Policy, Role, User } from "./state.ts";

/** An API client as it is answered. The fields common to both generations come first, as in the documented examples. */
export function apiClientWire(client: ApiClient, options: Options): object {
  const shape = options["confidence.shape"];
  const { name, displayName, description, clientId, clientSecret, createTime, updateTime } = client;
  const { permissions, roles, createdBy, updatedBy, creator, updater, owner, identity } = client;
  return {
    name,
    displayName,
    description,
    clientId,
    clientSecret,
    ...(shape === "current" ? {} : { permissions, roles, createdBy, updatedBy }),
    labels: labelsWire(client.labels, options),
    createTime,
    updateTime,
    ...(shape === "2023" ? {} : { creator, updater, owner, identity }),
  };
}

/** Labels are a map by the protocol and the guide, a list of objects by the reference. */
function labelsWire(labels: Readonly<Record<string, string>>, options: Options): object {
  if (options["confidence.labels"] === "object") return labels;
  return Object.entries(labels).map(entry => Object.fromEntries([entry]));
}

/** A role as it is answered. */
export function roleWire(role: Role, options: Options): object {
  return { ...role, labels: labelsWire(role.labels, options) };
}

/** A policy as it is answered. */
export function policyWire(policy: Policy, options: Options): object {
  return { ...policy, labels: labelsWire(policy.labels, options) };
}

/** A user as it is answered. */
export function userWire(user: User, options: Options): object {
  return { ...user, labels: labelsWire(user.labels, options) };
}
