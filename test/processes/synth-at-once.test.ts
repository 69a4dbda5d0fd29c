import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { withLock } from '../../src/output/lock';
import { ended, startTowpath, towpath } from '../helpers/cli';
import { largeApplication } from '../helpers/large';
import { deadOwner } from '../helpers/owner';
import { tree, workspaceWith } from '../helpers/workspace';

// Which of two inputs a process sees is said by a variable that only this application knows.
const isB = "process.env.VARIANT === 'b'";
const variants = ['a', 'b'] as const;

let root: string;
let whole: Record<string, string>[];
beforeAll(async () => {
  root = workspaceWith({
    'apps/large.ts': largeApplication(0, `(${isB} ? 60 : 40)`, `${isB} ? 2000 : 1000`),
    'environments/dev.yaml': 'namespace: dev\napps: { large: { tag: t1 } }\n',
  });
  whole = [];
  for (const VARIANT of variants) {
    await towpath(root, ['synth'], { env: { VARIANT } });
    whole.push(tree(join(root, 'dist')));
  }
}, 120_000);

test('the two inputs differ in every file and in their sets of files', () => {
  const [a = {}, b = {}] = whole;
  expect(Object.keys(a)).toHaveLength(41);
  expect(Object.keys(b)).toHaveLength(61);
  expect(Object.entries(a).filter(([path, text]) => b[path] === text)).toEqual([]);
});

test('many concurrent syntheses leave the output of one of them, and readers always see whole files', async () => {
  const running = [...variants, ...variants, ...variants].map((VARIANT) =>
    ended(startTowpath(root, ['synth'], { env: { VARIANT } })),
  );
  let isDone = false;
  const outcomes = Promise.all(running).finally(() => {
    isDone = true;
  });
  const seen = new Set<string | undefined>();
  const path = 'dev/large/wrk-0-deployment.yaml';
  while (!isDone) {
    for (let reads = 0; reads < 100; reads++) seen.add(readFileSync(join(root, 'dist', path), 'utf8'));
    await setImmediate();
  }
  for (const outcome of await outcomes) expect(outcome.code).toBe(0);
  expect(whole).toContainEqual(tree(join(root, 'dist')));
  for (const text of seen) expect(whole.map((each) => each[path])).toContain(text);
});

test('many concurrent syntheses that find the lock of a killed one run one after the other', async () => {
  const lock = join(root, 'dist/.towpath/.lock');
  mkdirSync(lock, { recursive: true });
  writeFileSync(join(lock, deadOwner()), '');
  const running = [...variants, ...variants].map((VARIANT) => towpath(root, ['synth'], { env: { VARIANT } }));
  for (const outcome of await Promise.all(running)) expect(outcome).toMatchObject({ code: 0 });
  expect(whole).toContainEqual(tree(join(root, 'dist')));
});

test('a synthesis that must wait prints a message and then completes', async () => {
  let child: Promise<unknown> | undefined;
  await withLock(
    join(root, 'dist'),
    'synthesis',
    async () => {
      const started = startTowpath(root, ['synth'], { env: { VARIANT: 'a' } });
      child = ended(started);
      await new Promise((resolve) => started.stderr?.once('data', resolve));
    },
    () => {},
  );
  expect(await child).toMatchObject({ code: 0 });
  expect(tree(join(root, 'dist'))).toEqual(whole[0]);
});
