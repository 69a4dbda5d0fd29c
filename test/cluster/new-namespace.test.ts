import { kubectl } from './helpers/kubectl';
import { onServer } from './helpers/server';
import { api, application } from './helpers/shop';
import { towpath } from './helpers/towpath';
import { clusterWorkspace } from './helpers/workspace';

onServer('the namespace of a deploy', () => {
  it('is created first, and reported once', async () => {
    const namespace = `new-${process.pid}`;
    const cwd = clusterWorkspace({
      environments: { dev: { namespace, createNamespace: true, apps: { shop: { tag: 'v1' } } } },
      files: { 'apps/shop.ts': application(api) },
    });
    try {
      const { code, stderr } = await towpath(['deploy', '-e', 'dev', '--no-wait'], { cwd });
      const told = stderr.split('\n').filter((line) => line.endsWith(' created'));
      expect([code, told[0], told.filter((line) => line.startsWith('Namespace/'))]).toEqual([
        0,
        `Namespace/${namespace} created`,
        [`Namespace/${namespace} created`],
      ]);
    } finally {
      kubectl(['delete', 'namespace', namespace, '--wait=false']);
    }
  });
});
