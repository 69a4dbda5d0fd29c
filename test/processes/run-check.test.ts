import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { runCheck } from '../../src/actions/gates/checks/run-check';
import { folderWith } from '../helpers/files';

const root = folderWith({});
const options = { root, from: ['dev', 'qa'], to: 'prod' };
const node = (code: string) => [process.execPath, '-e', code];

/** A server that programs connect to for as long as they live. */
async function lifelines() {
  const server = createServer();
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket.on('error', () => {}).resume()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    /** A program that lives until it is killed, with a child that does so too. */
    program: node(`
      const hold = 'require("node:net").connect(${port}, "127.0.0.1")';
      require('node:child_process').spawn(process.execPath, ['-e', hold], { stdio: 'inherit' });
      eval(hold);
    `),
    /** Waits until the program and its child live. */
    async areHeld() {
      while (sockets.length < 2) await once(server, 'connection');
      return sockets;
    },
    close: () => server.close(),
  };
}

test('a check passes if its program ends with 0, and gets the names of the environments', async () => {
  const code = `process.exit(process.env.TOWPATH_FROM === 'dev,qa' && process.env.TOWPATH_TO === 'prod' ? 0 : 1)`;
  expect(await runCheck(node(code), options)).toEqual({});
});

test('arguments are passed as they are, without a shell', async () => {
  const given = ['$HOME', '*', '; exit 3', '-e', '--', ''];
  const code = `process.exit(JSON.stringify(process.argv.slice(1)) === ${JSON.stringify(JSON.stringify(given))} ? 0 : 1)`;
  expect(await runCheck([...node(code), '--', ...given], options)).toEqual({});
});

test('a check that fails shows the last lines of its output, without terminal codes', async () => {
  const code = `
    for (let line = 0; line < 100000; line++) console.log('line ' + line);
    console.log('\\u001b[31mred\\u001b[0m \\u0007');
    process.exitCode = 4;
  `;
  const { reason, output = [] } = await runCheck(node(code), options);
  expect(reason).toBe('it ended with 4');
  expect(output).toHaveLength(20);
  expect(output.join()).toContain('red');
  expect(output.join()).not.toMatch(/\p{Cc}/u);
  const onError = node(`console.error('on standard error'); process.exitCode = 1`);
  expect((await runCheck(onError, options)).output).toEqual(['on standard error']);
});

test('a program that does not exist, and one that a signal ends, do not pass', async () => {
  expect(await runCheck(['no-such-program-here'], options)).toMatchObject({
    reason: 'it ended with 127',
    output: [expect.stringContaining('ENOENT')],
  });
  expect((await runCheck(node('process.kill(process.pid)'), options)).reason).toBe('it ended with 137');
});

test('a check that takes too long ends with all that it started', async () => {
  const { program, areHeld, close } = await lifelines();
  const result = runCheck(program, { ...options, limitMs: 3000 });
  const closed = (await areHeld()).map((socket) => once(socket, 'close'));
  expect((await result).reason).toBe('it did not end within 3s');
  await Promise.all(closed);
  close();
});

test('a check that is aborted ends with all that it started', async () => {
  const { program, areHeld, close } = await lifelines();
  const controller = new AbortController();
  const result = runCheck(program, { ...options, signal: controller.signal });
  const closed = (await areHeld()).map((socket) => once(socket, 'close'));
  controller.abort(new Error('ended by the user'));
  await expect(result).rejects.toThrow('ended by the user');
  await Promise.all(closed);
  close();
});

test('a check ends with all that it started if the process that runs it is killed', async () => {
  const { program, areHeld, close } = await lifelines();
  const file = join(root, 'runs.ts');
  const runner = join(__dirname, '../../src/actions/gates/checks/run-check');
  writeFileSync(
    file,
    `import { runCheck } from ${JSON.stringify(runner)};\nvoid runCheck(${JSON.stringify(program)}, ${JSON.stringify(options)});\n`,
  );
  const jiti = join(__dirname, '../../node_modules/jiti/lib/jiti-cli.mjs');
  const parent = spawn(process.execPath, [jiti, file], { stdio: 'inherit' });
  const closed = (await areHeld()).map((socket) => once(socket, 'close'));
  parent.kill('SIGKILL');
  await Promise.all(closed);
  close();
});
