import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { towpath } from '../helpers/cli';
import { shop, shopFiles, workspaceWith } from '../helpers/workspace';

it('objects of a second copy of cdk8s that cannot be written are one error, which names both copies', async () => {
  const objects = `for (const id of ['a', 'b']) new ApiObject(this, id, { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: () => ({}) }) });`;
  const root = workspaceWith({
    ...shopFiles,
    'apps/shop.ts': `import { ApiObject, Lazy } from 'cdk8s';\n${shop.replace('super(scope, id, props);', `$&\n    ${objects}`)}`,
  });
  const installed = join(root, 'node_modules/cdk8s');
  rmSync(installed);
  cpSync(join(__dirname, '../../node_modules/cdk8s'), installed, { recursive: true });

  const { code, stderr } = await towpath(root, ['validate']);
  expect(code).toBe(2);
  expect(stderr.match(/cdk8s-twice/g)).toHaveLength(1);
  expect(stderr).toContain('`shop/a` and 1 more cannot be written');
  for (const copy of [installed, join(__dirname, '../../node_modules/cdk8s')]) expect(stderr).toContain(copy);
});
