import { fstatSync, readdirSync, readFileSync, type Stats } from "node:fs";

/** Whether the shell opened a descriptor to be written to: Node has some of its own, which must not get a secret. */
export function isOpenToWrite(fd: number): boolean {
  const found = statOf(fd);
  if (found === undefined) return false;
  // What Node waits with is none of these.
  if (!found.isFile() && !found.isFIFO() && !found.isSocket() && !found.isCharacterDevice()) return false;
  return process.platform !== "linux" || (accessOf(fd) !== READ && !(found.isFIFO() && isReadHere(found)));
}

/** The lowest two bits of the flags: open(2), `O_ACCMODE`. */
const READ = 0;
const accessOf = (fd: number): number => {
  const [, flags = "0"] = /^flags:\s*([0-7]+)$/mu.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "utf8")) ?? [];
  return Number.parseInt(flags, 8) & 3;
};

/** A pipe whose other end is in this process as well is Node's own. */
const isReadHere = ({ ino, dev }: Stats): boolean =>
  readdirSync("/proc/self/fd").some(name => {
    const other = statOf(Number(name));
    return other?.ino === ino && other.dev === dev && accessOf(Number(name)) === READ;
  });

function statOf(fd: number): Stats | undefined {
  try {
    return fstatSync(fd);
  } catch {
    return undefined;
  }
}
