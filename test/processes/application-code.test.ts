import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, startTowpath, towpath } from '../helpers/cli';
import { shop, shopFiles, workspaceWith } from '../helpers/workspace';
import { filesBelow, root as repository } from '../project/repository';

const loading = (code: string) => workspaceWith({ ...shopFiles, 'apps/shop.ts': `${code}\n${shop}` });
const building = (code: string) =>
  workspaceWith({
    ...shopFiles,
    'apps/shop.ts': shop.replace('super(scope, id, props);', `super(scope, id, props); ${code}`),
  });

const prints = `
import { execFileSync, execSync, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, write, writeSync } from 'node:fs';
import { promisify } from 'node:util';
console.log('NOISE 1');
process.stdout.write('NOISE 2\\n');
execFileSync('echo', ['NOISE 3'], { stdio: 'inherit' });
spawnSync('echo', ['NOISE 4'], { stdio: [0, 1, 2] });
execSync('echo NOISE 5', { stdio: ['ignore', 'inherit', 'inherit'] });
await new Promise((resolve) => spawn('echo', ['NOISE 6'], { stdio: 'inherit' }).on('close', resolve));
writeSync(1, 'NOISE 7\\n');
await promisify(write)(1, 'NOISE 8\\n');
await new Promise((resolve) => createWriteStream('', { fd: 1, autoClose: false }).write('NOISE 9\\n', resolve));
`;

test.each([
  ['synth', '--stdout'],
  ['flows', '-o', 'json'],
])('what an application prints is not in the result: towpath %s %s', async (...args) => {
  const { stdout, stderr, code } = await towpath(loading(prints), args);
  expect(code).toBe(0);
  expect(stdout).not.toContain('NOISE');
  expect(stderr.match(/NOISE \d/g)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `NOISE ${number}`));
});

test.each([
  ['loading', 'synth', loading('while (true) {}'), ['synth']],
  ['building', 'synth', building('while (true) {}'), ['synth']],
  ['building', 'a watch', building('while (true) {}'), ['synth', '--watch']],
  ['loading', 'synth, by a promise', loading('await new Promise((done) => setTimeout(done, 1e9));'), ['synth']],
])('code that never ends is named, and Ctrl-C ends it: while %s in %s', async (_, __, root, args) => {
  const child = startTowpath(root, args);
  const outcome = ended(child);
  await new Promise((resolve) => child.stderr?.once('data', resolve));
  child.kill('SIGINT');
  expect(await outcome).toMatchObject({
    signal: 'SIGINT', // a shell shows it as 130
    stdout: '',
    stderr: 'the code of apps/shop.ts is still running; press Ctrl-C to end it\n',
  });
});

test('code that handles Ctrl-C and sends it again ends the process by it', async () => {
  const code = `
    process.on('SIGINT', function once() { process.off('SIGINT', once); process.kill(process.pid, 'SIGINT'); });
    console.error('ready');
    await new Promise((done) => setTimeout(done, 1e9));`;
  const child = startTowpath(loading(code), ['synth']);
  const outcome = ended(child);
  await new Promise((resolve) => child.stderr?.once('data', resolve));
  child.kill('SIGINT');
  expect(await outcome).toMatchObject({ signal: 'SIGINT', stdout: '', stderr: 'ready\n' });
});

test.each(["process.kill(process.pid, 'SIGINT');", 'process.kill(process.pid, 2);', 'process.exit(130);'])(
  'code that ends the process as Ctrl-C would is an error that names the file: %s',
  async (code) => {
    const { code: exitCode, stderr } = await towpath(building(code), ['synth']);
    expect(stderr).toMatch(/^error application-unfinished: .*\n {2}at apps\/shop\.ts\n$/);
    expect(exitCode).toBe(2);
  },
);

test('a promise that never settles is an error that names the file', async () => {
  const { code, stderr } = await towpath(loading('await new Promise(() => {});'), ['synth']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error application-unfinished: .*\n {2}at apps\/shop\.ts\n$/);
});

