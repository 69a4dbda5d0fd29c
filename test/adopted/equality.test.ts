import { join } from 'node:path';
import { ApiObject, JsonPatch } from 'cdk8s';
import { WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { compare, leaves } from '../../src/equivalence';
import { define } from '../helpers/define';
import { cases, originalAt } from './cases';
import { escapes } from './escapes';

describe.each(cases)('$workspace in $environment', ({ workspace, environment, applications, share }) => {
  const root = join(__dirname, workspace);
  const each = Object.entries(applications).flatMap(([id, [construct, ...names]]) => {
    const original = originalAt(names);
    return original ? [{ id, construct, original }] : [];
  });

  it('equals its original, object by object', () => {
    for (const { id, construct, original } of each) {
      const { objects } = synthesize(construct, environment, { id, root });
      expect(compare(Object.values(objects), original)).toEqual([]);
    }
  });

  it(`is said through the model, for ${100 * share} % at least`, () => {
    const all = each.flatMap(({ original }) => original.flatMap((object) => leaves(object)));
    const escaped = each.flatMap(({ id, construct }) => escapes(construct, id, environment, root));
    expect(escaped.length).toBeLessThanOrEqual((1 - share) * all.length);
  });
});

it('finds what is said past the model', () => {
  const Escaping = define((app) => {
    const overrides = { deployment: { metadata: { annotations: { added: 'override' }, labels: null } } };
    const worker = new WorkerFlow(app, 'worker', { image: 'a:1', user: 1, overrides });
    worker.object('deployment')?.addJsonPatch(JsonPatch.add('/spec/paused', true));
    new ApiObject(app, 'beside', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'beside' } });
  });
  const escaped = escapes(Escaping, 'app', 'here', join(__dirname, 'voting-app')).join();
  for (const path of ['["metadata","annotations","added"]', '["spec","paused"]', '"beside"']) {
    expect(escaped).toContain(path);
  }
  // The override removes the labels.
  expect(escaped).toContain('["metadata","labels","app.kubernetes.io/name"]');
});
