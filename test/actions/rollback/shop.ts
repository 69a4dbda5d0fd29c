import { gzipSync } from 'node:zlib';
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, JobFlow, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { desiredEnvironment } from '../../../src/actions/deploy/desired-environment';
import { type CheckOptions, checkedRestore } from '../../../src/actions/rollback/checked-restore';
import { restoredRelease } from '../../../src/actions/rollback/restored';
import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import { findEnvironment } from '../../../src/assembly/assemble-workspace';
import { partOfSet } from '../../../src/kubernetes/apply-set';
import { type DesiredObject, type SourceCommit, withSource } from '../../../src/release/desired';
import { releasedObjectsRef, setId } from '../../../src/release/store/instance';
import { releaseObject } from '../../../src/release/store/record';
import type { Release } from '../../../src/release/store/release';
import { loadWorkspace } from '../../../src/workspace/load';
import type { ApplicationClass } from '../../../src/workspace/workspace';
import { stubCluster } from './stub-cluster';

/** Flows of every kind that leaves something: a Role, a Secret that is read, a job that runs before, a claim. */
export class Shop extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    const image = this.image('api', 'example/api');
    const db = new StoreFlow(this, 'db', {
      ...{ image: 'redis:7.4', user: 999, port: 6379, volume: { mountPath: '/data', size: '1Gi' } },
    });
    const api = new ServiceFlow(this, 'api', {
      ...{ image, user: 1000, port: 80, env: { LOG: 'info', REDIS: db.host } },
      serviceAccount: { rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] }] },
    });
    new JobFlow(this, 'migrate', { image, user: 1000, before: [api] });
    new WorkerFlow(this, 'wrk', {
      ...{ image: this.image('wrk', 'example/wrk'), user: 1000, env: { LOG: 'info', LEVEL: '1' } },
      resources: { requests: { memory: '256Mi' } },
    });
  }
}

export const environments = {
  'environments/dev.yaml': 'namespace: dev\napps: { shop: { tag: v1 } }\n',
  'environments/prod.yaml':
    'namespace: prod\ncreateNamespace: true\npromotesFrom: [dev]\ncluster: { context: stub }\napps: { shop: { tag: v1 } }\n',
};

const instanceRef = { instance: 'shop', namespace: 'prod' };

/** A record of a release, as its two ConfigMaps hold it. */
export interface Kept {
  readonly release: Release;
  readonly objects: readonly DesiredObject[];
}

/** What a deploy of a workspace would write down. */
export async function recordOf(
  root: string,
  source: SourceCommit = {},
  applications: Readonly<Record<string, ApplicationClass>> = { shop: Shop },
): Promise<Kept> {
  const found = await desiredEnvironment({ root, environment: 'prod', applications });
  const [desired] = found.applications;
  if (!desired) throw new Error('nothing is declared');
  const { application, environment, instance, flows, objects } = withSource(desired, source);
  const inPlace = objects.map((object) => ({ ...object, manifest: withNamespace(object.manifest) }));
  const release: Release = {
    ...{ revision: 1, application, environment, instance, state: 'deployed', flows, ran: [], ...source },
    ...{ at: '2026-11-20T10:00:00.000Z', by: 'admin' },
  };
  // What is written down is JSON.
  return JSON.parse(JSON.stringify({ release, objects: inPlace.filter(({ manifest }) => manifest.kind !== 'Secret') }));
}

function withNamespace(manifest: KubernetesObject): KubernetesObject {
  if (manifest.kind === 'Namespace') return manifest;
  return { ...manifest, metadata: { namespace: 'prod', ...manifest.metadata } };
}

/** An object as it stands in the cluster once it is deployed. */
export function deployed(manifest: KubernetesObject): KubernetesObject {
  if (manifest.metadata.namespace === undefined) return manifest;
  const labels = { ...(manifest.metadata.labels as object | undefined), [partOfSet]: setId(instanceRef) };
  return { ...manifest, metadata: { ...manifest.metadata, labels } };
}

export interface RestoreOptions extends CheckOptions {
  readonly root: string;
  readonly applications?: Readonly<Record<string, ApplicationClass>>;
  /** What stands in the cluster beside the record. @default nothing */
  readonly live?: readonly KubernetesObject[];
}

/** Holds a record to a workspace and a cluster, as `rollback --to 1` does before anybody is asked. */
export async function restore(
  { release, objects }: Kept,
  { root, applications = { shop: Shop }, live = [], ...options }: RestoreOptions,
) {
  const { metadata, ...record } = releaseObject({ ...release, revision: 1, instance: 'shop' }, instanceRef);
  const said = { ...record, metadata, data: { release: JSON.stringify(release) } };
  // Packed here, because towpath itself would leave out what it never writes.
  const packed = gzipSync(JSON.stringify(objects)).toString('base64');
  const name = releasedObjectsRef(instanceRef, 1).name;
  const kept = { ...record, metadata: { ...metadata, name }, binaryData: { 'objects.json.gz': packed } };
  const cluster = stubCluster([...live, said, kept]);
  const workspace = await loadWorkspace({ root, applications });
  const environment = findEnvironment(workspace, 'prod');
  const place = { ...instanceRef, application: 'shop', environment: 'prod' };
  const restored = await restoredRelease(cluster, place, 1);
  return checkedRestore(cluster, workspace, environment, restored, options);
}