test.each([
  ['ends the process', 'application-unfinished', 'process.exit(0);'],
  ['never settles', 'application-unfinished', 'await new Promise(() => {});'],
  [
    'fails beside the command',
    'application-not-loaded',
    "void Promise.reject(new Error('late')); await new Promise((done) => setTimeout(done, 1e9));",
  ],
])('a script gets the issue as JSON if code %s', async (_, problem, code) => {
  const { stdout, code: exitCode } = await towpath(loading(code), ['flows', '-o', 'json']);
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toEqual({ issues: [expect.objectContaining({ code: problem })] });
});

test('a process that an application keeps alive is ended with the result', async () => {
  const { code, stdout, stderr } = await towpath(loading('setInterval(() => {}, 1000);'), ['flows', '-o', 'json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toHaveLength(2);
  expect(stderr).toMatch(/^warning application-left-open: /);
});

test.each([
  ['many lines', "Array(4000).fill('line 1:2').join('\\n')"],
  ['white space', "' '.repeat(1e6) + 'x'"],
  ['line feeds', "'\\n'.repeat(1e6) + 'x'"],
  ['words that look like frames', "'\\n' + 'at '.repeat(1e6)"],
])('a long message of an error is shortened: %s', async (_, message) => {
  const { stderr } = await towpath(loading(`throw new Error(${message});`), ['synth']);
  expect(stderr).toMatch(/^error application-not-loaded: /);
  expect(stderr.length).toBeLessThan(20_000);
});

test('an exit code that an application sets is not that of the command', async () => {
  expect(await towpath(loading('process.exitCode = 7;'), ['flows'])).toMatchObject({ code: 0, stderr: '' });
});

test('an exit code that an application sets when the process ends is not that of the command', async () => {
  const root = loading("process.on('exit', () => process.exit(0));");
  expect(await towpath(root, ['synth', '--check'])).toMatchObject({ code: 1 });
});

test.each([
  [
    'the standard error',
    "require('node:fs').closeSync(2);",
    /^error application-changes-builtins: .*standard error\n$/,
  ],
  ['both outputs', "require('node:fs').closeSync(1); require('node:fs').closeSync(2);", /^$/],
])('an application that closes %s ends the command, and nothing is written', async (_, code, said) => {
  const root = loading(code);
  const { stdout, stderr, code: exitCode } = await towpath(root, ['synth']);
  expect({ stderr, exitCode, files: filesBelow(join(root, 'dist')).filter((file) => file.endsWith('.yaml')) }).toEqual({
    stderr: '',
    exitCode: 2,
    files: [],
  });
  expect(stdout).toMatch(said);
});

test('a validation that throws is an error of the application', async () => {
  const code = "const part = new Construct(this, 'part'); part.node.addValidation({ validate() { throw null; } });";
  const root = workspaceWith({
    ...shopFiles,
    'apps/shop.ts': shop
      .replace('import type { Construct }', 'import { Construct }')
      .replace('super(scope, id, props);', `super(scope, id, props); ${code}`),
  });
  const { code: exitCode, stderr } = await towpath(root, ['synth']);
  expect(stderr).toMatch(/^error application-not-loaded: .*null/);
  expect(exitCode).toBe(2);
});

const packages = join(repository, 'node_modules');
test('packages that change the process are allowed, and change no result', async () => {
  const wellBehaved = `
    require('${packages}/graceful-fs').gracefulify(require('fs'));
    require('${packages}/source-map-support').install({ hookRequire: true });
    require('${packages}/cdk8s-plus-28');
    process.env.FROM_DOTENV = 'x';
    Object.defineProperty(Array.prototype, 'added', { value: () => {} });
    Object.defineProperty(Reflect, 'metadata', { value: () => {} });
    console.log = () => {};
  `;
  const wanted = await towpath(loading(''), ['synth', '--stdout']);
  const { code, stdout, stderr } = await towpath(loading(wellBehaved), ['synth', '--stdout']);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: wanted.stdout, stderr: '' });
});

test('an application sees the variables that it sets, from the top of its file to its constructor', async () => {
  const code = "if (process.env.FROM_DOTENV !== 'x') throw new Error('gone');";
  const root = building(code);
  writeFileSync(
    join(root, 'apps/shop.ts'),
    `process.env.FROM_DOTENV = 'x';\n${readFileSync(join(root, 'apps/shop.ts'))}`,
  );
  expect(await towpath(root, ['synth'])).toMatchObject({ code: 0, stderr: '' });
});
