/** A key of a seed, with the secret that is kept as a hash only. */
export interface SeedKey {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly isValid?: boolean;
  /** Days from the time of seeding; a key without it does not expire. */
  readonly expiresInDays?: number;
  readonly workspaceRoles: readonly string[];
  readonly author?: string;
  readonly created: string;
}

/** Keys of every state. Names, client IDs and secrets of the first and of 1003 are fixed; tests rely on them. */
export const demoKeys: readonly SeedKey[] = [
  // The one to sign in with.
  {
    id: "1001",
    name: "demo",
    clientId: "demo_l2j4391xlw0k2ipwx5ejmdor8",
    clientSecret: "Demo@83sd!f1042ds",
    workspaceRoles: ["1009"],
    created: "2021-05-03T08:12:40Z",
  },
  {
    id: "1002",
    name: "jenkins-nightly",
    clientId: "jenkins-nightly_7w2k9q4mzx1c8v5b3n6a0s2df",
    clientSecret: "Jenkins-2f7c-Nightly",
    expiresInDays: 5,
    workspaceRoles: ["1027"],
    created: "2024-11-18T09:30:00Z",
  },
  // Word for word the client ID of the documented samples, with their roles.
  {
    id: "1003",
    name: "myKey03",
    clientId: "myKey03_l2j4391xlw0k2ipwx5ejmdor8",
    clientSecret: "Demo1003-secret!",
    workspaceRoles: ["1028", "1009"],
    created: "2021-06-14T13:05:22Z",
  },
  {
    id: "1004",
    name: "gitlab-runner",
    clientId: "gitlab-runner_p0o9i8u7y6t5r4e3w2q1a5s6d",
    clientSecret: "Gitlab-9b1e-Runner",
    expiresInDays: 120,
    workspaceRoles: ["1027", "1038"],
    created: "2025-02-03T07:45:10Z",
  },
  {
    id: "1005",
    name: "jira-sync",
    clientId: "jira-sync_m4n8b2v6c0x5z1l7k3j9h2g6f",
    clientSecret: "Jira-44ac-Sync!",
    expiresInDays: -40,
    workspaceRoles: ["1036", "1047"],
    author: "103",
    created: "2023-08-21T16:20:55Z",
  },
  {
    id: "1006",
    name: "old-dashboard",
    clientId: "old-dashboard_t3r7e1w5q9y2u6i0o4p8a1s5d",
    clientSecret: "Dashboard-0d1f-Old",
    isValid: false,
    workspaceRoles: ["1032"],
    created: "2022-01-10T10:00:00Z",
  },
  {
    id: "1007",
    name: "load-tests",
    clientId: "load-tests_z6x2c8v4b0n5m1a7s3d9f2g6h",
    clientSecret: "Load-77ee-Tests!",
    expiresInDays: 2,
    workspaceRoles: ["1029", "1040"],
    author: "103",
    created: "2025-05-27T12:15:30Z",
  },
  // A name that every filter and every markup has to cope with.
  {
    id: "1008",
    name: `Grüße "prod" {eu} \\ 'x' ^y^ <b> 🚀`,
    clientId: `Grüße "prod" {eu} \\ 'x' ^y^ <b> 🚀_q1w2e3r4t5y6u7i8o9p0a1s2d`,
    clientSecret: "Emoji-c0de-Names!",
    workspaceRoles: ["1028"],
    created: "2025-07-08T18:41:03Z",
  },
  {
    id: "1009",
    name: "release-bot",
    clientId: "release-bot_f5g1h7j3k9l2z8x4c0v6b2n7m",
    clientSecret: "Release-5a5a-Bot",
    isValid: false,
    expiresInDays: -200,
    workspaceRoles: [],
    created: "2022-09-30T06:00:00Z",
  },
  {
    id: "1010",
    name: "quality-gate",
    clientId: "quality-gate_h8j4k0l6z2x7c3v9b5n1m4q8w",
    clientSecret: "Quality-e11a-Gate",
    expiresInDays: 300,
    workspaceRoles: ["1029"],
    created: "2025-11-02T11:11:11Z",
  },
];
