import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editPins } from '../../src/actions/pin/edited-files';
import { readEnvironments } from '../../src/environments/folder';
import { readYaml } from '../../src/environments/yaml/read';
import { withLock } from '../../src/output/lock';
import { ended, startTowpath } from '../helpers/cli';
import { deadOwner } from '../helpers/owner';
import { shopFiles, workspaceWith } from '../helpers/workspace';

const pinsIn = (root: string) => readYaml(readFileSync(join(root, 'environments/dev.yaml'), 'utf8')).data.apps;

test('a pin waits while another process edits the environments, and then edits the new text', async () => {
  const root = workspaceWith(shopFiles);
  const [dev] = readEnvironments(root).environments;
  let waiting: Promise<unknown> | undefined;
  await withLock(
    join(root, 'environments'),
    'pin',
    async () => {
      waiting = editPins(root, dev as never, [{ path: ['apps', 'shop', 'images', 'api'], tag: 'v2' }]);
      await new Promise((resolve) => setImmediate(resolve));
      writeFileSync(join(root, 'environments/dev.yaml'), 'namespace: shop-dev\napps:\n  shop:\n    tag: v9\n');
    },
    () => {},
  );
  await waiting;
  expect(pinsIn(root)).toEqual({ shop: { tag: 'v9', images: { api: { tag: 'v2' } } } });
});

test('several pins at once lose nothing, and leave no other file', async () => {
  const root = workspaceWith(shopFiles);
  const pins = ['shop=v5', 'shop/api=v6', 'shop/wrk=v7'];
  const outcomes = await Promise.all(pins.map((pin) => ended(startTowpath(root, ['pin', '-e', 'dev', pin]))));
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(pinsIn(root)).toEqual({ shop: { tag: 'v5', images: { api: { tag: 'v6' }, wrk: { tag: 'v7' } } } });
  expect(readdirSync(join(root, 'environments')).sort()).toEqual(['dev.yaml', 'prod.yaml']);
});

test('a pin removes the temporary file of a process that was killed', async () => {
  const left = `environments/.towpath-${deadOwner()}.tmp`;
  const root = workspaceWith({ ...shopFiles, [left]: 'half' });
  await editPins(root, readEnvironments(root).environments[0] as never, [{ path: ['apps', 'shop'], tag: 'v2' }]);
  expect(readdirSync(join(root, 'environments')).sort()).toEqual(['dev.yaml', 'prod.yaml']);
});
