import type { Role, Saved, Workspace, WorkspaceRole } from "./state.ts";

/*
 * Ids, totals and names of the documented samples ("Working with API access keys"). The samples show four roles and
 * three workspace roles and leave out the others; those are made up so that the totals come out.
 */

export const space: Saved["space"] = { id: "1001", name: "Keyporter Demo" };

export const workspaces: readonly Workspace[] = [
  { id: "1002", name: "Web Shop" },
  { id: "1003", name: "Mobile App" },
];

function role(id: string, name: string, logicalName: string, basedOn: string | null = null): Role {
  return { id, name, logicalName, isSystem: basedOn === null, basedOn };
}

/** 15 roles, the first and the last as in the sample. */
export const roles: readonly Role[] = [
  role("1015", "Space Admin", "role.shared.space.admin"),
  role("1001", "Tester", "role.workspace.tester"),
  role("1002", "CI/CD Integration", "role.workspace.ci_cd_agent.configure"),
  role("1003", "Team Member", "role.workspace.team.member"),
  role("1004", "Team Leader", "role.workspace.team.leader"),
  role("1005", "DevOps Admin", "role.workspace.devops.admin"),
  role("1006", "Workspace Viewer", "role.workspace.viewer"),
  role("1008", "Product Manager", "role.workspace.product.manager"),
  role("1009", "Business Analyst", "role.workspace.business.analyst"),
  role("1010", "Release Manager", "role.workspace.release.manager", "1004"),
  role("1011", "Integration Bridge", "role.workspace.integration.bridge"),
  role("1012", "Space Viewer", "role.shared.space.viewer"),
  role("1013", "Space Integration", "role.shared.space.integration"),
  role("1014", "Auditor", "role.shared.space.auditor", "1012"),
  role("1007", "Workspace Admin", "role.workspace.admin"),
];

/** The roles that a workspace has, in the order of their ids there. */
const workspaceRoleIds = ["1002", "1005", "1001", "1003", "1004", "1006", "1008", "1009", "1010", "1011", "1007"];

function rolesOfWorkspace(workspace: string, firstId: number): WorkspaceRole[] {
  return workspaceRoleIds.map((roleId, index) => ({ id: String(firstId + index), role: roleId, workspace }));
}

/**
 * 1009 is the shared space's; 1027 to 1037 are workspace 1002's. The document answers with 1037 for workspace 1003 as
 * well, but one id can't be in two workspaces: there the administrator is 1048.
 */
export const workspaceRoles: readonly WorkspaceRole[] = [
  { id: "1009", role: "1015", workspace: null },
  ...rolesOfWorkspace("1002", 1027),
  ...rolesOfWorkspace("1003", 1038),
];

/** People with their passwords, which are public. */
export const people = [
  {
    id: "101",
    name: "admin@keyporter.example",
    firstName: "Ada",
    lastName: "Admin",
    password: "Demo-passw0rd",
    workspaceRoles: ["1009", "1037", "1048"],
  },
  {
    id: "102",
    name: "member@keyporter.example",
    firstName: "Mika",
    lastName: "Member",
    password: "Demo-passw0rd",
    workspaceRoles: ["1030"],
  },
  {
    id: "103",
    name: "muge@keyporter.example",
    firstName: "Müge",
    lastName: "Öztürk",
    password: "Demo-passw0rd-2",
    workspaceRoles: ["1028", "1039"],
  },
] as const;
