import type { MockServer, MockServerOptions } from "keyporter/mock";

/**
 * A mock server of the test's own, in the test's process: `mock.url` is its address, and its clock, faults and journal
 * are at hand. It is the packaged one, through the door that other projects' tests use.
 */
export async function startMock(options: MockServerOptions): Promise<MockServer> {
  const { startMockServer } = await import("keyporter/mock");
  return startMockServer(options);
}
