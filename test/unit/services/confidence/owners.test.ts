import { expect, test } from "vitest";
import type { Owner } from "../../../../extension/services/service.ts";
import { count, reader, scene, signal } from "./scene.ts";

async function ownersIn({ all, session }: Awaited<ReturnType<typeof scene>>): Promise<ReadonlyMap<string, Owner>> {
  const names = [...new Set((await all()).flatMap(({ owner }) => (owner ? [owner] : [])))];
  const owners = (await session.owners?.(names, signal)) ?? [];
  return new Map(owners.map(owner => [owner.id, owner]));
}

test("an owner is a person while they may sign in, and gone when they are blocked or were never there", async () => {
  const here = await scene();
  await here.create({ displayName: "Of a stranger", owner: "identities/uNobodyKnows" });
  const owners = await ownersIn(here);
  const ownerOf = async (label: string) => owners.get((await here.named(label))[0]?.owner ?? "");
  expect(await ownerOf("Checkout CI")).toMatchObject({ type: "person", label: "Müge Öztürk (muge@keyporter.example)" });
  expect(await ownerOf("Search ranking experiments")).toMatchObject({
    type: "gone",
    label: expect.any(String) as string,
  });
  expect(await ownerOf("Of a stranger")).toEqual({ id: "identities/uNobodyKnows", type: "gone" });
});

test("an owner may be named by what stands behind an identity, and need not be a person", async () => {
  const { session, all } = await scene();
  const [client] = await all();
  const names = [client?.id ?? "", "users/b4n8yt6wq1ze5cx0lm3k", "identities/everyone"];
  const owners = await session.owners?.(names, signal);
  expect(owners?.map(({ type }) => type)).toEqual(["machine", "person", "group"]);
});

test("the server is asked once for all of them", async () => {
  const here = await scene();
  await ownersIn(here);
  await ownersIn(here);
  expect(count(here.mock, "GET", "/v1/identities")).toBe(1);
});

test("where identities can't be listed, nothing is said of any owner", async () => {
  const here = await scene({}, reader);
  here.mock.faults.add({ path: "/v1/identities", effect: { status: 403, message: "No." } });
  expect(await ownersIn(here)).toEqual(new Map());
});

test("a server of the first generation tells no owners; later ones leave out an owner who is not there", async () => {
  const old = await scene({ options: { "confidence.shape": "2023" } });
  expect((await old.all()).every(({ owner }) => owner === undefined)).toBe(true);
  const now = await scene({ options: { "confidence.shape": "current" } });
  expect((await now.all()).every(({ owner }) => owner !== undefined)).toBe(true);
});
