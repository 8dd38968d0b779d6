import { describe, expect, test } from "vitest";
import { complaintOf } from "../../../../extension/services/octane/complaint.ts";

const about = (field_name: string) =>
  complaintOf(JSON.stringify({ error_code: "e", description: "No.", properties: { field_name } }));

describe("what an error body of Octane is about", () => {
  test.each([
    ["client_secret", "secret"],
    ["workspace_roles", "roles"],
  ])("%s is the form's field %s", (named, field) => {
    expect(about(named)).toMatchObject({ message: "No.", field });
  });

  test.each(["constructor", "toString", "__proto__", "team"])("%s is no field of the form", named => {
    expect(about(named).field).toBeUndefined();
  });
});
