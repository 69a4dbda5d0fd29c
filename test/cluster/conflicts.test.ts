import type { KubernetesObject } from '../../src/assembly/application-assembly';
import { bareApplication, obstacles } from './helpers/bare-application';
import { kubectl } from './helpers/kubectl';
import { live } from './helpers/live';
import { newNamespace } from './helpers/namespace';
import { onServer } from './helpers/server';
import { towpath } from './helpers/towpath';
import { clusterWorkspace } from './helpers/workspace';

function deployment(image: string, more: object = {}): KubernetesObject {
  const labels = { app: 'api' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image }] } };
  const spec = { replicas: 1, selector: { matchLabels: labels }, template, ...more };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api' }, spec };
}
const image = '.spec.template.spec.containers[name="main"].image'.slice(1);

/** What people do by hand, and the field that is theirs afterwards. */
const byHand: readonly (readonly [name: string, command: readonly string[], owned: string])[] = [
  ['kubectl scale', ['scale', '--replicas=3'], 'spec.replicas kubectl scale'],
  ['kubectl set image', ['set', 'image', 'main=example/api:v9'], `${image} kubectl-set`],
  ['kubectl patch', ['patch', '--patch={"spec":{"replicas":4}}'], 'spec.replicas kubectl-patch'],
  ['kubectl rollout undo', ['rollout', 'undo'], `${image} kubectl`],
];

/** `kubectl scale deployment/api …`, `kubectl rollout undo deployment/api`. */
function run(namespace: string, [verb = '', ...rest]: readonly string[]): void {
  const words = rest.filter((word) => !word.startsWith('--') && !word.includes('='));
  const options = rest.filter((word) => !words.includes(word));
  kubectl([verb, ...words, 'deployment/api', ...options, '--namespace', namespace]);
}

onServer('a field that a person changed by hand', () => {
  it.each(byHand)('%s is a conflict, and is taken only with --force-conflicts', async (_, command, owned) => {
    const shop = bareApplication();
    await shop.deploy([deployment('example/api:v0')]);
    if (command.includes('undo')) {
      const revision = "jsonpath={.metadata.annotations['deployment\\.kubernetes\\.io/revision']}";
      const on = ['deployment/api', '--namespace', shop.namespace, '--timeout=60s'];
      kubectl(['wait', `--for=${revision}=1`, ...on]);
      await shop.deploy([deployment('example/api:v1')]);
      kubectl(['wait', `--for=${revision}=2`, ...on]);
    }
    run(shop.namespace, command);
    const wanted = [deployment('example/api:v2', { replicas: 2 })];
    expect(obstacles(await shop.plan(wanted))).toEqual([owned]);
    expect(obstacles(await shop.plan(wanted, { takeOwnership: true }))).toEqual([owned]);
    expect((await shop.plan(wanted)).objects).toMatchObject([{ tools: [] }]);

    const forced = await shop.plan(wanted, { forceConflicts: true });
    expect(obstacles(forced)).toEqual([]);
    await shop.applyPlan(forced, { forceConflicts: true });
    const now = await shop.get(deployment(''));
    expect(now?.spec).toMatchObject({ replicas: 2, template: { spec: { containers: [{ image: 'example/api:v2' }] } } });
    expect((await shop.plan(wanted)).objects).toMatchObject([{ action: 'none' }]);
  });

  it('stops a deploy before it writes any object', async () => {
    const namespace = newNamespace();
    const cwd = clusterWorkspace({ environments: { dev: { namespace, apps: { shop: { tag: 'v1' } } } } });
    const deploy = (...more: string[]) => towpath(['deploy', '-e', 'dev', '--no-wait', ...more], { cwd });
    expect(await deploy()).toMatchObject({ code: 0 });
    kubectl(['scale', 'deployment/shop-wrk', '--replicas=3', '--namespace', namespace]);
    const before = [...live(namespace)].map(([name, { metadata, spec }]) => [name, metadata.labels, spec]);
    const releases = kubectl(['get', 'configmaps', '--namespace', namespace, '--output=name']).stdout;
    await towpath(['pin', '-e', 'dev', 'shop=v2'], { cwd });

    const stopped = await deploy();
    expect(stopped.code).toBe(2);
    expect(stopped.stderr).toContain('field-conflict');
    expect(stopped.stderr).toContain('spec.replicas');
    expect(stopped.stderr).toContain('kubectl scale');
    expect([...live(namespace)].map(([name, { metadata, spec }]) => [name, metadata.labels, spec])).toEqual(before);
    expect(kubectl(['get', 'configmaps', '--namespace', namespace, '--output=name']).stdout).toBe(releases);

    expect(await deploy('--force-conflicts')).toMatchObject({ code: 0 });
    expect(live(namespace).get('Deployment/shop-wrk')).toMatchObject({ spec: { replicas: 1 } });
  });
});
