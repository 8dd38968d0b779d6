import type { Option } from "../../core/form.ts";
import { clean } from "../../core/clean-text.ts";
import { listLimit, type ListLimits } from "../../core/list-limits.ts";
import type { Client } from "./client.ts";
import { PAGE_SIZE, SERVICE } from "./client.ts";
import { pages, type WireWorkspaceRole } from "./wire.ts";

/** The logical name that the documentation shows for the administrator of a shared space. */
const SPACE_ADMIN = "role.shared.space.admin";

/** A thousand workspaces with fifty roles each, and a thousand characters for each of these. */
const LIMITS: ListLimits = { pages: 50, characters: 50_000_000 };

/** A workspace role as a person reads it: the role, and the workspace it counts in (none for the whole shared space). */
export interface NamedRole {
  readonly id: string;
  readonly role: string;
  readonly workspace: string | undefined;
  readonly isSpaceAdmin: boolean;
}

/** `GET S/workspace_roles`: every role in every workspace of the shared space, and the space's own. */
export async function workspaceRoles(
  space: string,
  client: Client,
  signal: AbortSignal,
  limits = LIMITS,
): Promise<readonly NamedRole[]> {
  const found: NamedRole[] = [];
  const countPage = listLimit(SERVICE, limits);
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const { content, characters } = await client.page(
      {
        method: "GET",
        path: `${space}/workspace_roles`,
        query: { fields: "role,workspace", limit: String(PAGE_SIZE), offset: String(offset) },
      },
      pages.workspaceRoles,
      signal,
    );
    const roles = content.data.map(toNamedRole);
    countPage(roles.length, characters);
    found.push(...roles);
    if (roles.length === 0 || offset + roles.length >= content.total_count) return found;
  }
}

export function toNamedRole({ id, role, workspace }: WireWorkspaceRole): NamedRole {
  return {
    id,
    role: role?.name ?? role?.id ?? id,
    workspace:
      workspace === null || workspace === undefined ? undefined : workspace.name === "" ? workspace.id : workspace.name,
    isSpaceAdmin: role?.logical_name === SPACE_ADMIN,
  };
}

/** Grouped by workspace; what counts everywhere stands last and is marked. */
export const toOptions = (roles: readonly NamedRole[], everywhere: string): readonly Option[] =>
  roles
    .toSorted((a, b) => order(a).localeCompare(order(b)))
    .map(({ id, role, workspace, isSpaceAdmin }) => ({
      value: id,
      // What is chosen by its name must not look like another.
      label: clean(role),
      group: clean(workspace ?? everywhere),
      ...(isSpaceAdmin ? { dangerous: true } : {}),
    }));

const order = ({ workspace, role }: NamedRole): string =>
  `${workspace === undefined ? "1" : "0"}${workspace ?? ""}\n${role}`;
