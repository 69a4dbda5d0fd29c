import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const modules = join(__dirname, '../node_modules');

/** A workspace with one application of many stores in three environments, synthesized once. */
export function largeWorkspace(flows: number): { folder: string; program: string } {
  const folder = mkdtempSync(join(tmpdir(), 'towpath-bench-'));
  for (const name of ['apps', 'environments', 'node_modules']) mkdirSync(join(folder, name));
  symlinkSync(join(__dirname, '..'), join(folder, 'node_modules/towpath'));
  for (const name of ['cdk8s', 'constructs']) symlinkSync(join(modules, name), join(folder, 'node_modules', name));
  writeFileSync(
    join(folder, 'apps/large.js'),
    `const { Application, StoreFlow } = require('towpath');
module.exports = class Large extends Application {
  constructor(scope, id, props) {
    super(scope, id, props);
    for (let i = 0; i < ${flows}; i++) {
      const image = this.image('image-' + i, 'example/store-' + i);
      new StoreFlow(this, 'store-' + i, { image, user: 999, port: 6379, volume: { mountPath: '/data', size: '1Gi' } });
    }
  }
};
`,
  );
  writeFileSync(join(folder, 'environments/dev.yaml'), 'namespace: dev\napps: { large: { tag: main } }\n');
  for (const [name, from] of [
    ['tst', 'dev'],
    ['prod', 'tst'],
  ]) {
    const text = `promotesFrom: [${from}]\nnamespace: ${name}\napps: { large: { tag: v1 } }\n`;
    writeFileSync(join(folder, `environments/${name}.yaml`), text);
  }
  spawnSync(process.execPath, [join(__dirname, '../lib/cli/main.js'), 'synth'], { cwd: folder });
  return { folder, program: plainProgram(3, flows) };
}

/** The small application of the repository, in a workspace without the others. */
export function pssp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'towpath-bench-'));
  for (const name of ['apps', 'environments', 'node_modules']) mkdirSync(join(folder, name));
  symlinkSync(join(__dirname, '..'), join(folder, 'node_modules/towpath'));
  for (const name of ['cdk8s', 'constructs']) symlinkSync(join(modules, name), join(folder, 'node_modules', name));
  for (const file of ['apps/pssp.ts', ...['dev', 'tst', 'prod'].map((name) => `environments/${name}.yaml`)]) {
    cpSync(join(__dirname, '..', file), join(folder, file));
  }
  return folder;
}

/** A program that makes the same kinds of object with cdk8s alone, and writes them to a temporary folder. */
export function plainProgram(environments: number, flows: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'towpath-bench-'));
  symlinkSync(modules, join(folder, 'node_modules'));
  const file = join(folder, 'program.js');
  writeFileSync(
    file,
    `const { App, ApiObject, Chart, YamlOutputType } = require('cdk8s');
for (let e = 0; e < ${environments}; e++) {
  const app = new App({ outdir: __dirname + '/dist/' + e, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  const chart = new Chart(app, 'large', { namespace: 'n' + e });
  for (let i = 0; i < ${flows}; i++) {
    const name = 'large-store-' + i;
    const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': 'large' };
    const metadata = { name, labels };
    const containers = [{ name, image: 'example/store-' + i + ':v1', ports: [{ containerPort: 6379 }], volumeMounts: [{ name: 'data', mountPath: '/data' }],
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }];
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: name } }];
    const template = { metadata: { labels }, spec: { containers, volumes, securityContext: { runAsNonRoot: true, runAsUser: 999 } } };
    new ApiObject(chart, 'd' + i, { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 1, selector: { matchLabels: labels }, template } });
    new ApiObject(chart, 's' + i, { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ port: 6379 }] } });
    new ApiObject(chart, 'p' + i, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } });
  }
  app.synth();
}
`,
  );
  return file;
}
