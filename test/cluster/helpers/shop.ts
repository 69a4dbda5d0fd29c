import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Access } from '../../../tools/control-plane/kubeconfig';
import { kubeconfigFor } from './kubeconfig';
import { newNamespace } from './namespace';
import { server } from './server';
import { startTowpath, towpath } from './towpath';
import { clusterWorkspace } from './workspace';

/** Lines of an application that tests put together. */
export const db =
  "const db = new StoreFlow(this, 'db', { image: 'redis:7.4', user: 999, port: 6379, volume: { mountPath: '/data', size: '1Gi' } });";
export const migrate = "new JobFlow(this, 'migrate', { image, user: 1000, before: ['api'], env: { DB: db.host } });";
export const api = "new ServiceFlow(this, 'api', { image, user: 1000, port: 80 });";
export const wrk = "new WorkerFlow(this, 'wrk', { image, user: 1000 });";

/** The file of an application with these lines. */
export function application(...lines: string[]): string {
  return `
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, JobFlow, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';

export default class Shop extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    const image = this.image('api', 'example/api');
    ${lines.join('\n    ')}
  }
}
`;
}

/** A workspace of one application, `shop`, and the namespace of its only environment, on a server or a proxy. */
export function shopOn(lines: readonly string[], on: Access = server(), namespace: string = newNamespace()) {
  const environment = (tag: string) => ({ namespace, apps: { shop: { tag } } });
  const cwd = clusterWorkspace({
    environments: { dev: environment('v1') },
    files: { 'apps/shop.ts': application(...lines) },
    server: on,
  });
  const kubeconfig = kubeconfigFor({ context: 'loopback', server: on });
  const command = ['deploy', '-e', 'dev'];
  return {
    namespace,
    cwd,
    kubeconfig,
    /** Other lines, and another tag of its image. */
    change(others: readonly string[], tag = 'v1') {
      const cluster = `cluster: { context: loopback, server: "${on.url}" }`;
      writeFileSync(join(cwd, 'apps/shop.ts'), application(...others));
      writeFileSync(
        join(cwd, 'environments/dev.yaml'),
        `${cluster}\nnamespace: ${namespace}\napps: { shop: { tag: ${tag} } }\n`,
      );
    },
    deploy: (...more: string[]) => towpath([...command, ...more], { cwd, kubeconfig }),
    start: (...more: string[]) => startTowpath([...command, ...more], { cwd, kubeconfig }),
    run: (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      towpath(args, { cwd, kubeconfig, env }),
  };
}
