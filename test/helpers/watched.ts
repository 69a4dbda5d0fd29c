import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Outcome, startTowpath } from './cli';

/** A running `towpath synth --watch`. */
export interface Watched {
  /** Waits for a line of the standard output that contains a text, and returns it. */
  readonly line: (text: string) => Promise<string>;
  /** The same for the standard error. */
  readonly message: (text: string) => Promise<string>;
  /** Sends a signal, and waits for the end of the process. */
  readonly end: (signal: NodeJS.Signals) => Promise<Pick<Outcome, 'code' | 'signal'>>;
  /** The lines of the standard error that nobody has waited for, after the end of the process. */
  readonly messages: () => Promise<readonly string[]>;
}

export function watchedSynth(folder: string, ...args: readonly string[]): Watched {
  const child = startTowpath(folder, ['synth', '--watch', ...args]);
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const [out, err] = [child.stdout, child.stderr].map((stream) => reader(stream as NodeJS.ReadableStream));
  return {
    line: (text) => find(out, text),
    message: (text) => find(err, text),
    end: async (signal) => {
      child.kill(signal);
      const [code, by] = await closed;
      return { code, signal: by };
    },
    messages: () => rest(err),
  };
}

function reader(input: NodeJS.ReadableStream): AsyncIterator<string> {
  return createInterface({ input })[Symbol.asyncIterator]();
}

async function rest(lines: AsyncIterator<string> | undefined): Promise<string[]> {
  const seen: string[] = [];
  for (let next = await lines?.next(); next && !next.done; next = await lines?.next()) seen.push(next.value);
  return seen;
}

async function find(lines: AsyncIterator<string> | undefined, text: string): Promise<string> {
  const seen: string[] = [];
  for (let next = await lines?.next(); next && !next.done; next = await lines?.next()) {
    if (next.value.includes(text)) return next.value;
    seen.push(next.value);
  }
  throw new Error(`the process ended without "${text}". It wrote:\n${seen.join('\n')}`);
}
