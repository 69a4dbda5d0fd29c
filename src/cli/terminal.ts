import { once } from 'node:events';
import { type Outputs, streams } from './outputs';
import { type Paint, sanitizeForTerminal, sealedPaint } from './sealed-paint';

/**
 * The only place that reads from and writes to the process. Line feeds, tabs and the colours of `paint` are the only
 * control characters that leave it.
 */
export interface Terminal {
  /** Prints results, for people or scripts. */
  out(text: string): void;
  /** Prints results that replace earlier ones: in their place on a screen, else below them. */
  redraw(text: string): void;
  /** Prints messages, on standard error, so that results can be piped. */
  err(text: string): void;
  /** Columns of the screen; infinite if the output is not a screen, or if the screen does not say its width. */
  readonly width: number;
  readonly paint: Paint;
  /** Whether a person can be asked: never in CI, nor if input or messages are redirected. */
  readonly isInteractive: boolean;
  /** Asks a question. Every answer but yes is no. */
  ask(question: string): Promise<boolean>;
  /**
   * 0 done or equal, 1 different or stale, 2 the user made an error, 3 another system failed, 130 interrupted. Of several
   * calls, the highest code counts.
   */
  exit(code: 0 | 1 | 2 | 3 | 130): void;
}

/** Moves the cursor to the upper left and clears the screen. @see https://en.wikipedia.org/wiki/ANSI_escape_code#CSI */
const home = '\u001b[H\u001b[J';

/** Streams and colours are looked up when they are used, because Node loads much for each stream. */
export function processTerminal({ write, isScreen }: Outputs = streams): Terminal {
  const { env } = process;
  let paint: Paint | undefined;
  return {
    get isInteractive() {
      return Boolean(process.stdin.isTTY && isScreen('stderr') && !env.CI);
    },
    ask,
    out: (text) => write('stdout', `${sanitizeForTerminal(text)}\n`),
    redraw: (text) =>
      write(
        'stdout',
        isScreen('stdout') ? `${home}${sanitizeForTerminal(text)}\n` : `${sanitizeForTerminal(text)}\n\n`,
      ),
    err: (text) => write('stderr', `${sanitizeForTerminal(text)}\n`),
    get width() {
      return isScreen('stdout') ? screenWidth(process.stdout.columns) : Number.POSITIVE_INFINITY;
    },
    get paint() {
      paint ??= sealedPaint(isColoured(env, isScreen('stdout') && isScreen('stderr')));
      return paint;
    },
    exit: (code) => {
      process.exitCode = Math.max(code, Number(process.exitCode ?? 0));
    },
  };
}

/**
 * Whether text is coloured: on a terminal unless NO_COLOR is set, and anywhere if FORCE_COLOR is set. As in Node, `0` and
 * `false` in FORCE_COLOR mean no colours, and FORCE_COLOR overrides NO_COLOR. An empty variable counts as unset.
 *
 * @see https://nodejs.org/api/cli.html#force_color1-2-3
 * @see https://no-color.org
 */
function isColoured({ FORCE_COLOR, NO_COLOR, TERM }: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return !NO_COLOR && TERM !== 'dumb' && isTerminal;
}

/** The width of a screen. A screen of a pseudo-terminal may say 0 columns, which means that it does not know. */
export function screenWidth(columns: number | undefined): number {
  return columns && columns > 0 ? columns : Number.POSITIVE_INFINITY;
}

async function ask(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // While a question is read, Ctrl-C arrives as a key, so the signal is raised here.
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
