import { processTerminal } from '../../src/cli/terminal';

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

test('a person sees colours', () => {
  expect(isColoured({})).toBe(true);
});

test.each([
  ['who asks for none', { env: { NO_COLOR: '1' } }],
  ['whose terminal has none', { env: { TERM: 'dumb' } }],
  ['who reads results elsewhere', { stdout: false }],
  ['who reads messages elsewhere', { stderr: false }],
])('a person %s sees none', (_, options) => {
  expect(isColoured(options)).toBe(false);
});

test('a table is as wide as the screen, and in a pipe as wide as it needs', () => {
  expect(terminal({ stdout: false }).width).toBe(Number.POSITIVE_INFINITY);
});
