import { expect, test } from "vitest";
import { serviceOf } from "../../../extension/connections/sessions.ts";
import { addService } from "../../../extension/services/catalog.ts";
import { guestService } from "../../../extension/services/guest/guest.ts";
import { service } from "../services/guest/sample.ts";

test("a connection whose service came with another extension says which one it needs while that is away", () => {
  const tower = { name: "Tower", service: "acme.keys" };
  expect(() => serviceOf(tower)).toThrow("“Tower” needs the extension acme.keys, which is not installed or not on.");
  const registration = addService(guestService(service({})));
  expect(serviceOf(tower).info.name).toBe("Acme Keys");
  registration.dispose();
  expect(() => serviceOf(tower)).toThrow("acme.keys");
  expect(() => serviceOf({ name: "Old", service: "nosuch" })).toThrow("which this version of Keyporter does not know");
});
