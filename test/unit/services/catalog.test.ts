import { expect, test } from "vitest";
import { addService, onDidChangeServices, serviceById, services } from "../../../extension/services/catalog.ts";
import { guestService } from "../../../extension/services/guest/guest.ts";
import { service } from "./guest/sample.ts";

const acme = guestService(service({}));

test("a service of another extension is there until it is disposed, after our own", () => {
  const told: string[] = [];
  const listening = onDidChangeServices(id => told.push(id));
  const added = addService(acme);
  expect(services().map(({ info }) => info.id)).toEqual(["confidence", "octane", "confluence", "acme.keys"]);
  added.dispose();
  added.dispose();
  listening.dispose();
  addService(acme).dispose();
  expect(serviceById("acme.keys")).toBeUndefined();
  expect(told).toEqual(["acme.keys", "acme.keys"]);
});

test("a second service of the same id is refused, and does not take the first one away", () => {
  const added = addService(acme);
  expect(() => addService(guestService(service({})))).toThrow("Keyporter has a service with the id acme.keys already");
  expect(serviceById("acme.keys")).toBe(acme);
  added.dispose();
});
