import type { Option } from "../../core/form.ts";
import { clean } from "../../core/clean-text.ts";
import { listLimit, type ListLimits } from "../../core/list-limits.ts";
import type { Client } from "./client.ts";
import { PAGE_SIZE, SERVICE } from "./client.ts";
import { pages, type WireWorkspaceRole } from "./wire.ts";

/** The logical name that the documentation shows for the administrator of a shared space. */
const SPACE_ADMIN = "role.shared.space.admin";

/** A thousand workspaces with fifty roles each. */
const LIMITS: ListLimits = { pages: 50, characters: 16 * 1024 * 1024 };

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
): Promise<readonly NamedRole[]> {
  const found: NamedRole[] = [];
  const countPage = listLimit(SERVICE, LIMITS);
  for (let offset = 0; ; offset += PAGE_SIZE) {
    const page = await client.call(
      {
        method: "GET",
        path: `${space}/workspace_roles`,
        query: { fields: "role,workspace", limit: String(PAGE_SIZE), offset: String(offset) },
      },
      pages.workspaceRoles,
      signal,
    );
    const roles = page.data.map(toNamedRole);
    countPage(
      roles.length,
      roles.reduce((sum, { role }) => sum + role.length, 0),
    );
    found.push(...roles);
    if (page.data.length === 0 || offset + page.data.length >= page.total_count) return found;
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
