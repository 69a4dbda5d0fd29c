import { type ProgramOptions, runProgram } from '../../src/files/run-program';
import { folderWith } from '../helpers/files';

const script = (body: string, options: Partial<ProgramOptions> = {}) =>
  runProgram(process.execPath, ['-e', body], { patience: 60_000, limit: 2 ** 20, ...options });

test('a program that ends by itself has an exit code, its output and its messages', () => {
  const { stdout, ...ran } = script('console.log(process.env.A); console.error("b"); process.exitCode = 3', {
    variables: { A: 'a' },
  });
  expect({ ...ran, stdout: stdout.toString() }).toEqual({
    ...{ status: 3, isMissing: false, stdout: 'a\n', stderr: 'b\n', problem: undefined },
  });
});

test.each([
  [
    'takes too long, and ignores requests to end',
    'process.on("SIGTERM", () => {}); setInterval(() => {}, 9)',
    { patience: 1000 },
    'it did not end within 1s',
  ],
  [
    'prints without end',
    'for (;;) require("node:fs").writeSync(1, "a".repeat(9999))',
    {},
    'it printed more than 1 MiB',
  ],
  ['is ended by a signal', 'process.kill(process.pid, "SIGKILL")', {}, 'it was ended by the signal SIGKILL'],
])('a program that %s is ended, with the reason', (_, body, options, problem) => {
  expect(script(body, options)).toMatchObject({ status: null, problem });
});

test('a program that ends before it has read its input is judged by its exit code', () => {
  expect(script('process.exit(0)', { input: 'a'.repeat(2 ** 22) })).toMatchObject({ status: 0, problem: undefined });
});

test('a program that cannot be started says why', () => {
  const limits = { patience: 60_000, limit: 2 ** 20 };
  const folder = folderWith({ file: '' });
  expect(runProgram('towpath-test-nowhere', [], limits)).toMatchObject({
    isMissing: true,
    problem: 'it is not installed',
  });
  expect(runProgram(`${folder}/file`, [], limits)).toMatchObject({
    isMissing: false,
    problem: 'you have no permission to run it',
  });
  expect(runProgram(process.execPath, ['a'.repeat(2 ** 20)], limits).problem).toBe('its arguments are too long');
});
