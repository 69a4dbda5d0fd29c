/** The environments of the workspaces. The values are easy to find in their manifests. */
export const environments = ['dev', 'tst', 'prod'] as const;

export const namespaceOf = (environment: string) => `ns-${environment}`;
export const tagOf = (environment: string) => `tag-${environment}`;

/** The file of an environment, in which every application has the same tag. */
export function environmentText(
  environment: string,
  applications: readonly string[],
  tag = tagOf(environment),
): string {
  const before = environments[environments.indexOf(environment as 'dev') - 1];
  return [
    ...(before ? [`promotesFrom: [${before}]`] : []),
    `namespace: ${namespaceOf(environment)}`,
    'apps:',
    ...applications.map((application) => `  ${application}: { tag: ${tag} }`),
    '',
  ].join('\n');
}

const body = (flows: number) => `    for (let i = 0; i < ${flows}; i++) {
      const image = this.image('image-' + i, 'example/store-' + i);
      new StoreFlow(this, 'store-' + i, { image, user: 999, port: 6379, volume: { mountPath: '/data', size: '1Gi' } });
    }
  }
`;

/** An application of stores, each a Deployment, a Service and a PersistentVolumeClaim. */
export const javaScript = (flows: number) => `const { Application, StoreFlow } = require('towpath');
module.exports = class Large extends Application {
  constructor(scope, id, props) {
    super(scope, id, props);
${body(flows)}};
`;

/** The same in TypeScript. */
export const typeScript = (flows: number) => `import type { Construct } from 'constructs';
import { Application, type ApplicationProps, StoreFlow } from 'towpath';
export default class Large extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
${body(flows)}}
`;

/** The files of a workspace of these applications in three environments. */
export function workspaceFiles(applications: Readonly<Record<string, string>>): Record<string, string> {
  const ids = Object.keys(applications).map((file) => file.replace(/\.[jt]s$/, ''));
  return {
    ...Object.fromEntries(Object.entries(applications).map(([file, text]) => [`apps/${file}`, text])),
    ...Object.fromEntries(environments.map((name) => [`environments/${name}.yaml`, environmentText(name, ids)])),
  };
}

/** The files of a workspace of one application of many stores. */
export const largeFiles = (flows: number) => workspaceFiles({ 'large.js': javaScript(flows) });
