/** People with their API tokens, which are public. Names and tokens are fixed; tests and documentation rely on them. */
export const people = [
  {
    accountId: "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0001",
    email: "admin@keyporter.example",
    displayName: "Ada Admin",
    timeZone: "Europe/Berlin",
    token: "demo-confluence-token",
    scopedToken: "demo-scoped-token",
    admin: true,
  },
  {
    accountId: "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0002",
    email: "admin2@keyporter.example",
    displayName: "Nadia Nordin",
    timeZone: "Europe/Stockholm",
    token: "demo-confluence-token-2",
    admin: true,
  },
  {
    accountId: "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0003",
    email: "member@keyporter.example",
    displayName: "Mika Member",
    timeZone: "Europe/Helsinki",
    token: "demo-member-token",
  },
  {
    accountId: "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0004",
    email: "muge@keyporter.example",
    displayName: "Müge Öztürk",
    timeZone: "Europe/Istanbul",
  },
  {
    accountId: "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0005",
    email: "soren@keyporter.example",
    displayName: "Søren Kjær",
    timeZone: "Europe/Copenhagen",
  },
  {
    accountId: "712020:5f0c1d7e-0a4b-4c59-9d54-1f6b2a7c0006",
    email: "outsider@keyporter.example",
    displayName: "Olu Outsider",
    timeZone: "Africa/Lagos",
    token: "demo-outsider-token",
    outside: true,
  },
] as const;

const [ada, nadia, mika, muge, soren] = people;

/** Account ids of the demo, for those who write its pages. */
export const accounts = {
  admin: ada.accountId,
  admin2: nadia.accountId,
  member: mika.accountId,
  muge: muge.accountId,
  soren: soren.accountId,
} as const;

/** The site's own id. */
export const cloudId = "3f1c6a52-8d0e-4b7a-9c21-6b5e0c7d4a10";
