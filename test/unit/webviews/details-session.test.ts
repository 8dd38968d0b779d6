import { describe, expect, test, vi } from "vitest";
import { ServiceError } from "../../../extension/core/errors.ts";
import { connectionId, type Credential, credentialId } from "../../../extension/core/model.ts";
import type { DetailsBackend } from "../../../extension/webviews/details/backend.ts";
import type { ToDetails } from "../../../extension/webviews/details/messages.ts";
import { DetailsSession } from "../../../extension/webviews/details/session.ts";

const ref = { connectionId: connectionId("c"), id: credentialId("apiClients/a") };
const credential: Credential = {
  id: ref.id,
  kind: "API client",
  label: "Nightly",
  state: "active",
  details: [],
  actions: [],
};
const where = {
  connection: "Demo",
  service: "Spotify Confidence",
  environment: "mock",
  environmentLabel: "Mock",
  server: "bundled mock server",
  readOnly: false,
} as const;

/** A tab in front, and what its page was told; `answers` are what the server says, one for each question. */
function opened(...answers: readonly (Credential | ServiceError)[]) {
  const posted: ToDetails[] = [];
  const get = vi.fn<DetailsBackend["get"]>();
  for (const answer of answers) {
    if (answer instanceof ServiceError) get.mockRejectedValueOnce(answer);
    else get.mockResolvedValueOnce(answer);
  }
  const session = new DetailsSession(
    ref,
    {
      where: () => where,
      known: () => credential,
      get,
      actions: () => [{ id: "delete", title: "Delete...", icon: "trash", destructive: true }],
      reveal: () => Promise.reject(new Error("not asked for")),
      copyText: () => Promise.resolve(),
      copySecret: () => Promise.resolve(),
      run: () => Promise.resolve(),
      onDidChange: () => ({ dispose: () => undefined }),
    },
    { visible: true, language: "en", post: message => posted.push(message), setTitle: () => undefined },
    { misunderstood: () => undefined },
    { reveal: false },
  );
  /** The last state that the page was told, once the question is answered. */
  const shown = async () =>
    vi.waitFor(() => {
      const last = posted.findLast(message => message.type === "show");
      if (last === undefined || last.refreshing) throw new Error("still asking");
      return last;
    });
  return { session, shown };
}

const gone = new ServiceError({ kind: "not-found", message: "Confidence does not have this (404)." });
const away = new ServiceError({ kind: "unavailable", message: "Nobody listens at 127.0.0.1:1." });

describe("a credential that is no longer on the server", () => {
  test("is said to be gone, and offers no action", async () => {
    const { session, shown } = opened(gone);
    session.receive({ type: "ready" });
    expect(await shown()).toMatchObject({ problem: { gone: true }, credential: { actions: [] } });
  });

  test("stays gone when the server can't be asked afterwards", async () => {
    const { session, shown } = opened(gone, away);
    session.receive({ type: "ready" });
    await shown();
    session.changed();
    expect(await shown()).toMatchObject({ problem: { gone: true, message: gone.message } });
  });

  test("is there again when the server says so", async () => {
    const { session, shown } = opened(gone, credential);
    session.receive({ type: "ready" });
    await shown();
    session.changed();
    expect((await shown()).problem).toBeUndefined();
  });
});

test("a server that can't be asked leaves what is shown, with its actions", async () => {
  const { session, shown } = opened(credential, away);
  session.receive({ type: "ready" });
  await shown();
  session.changed();
  expect(await shown()).toMatchObject({
    problem: { gone: false, message: away.message },
    credential: { label: "Nightly", actions: [{ id: "delete" }] },
  });
});
