import * as v from "valibot";
import { attempt, call } from "./api.ts";
import { button, byId, element, fieldOf } from "./elements.ts";

const snapshotSchema = v.object({ name: v.string(), savedAt: v.string(), bytes: v.number() });
const listSchema = v.object({ snapshots: v.array(snapshotSchema) });

/** Lets the form save the state; `onRestored` is called when one was brought back. */
export function startSnapshots(onRestored: () => Promise<void>): () => Promise<void> {
  const draw = async () => {
    const { snapshots } = await call(listSchema, "GET", "snapshots");
    byId("snapshots", HTMLUListElement).replaceChildren(...snapshots.map(itemOf));
  };
  const itemOf = ({ name, savedAt, bytes }: v.InferOutput<typeof snapshotSchema>) => {
    const path = `snapshots/${encodeURIComponent(name)}`;
    const restore = button("Restore", `Restore the snapshot ${name}`, () =>
      attempt(async () => {
        await call(snapshotSchema, "POST", `${path}/restore`);
        await onRestored();
        return `The state is that of “${name}”.`;
      }),
    );
    const remove = button("Delete", `Delete the snapshot ${name}`, () =>
      attempt(async () => {
        await call(listSchema, "DELETE", path);
        await draw();
        return `The snapshot “${name}” is gone.`;
      }),
    );
    const about = `${name} · ${savedAt.replace("T", " ").slice(0, 19)} · ${Math.ceil(bytes / 1024)} KB`;
    return element("li", [element("span", about), restore, remove]);
  };
  const form = byId("snapshot", HTMLFormElement);
  form.addEventListener("submit", event => {
    event.preventDefault();
    attempt(async () => {
      const { name } = await call(snapshotSchema, "POST", "snapshots", { name: fieldOf(form, "name") });
      form.reset();
      await draw();
      return `The state is kept as “${name}” until the server ends.`;
    });
  });
  return draw;
}
