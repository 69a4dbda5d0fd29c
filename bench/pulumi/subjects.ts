import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownCheckout } from '../subjects/checkout';

/**
 * A folder with a workspace of one application of many stores, three objects each, and two programs for it.
 *
 * @param checkout the folder of the towpath that the programs use
 */
export function project(flows: number, checkout = ownCheckout.folder): string {
  const folder = mkdtempSync(join(tmpdir(), 'towpath-bench-'));
  for (const name of ['environments', 'apps', 'home', 'state', 'node_modules']) mkdirSync(join(folder, name));
  symlinkSync(checkout, join(folder, 'node_modules/towpath'));
  for (const name of ['@pulumi', 'cdk8s', 'constructs'])
    symlinkSync(join(checkout, 'node_modules', name), join(folder, 'node_modules', name));
  const files = {
    'environments/dev.yaml': 'namespace: bench\napps: { large: { tag: v1 } }\n',
    'apps/large.js': application(flows),
    'component.js': component,
    'plain.js': plain(flows),
    'config-group.js': configGroup,
    'mocked.js': mocked,
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

const application = (flows: number) => `const { Application, StoreFlow } = require('towpath');
module.exports = class Large extends Application {
  constructor(scope, id, props) {
    super(scope, id, { ...props, shared: { annotations: { 'pulumi.com/skipAwait': 'true' } } });
    for (let i = 0; i < ${flows}; i++) {
      const image = this.image('image-' + i, 'example/store-' + i);
      new StoreFlow(this, 'store-' + i, { image, user: 999, port: 6379, volume: { mountPath: '/data', size: '1Gi' } });
    }
  }
};
`;

const component = `const { ApplicationComponent } = require('towpath/pulumi');
new ApplicationComponent('large', { application: require('./apps/large'), root: __dirname, environment: 'dev' });
`;

/** The same resources by hand, components included. */
const plain = (flows: number) => `const k8s = require('@pulumi/kubernetes');
const pulumi = require('@pulumi/pulumi');
const app = new pulumi.ComponentResource('bench:index:Application', 'large');
for (let i = 0; i < ${flows}; i++) {
  const id = 'store-' + i;
  const name = 'large-' + id;
  const selector = { 'app.kubernetes.io/name': id, 'app.kubernetes.io/instance': 'large' };
  const labels = { ...selector, 'app.kubernetes.io/component': 'store', 'app.kubernetes.io/managed-by': 'hand',
    'app.kubernetes.io/part-of': 'large', 'example.org/environment': 'dev' };
  const metadata = { name, namespace: 'bench', labels, annotations: { 'pulumi.com/skipAwait': 'true' } };
  const flow = new pulumi.ComponentResource('bench:index:Flow', 'large/' + id, {}, { parent: app });
  new k8s.core.v1.PersistentVolumeClaim(id + '-pvc', { metadata,
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }, { parent: flow, protect: true });
  new k8s.core.v1.Service(id + '-service', { metadata,
    spec: { type: 'ClusterIP', selector, ports: [{ port: 6379, targetPort: 6379 }] } }, { parent: flow });
  new k8s.apps.v1.Deployment(id + '-deployment', { metadata, spec: { replicas: 1, strategy: { type: 'Recreate' },
    selector: { matchLabels: selector },
    template: { metadata: { labels: { ...labels, 'app.kubernetes.io/version': 'v1' } }, spec: {
      automountServiceAccountToken: false, enableServiceLinks: false,
      securityContext: { fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch' },
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }],
      containers: [{ name: id, image: 'example/store-' + i + ':v1', ports: [{ containerPort: 6379 }],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true,
          runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' } } }] } } } }, { parent: flow });
}
`;

const configGroup = `const k8s = require('@pulumi/kubernetes');
new k8s.yaml.v2.ConfigGroup('large', { files: [__dirname + '/dist/dev/large/*.yaml'], skipAwait: true });
`;

/** Runs a program on Pulumi's mocks, and prints the most memory that the process had. */
const mocked = `const pulumi = require('@pulumi/pulumi');
const { waitForRPCs } = require('@pulumi/pulumi/runtime/settings');
const newResource = ({ custom, name, inputs }) => ({ id: custom ? name : undefined, state: inputs });
(async () => {
  let count = 0;
  await pulumi.runtime.setMocks({ newResource: (args) => (count++, newResource(args)), call: ({ inputs }) => inputs }, 'bench', 'dev');
  // A component is refused where nothing names a cluster.
  pulumi.runtime.setAllConfig({ 'kubernetes:context': 'bench' });
  require(process.argv[2]);
  await waitForRPCs();
  process.stdout.write(JSON.stringify({ count, megabytes: process.resourceUsage().maxRSS / 1024 }) + '\\n');
})();
`;
