import { stored } from './helpers/cluster';
import { onCluster } from './helpers/on-cluster';
import { newNamespace, shopClass, shopIn } from './helpers/shop';

const canary = 'canary-7f3a9c';

const program = `${shopClass}
const password = new pulumi.Config('shop').requireSecret('password');
new ApplicationComponent('shop', {
  application: Shop,
  env: {
    web: { PASSWORD: password, URL: pulumi.interpolate\`postgres://shop:\${password}@db/shop\` },
    wrk: { HOST: pulumi.output('db.example.org') },
  },
});
`;

onCluster('a secret of the stack configuration', () => {
  const namespace = newNamespace();

  it('is in the container, and not in the state, the preview or the logs', async () => {
    const project = await shopIn(namespace, program);
    await project.run('config', 'set', '--secret', 'shop:password', canary, '--stack', 'dev');
    const seen = [await project.preview('dev', '--diff'), await project.up('dev', '--diff')];
    expect(seen.map(({ status }) => status)).toEqual([0, 0]);
    expect(variablesOf(namespace, 'web')).toMatchObject({ PASSWORD: canary, URL: `postgres://shop:${canary}@db/shop` });
    expect(variablesOf(namespace, 'wrk')).toMatchObject({ HOST: 'db.example.org' });

    expect(seen[0]?.events).toContain('shop/web/deployment');
    const state = await project.state('dev');
    expect(state).toContain('db.example.org'); // what is no secret is there to be found
    await project.run('config', 'set', '--secret', 'shop:password', `${canary}-2`, '--stack', 'dev');
    seen.push(await project.preview('dev', '--diff'), await project.up('dev', '--diff'), await project.refresh('dev'));
    expect(variablesOf(namespace, 'web')).toMatchObject({ PASSWORD: `${canary}-2` });
    const everything = [state, await project.state('dev'), project.read('Pulumi.dev.yaml')];
    for (const text of [...everything, ...seen.flatMap(({ output, events }) => [output, events])])
      expect(text).not.toContain(canary);
  });
});

function variablesOf(namespace: string, flow: string): Record<string, string> {
  const { env } = stored('deployment', namespace, `shop-${flow}`).spec.template.spec.containers[0];
  return Object.fromEntries(env.map(({ name, value }) => [name, value]));
}
