import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsIn, runCommandsIn } from './helpers/hinted-commands';
import { kubectl } from './helpers/kubectl';
import { shopOn } from './helpers/shop';
import { withControllers } from './helpers/with-controllers';

const store = (workload: string) =>
  `new StoreFlow(this, 'db', { image: 'redis:7.4', user: 999, port: 6379, workload: '${workload}', volume: { mountPath: '/data', size: '1Gi' } });`;

/** A volume as an administrator creates it, of a class that gets no volumes by itself. It has the name of the namespace. */
const volumeFor = (namespace: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: namespace },
  spec: {
    accessModes: ['ReadWriteOnce'],
    capacity: { storage: '1Gi' },
    storageClassName: 'by-hand',
    persistentVolumeReclaimPolicy: 'Delete',
    claimRef: { namespace, name: 'shop-db' },
    hostPath: { path: '/not-there' },
  },
});

withControllers('a Deployment with a claim that becomes a StatefulSet', () => {
  it('keeps its data after the commands of the hint', async () => {
    const shop = shopOn([]);
    const declare = (workload: string) => {
      shop.change([store(workload)]);
      const file = join(shop.cwd, 'environments/dev.yaml');
      const flows = 'flows: { db: { volume: { storageClass: by-hand } } }';
      writeFileSync(file, readFileSync(file, 'utf8').replace('tag: v1', `tag: v1, ${flows}`));
    };
    declare('deployment');
    kubectl(['apply', '-f', '-'], JSON.stringify(volumeFor(shop.namespace)));
    expect(await shop.deploy()).toMatchObject({ code: 0 });
    const volumeOf = (claim: string) =>
      kubectl(['get', 'pvc', claim, '-n', shop.namespace, '-o', 'jsonpath={.spec.volumeName}']).stdout;
    expect(volumeOf('shop-db')).toBe(shop.namespace);
    declare('statefulSet');
    const preview = await shop.run(['diff', '-e', 'dev', '-o', 'json']);
    const { issues } = JSON.parse(preview.stdout) as { issues: { code: string; message: string; hint?: string }[] };
    const warning = issues.find(({ code }) => code === 'disk-starts-empty');
    expect(commandsIn(warning?.hint).filter((one) => !one.startsWith('kubectl --context loopback '))).toEqual([]);
    expect(commandsIn(warning?.hint)).toHaveLength(4);
    runCommandsIn(warning?.hint);
    expect(await shop.deploy('-y')).toMatchObject({ code: 0 });
    const [, next = ''] = /new claim `([^`]+)`/.exec(warning?.message ?? '') ?? [];
    expect(volumeOf(next)).toBe(shop.namespace);
  });
});
