import type { Owner } from "../service.ts";
import { type Directory, labelOf } from "./directory.ts";
import type { WireIdentity } from "./wire.ts";

/**
 * Who the owners of API clients are. An owner is an identity's name, or what stands behind it; wrong ones are silently accepted, and
 * the list of identities leaves out who is not there (seen by spotify/confidence-metrics-sync), so it is the list that decides.
 */
export async function ownersOf(
  names: readonly string[],
  directory: Directory,
  signal: AbortSignal,
): Promise<readonly Owner[]> {
  const known = await directory.identities(signal);
  if (!known.ok) return [];
  const identities = new Map(known.items.flatMap(identity => namesOf(identity).map(name => [name, identity] as const)));
  return names.flatMap((id): readonly Owner[] => {
    const identity = identities.get(id);
    if (identity === undefined) return [{ id, type: "gone" }];
    const type = typeOf(identity);
    return type === undefined ? [] : [{ id, type, label: labelOf(identity) }];
  });
}

const namesOf = ({ name, user, group, apiClient }: WireIdentity): readonly string[] =>
  [name, user, group, apiClient].filter(each => each !== "");

function typeOf({
  user,
  group,
  apiClient,
  service,
  agent,
  everyone,
  deactivated,
}: WireIdentity): Owner["type"] | undefined {
  if (deactivated) return "gone";
  if (user !== "") return "person";
  if (group !== "" || everyone) return "group";
  return apiClient !== "" || service || agent ? "machine" : undefined;
}

/** Whom an API client belongs to. The generation that has owners leaves an empty one out; the one before had none, nor identities. */
export function ownerOf({
  owner,
  identity,
}: {
  owner?: string | null | undefined;
  identity?: string | null | undefined;
}) {
  return owner ?? (typeof identity === "string" && identity !== "" ? "" : undefined);
}
