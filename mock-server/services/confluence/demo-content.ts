import { accounts } from "./demo-people.ts";
import type { Page, Space } from "./state.ts";

const { admin, admin2, member, muge, soren } = accounts;

type GivenSpace = Pick<Space, "id" | "key" | "name"> & Partial<Space>;
type GivenPage = Pick<Page, "id" | "spaceId" | "title"> & Partial<Page>;

/** A whole space from what is special about it: open to everybody who may use Confluence. */
export function spaceOf(given: GivenSpace): Space {
  return {
    type: "global",
    status: "current",
    description: "",
    authorId: soren,
    createdAt: "2024-02-05T08:00:00.000Z",
    homepageId: null,
    viewers: null,
    anonymous: false,
    ...given,
  };
}

/** A whole page from what is special about it: without a restriction of its own. */
export function pageOf(given: GivenPage): Page {
  const authorId = given.authorId ?? soren;
  const createdAt = given.createdAt ?? "2025-03-03T09:30:00.000Z";
  return {
    parentId: null,
    status: "current",
    position: Number(given.id) % 1000,
    ownerId: authorId,
    modifiedAt: createdAt,
    version: 1,
    paragraphs: [`${given.title}.`],
    viewers: null,
    ...given,
    authorId,
    createdAt,
  };
}

export const demoSpaces: readonly Space[] = [
  spaceOf({
    id: "65537",
    key: "DOCS",
    name: "Product Documentation",
    description: "How the product works, for everybody.",
    homepageId: "131073",
    anonymous: true,
  }),
  spaceOf({
    id: "65538",
    key: "ENG",
    name: "Engineering",
    description: "Decisions, runbooks and what we learned.",
    homepageId: "131081",
  }),
  spaceOf({
    id: "65539",
    key: "HR",
    name: "People & Culture",
    description: "Confidential.",
    homepageId: "131091",
    authorId: muge,
    viewers: [muge],
  }),
  spaceOf({
    id: "65540",
    key: `~${member.replaceAll(/[^a-z0-9]/g, "")}`,
    name: "Mika Member",
    type: "personal",
    homepageId: "131095",
    authorId: member,
    viewers: [member],
  }),
  spaceOf({
    id: "65541",
    key: "ARCHIVE",
    name: "Old Intranet",
    status: "archived",
    createdAt: "2019-06-11T13:05:00.000Z",
    homepageId: "131097",
  }),
];

export const demoPages: readonly Page[] = [
  pageOf({
    id: "131073",
    spaceId: "65537",
    title: "Product Documentation",
    paragraphs: ["Welcome. Start with the page Getting started.", "Everything here may be read by everybody."],
    version: 4,
    modifiedAt: "2026-09-14T07:12:45.120Z",
  }),
  pageOf({ id: "131074", spaceId: "65537", parentId: "131073", title: "Getting started", authorId: muge }),
  pageOf({ id: "131075", spaceId: "65537", parentId: "131073", title: "Release notes", version: 12 }),
  pageOf({
    id: "131076",
    spaceId: "65537",
    parentId: "131075",
    title: "Release 5.0 (embargoed until 1 December)",
    paragraphs: ["Not before 1 December, 09:00 UTC."],
    createdAt: "2026-11-02T10:20:30.400Z",
    viewers: [soren],
  }),
  pageOf({
    id: "131077",
    spaceId: "65537",
    parentId: "131073",
    title: "Pricing 2027 💶 draft",
    authorId: muge,
    createdAt: "2026-10-19T15:45:00.000Z",
    viewers: [muge],
  }),
  pageOf({
    id: "131078",
    spaceId: "65537",
    parentId: "131073",
    title: "Merged into Getting started",
    status: "trashed",
  }),
  pageOf({ id: "131081", spaceId: "65538", title: "Engineering home", version: 2 }),
  pageOf({
    id: "131082",
    spaceId: "65538",
    parentId: "131081",
    title: "On-call handbook",
    paragraphs: ["Only those who are on call see this page: it is restricted, and the admin is on the list."],
    viewers: [admin, soren],
  }),
  pageOf({
    id: "131083",
    spaceId: "65538",
    parentId: "131081",
    title:
      "Incident 2026-11-14: payments were declined for forty minutes because a certificate that nobody had on their list ran out, and what everybody involved did in which order, as far as it could be found out afterwards",
    createdAt: "2026-11-15T08:00:00.000Z",
    viewers: [soren, muge],
  }),
  // Without a restriction of its own: it inherits that of the page above.
  pageOf({
    id: "131084",
    spaceId: "65538",
    parentId: "131083",
    title: "Post-mortem notes",
    createdAt: "2026-11-16T11:11:11.111Z",
  }),
  pageOf({ id: "131085", spaceId: "65538", parentId: "131081", title: "Architecture decisions", version: 31 }),
  pageOf({
    id: "131086",
    spaceId: "65538",
    parentId: "131081",
    title: "خطة الفريق للعام القادم",
    paragraphs: ["مسودة."],
    createdAt: "2026-08-08T08:08:08.080Z",
    viewers: [soren],
  }),
  // Whatever shows titles has to show these as what they are: text.
  pageOf({
    id: "131087",
    spaceId: "65538",
    parentId: "131081",
    title: "<img src=x onerror=alert(1)> & $(trash) **not bold** \u202Etxet desrever\u202C",
    paragraphs: ["<script>alert(1)</script> & more."],
    viewers: [soren],
  }),
  pageOf({ id: "131088", spaceId: "65538", parentId: "131081", title: "Admins only", viewers: [admin, admin2] }),
  pageOf({
    id: "131089",
    spaceId: "65538",
    parentId: "131081",
    title: "Monolith (2019)",
    status: "archived",
    createdAt: "2019-10-01T09:00:00.000Z",
  }),
  pageOf({ id: "131091", spaceId: "65539", title: "People & Culture", authorId: muge }),
  pageOf({ id: "131092", spaceId: "65539", parentId: "131091", title: "Salary bands 2027", authorId: muge }),
  pageOf({
    id: "131093",
    spaceId: "65539",
    parentId: "131091",
    title: "Reorganisation, first quarter",
    authorId: muge,
    viewers: [muge],
  }),
  pageOf({ id: "131095", spaceId: "65540", title: "Mika's notes", authorId: member }),
  pageOf({ id: "131097", spaceId: "65541", title: "Old Intranet", createdAt: "2019-06-11T13:05:00.000Z" }),
];

/** What only the admin key shows to admin@keyporter.example, by id. A test holds this against the answers. */
export const onlyTheKeyReveals = {
  spaces: ["65539", "65540"],
  pages: ["131076", "131077", "131083", "131084", "131086", "131087", "131091", "131092", "131093", "131095"],
} as const;
