import { deepEqual, equal } from "node:assert/strict";
import { startMockServer } from "keyporter/mock";

describe("an access token", () => {
  let mock;
  before(async () => {
    mock = await startMockServer();
  });
  after(() => mock.stop());

  it("ends after a day", async () => {
    const answer = await fetch(`${mock.url}/v1/oauth/token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        grantType: "client_credentials",
        clientId: "demo-confidence-client",
        clientSecret: "demo-confidence-secret",
      }),
    });
    const { accessToken } = await answer.json();
    const roles = async () =>
      (await fetch(`${mock.url}/v1/roles`, { headers: { authorization: `Bearer ${accessToken}` } })).status;
    const before = await roles();
    mock.clock.advance(25 * 60 * 60 * 1000);
    deepEqual([before === 401, await roles()], [false, 401]);
    equal(mock.journal.entries({ status: "401" }).length, 1);
  });
});
