import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { Script } from 'node:vm';

/** The compiled code of a file, and what tells whether it is still the same file. */
interface Kept {
  readonly identity: string;
  readonly code: Buffer;
}

/** A script that was compiled by this process. */
interface Fresh {
  readonly identity: string;
  readonly script: Script;
}

/** What a pack begins with: for each file its path, its identity and the length of its compiled code. */
type Index = readonly (readonly [file: string, identity: string, length: number])[];

/** The arguments of every module of Node.js, on the line on which its code begins. */
const [before, after] = ['(function (exports, require, module, __filename, __dirname) { ', '\n})'];

/** Code that imports something while it runs. A script of `node:vm` cannot do that with Node.js 20. */
const importing = /(?<![.\w$])import\s*[(/]/;

/** V8 reads compiled code in place if it begins at a multiple of this number. */
const alignment = 8;

/**
 * Compiled code of several files, kept in one file of the cache. V8 refuses compiled code of another version of V8, or
 * for a text of another length. It does not notice damage, so a pack is written whole or not at all, and the identity of
 * a file tells whether somebody changed it.
 */
export class Pack {
  private readonly kept: Map<string, Kept>;
  private readonly fresh = new Map<string, Fresh>();

  /** @param start when this process started, in milliseconds. Files that changed since then are not kept */
  constructor(
    private readonly path: string,
    private readonly start: number,
  ) {
    this.kept = read(path);
  }

  /**
   * Compiles the text of a file, or takes what an earlier process compiled.
   *
   * @returns undefined for a text that is not the content of the file, or that only Node can compile
   * @throws SyntaxError
   */
  script(file: string, text: string): Script | undefined {
    const found = statSync(file);
    // Another loader may have changed the text, or somebody may change the file just now.
    if (Buffer.byteLength(text) !== found.size || found.ctimeMs >= this.start) return undefined;
    const identity = identityOf(found);
    const kept = this.kept.get(file);
    const cachedData = kept?.identity === identity ? kept.code : undefined;
    if (!cachedData && importing.test(text)) return undefined;
    const script = new Script(`${before}${text}${after}`, {
      filename: file,
      columnOffset: -before.length,
      ...(cachedData && { cachedData }),
    });
    if (!cachedData || script.cachedDataRejected) this.fresh.set(file, { identity, script });
    return script;
  }

  /**
   * Writes the pack if this process has compiled a file. It is called at the end of the process, because V8 compiles a
   * function when it is first called.
   *
   * @returns whether there was anything to write
   */
  write(): boolean {
    if (this.fresh.size === 0) return false;
    const compiled = [...this.fresh].map(([file, { identity, script }]) => {
      return [file, { identity, code: script.createCachedData() }] as const;
    });
    const all = new Map([...this.kept].filter(([file, { identity }]) => isSame(file, identity)));
    for (const [file, kept] of compiled) all.set(file, kept);
    const index: Index = [...all].map(([file, { identity, code }]) => [file, identity, code.length]);
    const head = Buffer.from(`${JSON.stringify(index)}\n`);
    const parts = [head, ...[...all.values()].map(({ code }) => code)];
    replace(this.path, Buffer.concat(parts.flatMap((part) => [part, Buffer.alloc(padding(part.length))])));
    return true;
  }
}

/** Numbers that change when a file is written or replaced. Nobody can choose the time of the last change of a file. */
function identityOf({ ino, size, mtimeMs, ctimeMs }: Stats): string {
  return [ino, size, mtimeMs, ctimeMs].join(' ');
}

/** Whether a file is still the one that was compiled. A file that cannot be looked at counts as another one. */
function isSame(file: string, identity: string): boolean {
  try {
    return identityOf(statSync(file)) === identity;
  } catch {
    return false;
  }
}

function padding(length: number): number {
  return (alignment - (length % alignment)) % alignment;
}

/** The content of a pack; nothing if there is no pack, or if it is not whole. */
function read(path: string): Map<string, Kept> {
  const kept = new Map<string, Kept>();
  try {
    const bytes = readFileSync(path);
    let at = bytes.indexOf('\n') + 1;
    const index = JSON.parse(bytes.toString('utf8', 0, at)) as Index;
    at += padding(at);
    for (const [file, identity, length] of index) {
      kept.set(file, { identity, code: bytes.subarray(at, at + length) });
      at += length + padding(length);
    }
    return at === bytes.length ? kept : new Map();
  } catch {
    return new Map();
  }
}

/** Replaces a file, so that a reader sees the old content or all of the new one, even after a power failure. */
function replace(path: string, content: Buffer): void {
  const draft = `${path}.${process.pid}`;
  try {
    const file = openSync(draft, 'wx', 0o600);
    try {
      writeSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch {
    // The next process compiles again.
    rmSync(draft, { force: true });
  }
}
