import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { type Paint, sanitizeForTerminal, sealedPaint } from './guard';

/**
 * The only place that knows the process: what a command reads from it and writes to it. Whatever a command writes, no
 * control character leaves it but line feeds, tabs and the colours of `paint`.
 */
export interface Terminal {
  /** Results, for people or scripts. */
  out(text: string): void;
  /** Results that replace the earlier ones: on a screen in their place, elsewhere below them. */
  redraw(text: string): void;
  /** Messages, so that results can be piped. */
  err(text: string): void;
  /** Columns of the screen; endless when the output goes elsewhere. */
  readonly width: number;
  readonly paint: Paint;
  /** Whether somebody is there to be asked: never in CI, nor where input or messages go elsewhere. */
  readonly isInteractive: boolean;
  /** Asks for yes or no; everything but yes is no. */
  ask(question: string): Promise<boolean>;
  /** 0 done or equal, 1 different or stale, 2 an error of the user's, 3 another system failed, 130 interrupted. */
  exit(code: 0 | 1 | 2 | 3 | 130): void;
}

/** Upper left, and nothing below. @see https://en.wikipedia.org/wiki/ANSI_escape_code#CSI */
const home = '\u001b[H\u001b[J';

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error; // a reader that has seen enough (`| head`) is no error
    });
  }
  const colour = !env.NO_COLOR && env.TERM !== 'dumb' && Boolean(stdout.isTTY && stderr.isTTY);
  const isInteractive = Boolean(process.stdin.isTTY && stderr.isTTY && !env.CI);
  return {
    isInteractive,
    ask,
    out: (text) => void stdout.write(`${sanitizeForTerminal(text)}\n`),
    redraw: (text) =>
      void stdout.write(stdout.isTTY ? `${home}${sanitizeForTerminal(text)}\n` : `${sanitizeForTerminal(text)}\n\n`),
    err: (text) => void stderr.write(`${sanitizeForTerminal(text)}\n`),
    width: stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY,
    paint: sealedPaint(colour),
    exit: (code) => {
      process.exitCode = code;
    },
  };
}

async function ask(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // While it reads, Ctrl-C comes as a key; whoever listens to the signal has to hear of it.
  lines.on('SIGINT', () => {
    if (!process.emit('SIGINT', 'SIGINT')) process.kill(process.pid, 'SIGINT');
    lines.close();
  });
  // The input may end without an answer.
  const ended = once(lines, 'close').then(() => '');
  try {
    const answer = await Promise.race([lines.question(`${sanitizeForTerminal(question)} [y/N] `), ended]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
