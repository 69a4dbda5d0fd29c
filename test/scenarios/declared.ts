import { ApiObject } from 'cdk8s';
import { type Application, ServiceFlow, WorkerFlow } from 'towpath';
import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { Declare } from './shop';

/** Declares all of these. */
export const all =
  (...some: readonly Declare[]): Declare =>
  (app) => {
    for (const declare of some) declare(app);
  };

/** A Deployment and a Service. */
export const service =
  (flow: string): Declare =>
  (app) => {
    new ServiceFlow(app, flow, { image: image(app), user: 1000, port: 80 });
  };

/** A Deployment alone, whose pods are never ready on a server with controllers. */
export const worker =
  (flow: string, user = 1000): Declare =>
  (app) => {
    new WorkerFlow(app, flow, { image: image(app), user, podLabels: { 'towpath.test/never-ready': 'true' } });
  };

const image = (app: Application) => app.image('app', 'example/app');

/** An object beside the flows. */
export const object =
  (manifest: KubernetesObject): Declare =>
  (app) => {
    new ApiObject(app, `${manifest.kind}-${manifest.metadata.name}`.toLowerCase(), manifest);
  };

export const config = (name: string, data: Readonly<Record<string, string>> = {}) => object(configMap(name, data));

export function configMap(name: string, data: object, metadata: object = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, data };
}

export const claim = (name: string, storage = '1Gi') =>
  object({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  });

export const secret = (name: string, fields: object) =>
  object({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, ...fields });
