import { processTerminal, screenWidth } from '../../src/cli/terminal';

const real = { stdout: process.stdout.isTTY, stderr: process.stderr.isTTY, env: { ...process.env } };

interface Surroundings {
  readonly stdout?: boolean;
  readonly stderr?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

function terminal({ stdout = true, stderr = true, env = {} }: Surroundings) {
  process.env = { TERM: 'xterm', ...env };
  process.stdout.isTTY = stdout;
  process.stderr.isTTY = stderr;
  return processTerminal();
}

afterEach(() => {
  process.env = real.env;
  process.stdout.isTTY = real.stdout;
  process.stderr.isTTY = real.stderr;
});

const isColoured = (options: Surroundings) => terminal(options).paint.red('text') !== 'text';

test('a person on a terminal sees colours', () => {
  expect(isColoured({})).toBe(true);
});

test.each([
  ['with NO_COLOR', { env: { NO_COLOR: '1' } }],
  ['on a terminal without colours', { env: { TERM: 'dumb' } }],
  ['who redirects the results', { stdout: false }],
  ['who redirects the messages', { stderr: false }],
])('a person %s sees no colours', (_, options) => {
  expect(isColoured(options)).toBe(false);
});

test.each<[string, NodeJS.ProcessEnv, boolean]>([
  ['1', { FORCE_COLOR: '1' }, true],
  ['0', { FORCE_COLOR: '0' }, false],
  ['false', { FORCE_COLOR: 'false' }, false],
  ['1 beside NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ['an empty text', { FORCE_COLOR: '' }, false],
])('in a pipe, FORCE_COLOR of %s decides whether there are colours', (_, env, expected) => {
  expect(isColoured({ stdout: false, stderr: false, env })).toBe(expected);
});

test('a table fits the screen, and is not cut in a pipe', () => {
  expect(terminal({ stdout: false }).width).toBe(Number.POSITIVE_INFINITY);
});

test.each([0, undefined])('a screen whose width is %p cuts and wraps nothing', (columns) => {
  expect(screenWidth(columns)).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  [[1, 3], 3],
  [[3, 1], 3],
  [[2, 0], 2],
  [[2, 130], 130],
] as const)('of the exit codes %j, the highest counts', (codes, expected) => {
  const before = process.exitCode;
  try {
    process.exitCode = 0;
    const { exit } = terminal({});
    for (const code of codes) exit(code);
    expect(process.exitCode).toBe(expected);
  } finally {
    process.exitCode = before;
  }
});

describe('output', () => {
  /** What a terminal with colours writes of a text, to each of its outputs. */
  function written(text: (paint: (text: string) => string) => string): string[] {
    const { out, err, redraw, paint } = terminal({});
    const seen: string[] = [];
    const spies = [process.stdout, process.stderr].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation((chunk) => {
        seen.push(String(chunk));
        return true;
      }),
    );
    for (const write of [out, err, redraw]) write(text(paint.red));
    for (const spy of spies) spy.mockRestore();
    return seen;
  }

  test('has the colours of towpath, and none of the printed text', () => {
    const line = '\u001b[31ma\\u001b[31mb\u001b[39m\\u001b[2J\\u009b1m\n';
    const found = written((red) => `${red('a\u001b[31mb')}\u001b[2J\u009b1m`);
    expect(found).toEqual([line, line, `\u001b[H\u001b[J${line}`]);
  });

  test('has no line that a CI system reads as a command', () => {
    expect(written(() => 'a\n ::error::x ##[group]')[0]).toBe('a\n \\u003a:error::x #\\u0023[group]\n');
  });
});
