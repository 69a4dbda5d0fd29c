import { fstatSync, writeSync } from 'node:fs';

/** The standard output and the standard error of this process. */
export type OutputName = 'stdout' | 'stderr';

export interface Outputs {
  write(name: OutputName, text: string | Uint8Array): void;
  /** Whether a person reads an output on a screen. */
  isScreen(name: OutputName): boolean;
}

/** The outputs as streams of Node. */
export const streams: Outputs = {
  write: (name, text) => void guarded(name).write(text),
  isScreen: (name) => Boolean(guarded(name).isTTY),
};

/**
 * The outputs without streams, as long as nobody needs one: Node loads its network for the stream of a pipe, which takes
 * longer than all else that `towpath --help` does.
 */
export const outputs: Outputs = {
  write(name, text) {
    const rest = !opened.has(name) && isPipeOrFile(name) ? writeNow(descriptors[name], Buffer.from(text)) : text;
    if (rest.length > 0) streams.write(name, rest);
  },
  isScreen: (name) => !isPipeOrFile(name) && streams.isScreen(name),
};

const descriptors = { stdout: 1, stderr: 2 } as const;

/** Outputs whose stream is used. It may hold text that its reader has not taken, so the next text must go there too. */
const opened = new Set<OutputName>();

/** The stream of an output. A reader that stops early, such as `head`, is not an error. */
export function guarded(name: OutputName): NodeJS.WriteStream {
  const stream = process[name];
  if (!opened.has(name)) {
    opened.add(name);
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return stream;
}

function isPipeOrFile(name: OutputName): boolean {
  const found = fstatSync(descriptors[name]);
  return found.isFIFO() || found.isFile() || found.isSocket();
}

/** @returns what is left when the reader of the output takes no more for now */
function writeNow(descriptor: number, bytes: Buffer): Buffer {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(descriptor, bytes, written);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') return Buffer.alloc(0); // the reader wants no more
    if (code !== 'EAGAIN') throw error;
  }
  return bytes.subarray(written);
}
