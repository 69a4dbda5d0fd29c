import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { workspaceWith } from '../helpers/workspace';
import { root as repository } from '../project/repository';

const killAt = join(repository, 'test/fixtures/kill-at.cjs');

test('init that is killed at any step is finished by the next run, and leaves no temporary file', async () => {
  const names = (root: string) => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  const whole = folderWith({});
  await towpath(whole, ['init', 'shop']);
  for (let step = 1; ; step += 3) {
    const root = folderWith({});
    const env = { KILL_AT: String(step), KILL_BELOW: root };
    const { signal } = await towpath(root, ['init', 'shop'], { env, node: ['--require', killAt] });
    expect(await towpath(root, ['init', 'shop'])).toMatchObject({ code: 0 });
    expect({ step, names: names(root) }).toEqual({ step, names: names(whole) });
    if (signal === null) {
      expect(step).toBeGreaterThan(10);
      break;
    }
  }
});

test('init twice at once leaves one whole workspace', async () => {
  const root = workspaceWith({});
  const outcomes = await Promise.all([towpath(root, ['init', 'shop']), towpath(root, ['init', 'shop'])]);
  for (const { code, stderr } of outcomes)
    expect({ code, stderr }).toMatchObject({ stderr: expect.not.stringContaining('failed') });
  expect(outcomes.map(({ code }) => code)).toContain(0);
  expect(await towpath(root, ['init', 'shop'])).toMatchObject({ code: 0 });
  expect(await towpath(root, ['validate'])).toMatchObject({ code: 0, stderr: '' });
});
