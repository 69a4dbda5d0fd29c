import type { RequestListener } from 'node:http';

const kinds = {
  '': { pods: 'Pod', configmaps: 'ConfigMap' },
  apps: { deployments: 'Deployment', replicasets: 'ReplicaSet' },
  batch: { jobs: 'Job' },
};

const labels = {
  ...{ 'app.kubernetes.io/managed-by': 'towpath', 'app.kubernetes.io/part-of': 'shop' },
  ...{ 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'api', 'towpath.dev/environment': 'prod' },
};

export const deployment = {
  metadata: {
    ...{ name: 'shop-api', namespace: 'prod', uid: '1', resourceVersion: '7', generation: 2, labels },
    creationTimestamp: '2026-11-20T10:00:00Z',
    ownerReferences: [{ kind: 'App', name: 'shop', uid: '2' }],
    managedFields: [
      {
        ...{ manager: 'towpath', operation: 'Apply', apiVersion: 'apps/v1', time: '2026-11-20T10:00:00Z' },
        fieldsV1: { 'f:spec': { 'f:containers': { 'k:{"name":"api"}': { '.': {}, 'f:image': {} } } } },
      },
    ],
  },
  spec: { replicas: 1, template: { spec: { containers: [{ name: 'api', image: 'example/api:v1' }] } } },
  status: { observedGeneration: 2, replicas: 1, conditions: [{ type: 'Progressing', status: 'True', reason: 'New' }] },
};

/** What a server answers that tells the truth: by the path of what is asked for, the last part of it. */
export const answers = {
  api: discovery(''),
  apis: discovery('apps', 'batch'),
  deployments: listOf(deployment),
  replicasets: listOf({
    metadata: {
      ...{ name: 'shop-api-1', namespace: 'prod', uid: '3', labels },
      ownerReferences: [{ kind: 'Deployment', name: 'shop-api', uid: '1', controller: true }],
    },
    spec: {},
  }),
  pods: listOf({
    metadata: {
      ...{ name: 'shop-api-1-2', namespace: 'prod', uid: '4', labels },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'shop-api-1', uid: '3', controller: true }],
    },
    spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    status: {
      ...{ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] },
      containerStatuses: [
        {
          ...{ name: 'api', imageID: 'example/api@sha256:1', restartCount: 3 },
          state: { waiting: { reason: 'CrashLoopBackOff', message: 'again' } },
          lastState: { terminated: { exitCode: 1, reason: 'Error' } },
        },
      ],
    },
  }),
  configmaps: listOf({ metadata: { name: 'towpath.shop.v1', namespace: 'prod', uid: '5' }, data: { release: '{}' } }),
  jobs: {
    ...{ kind: 'Status', code: 403, reason: 'Forbidden', message: 'no' },
    details: { causes: [{ reason: 'NamespaceTerminating', message: 'no', field: 'a' }], retryAfterSeconds: 1 },
  },
};

function discovery(...groups: (keyof typeof kinds)[]) {
  const items = groups.map((name) => {
    const resources = Object.entries(kinds[name]).map(([resource, kind]) => {
      return { resource, responseKind: { kind }, scope: 'Namespaced', verbs: ['list'] };
    });
    return { metadata: { name }, versions: [{ version: 'v1', resources }] };
  });
  return { kind: 'APIGroupDiscoveryList', items };
}

function listOf(...items: object[]) {
  return { kind: 'List', metadata: { resourceVersion: '7' }, items };
}

/** Every request is answered with what stands in its place, whatever that is. */
export function answering(all: Readonly<Record<string, unknown>>): RequestListener {
  return ({ url = '' }, to) => {
    const what = /(\w+)(\?.*)?$/.exec(url)?.[1] ?? '';
    to.writeHead(what === 'jobs' ? 403 : 200).end(JSON.stringify(all[what] ?? null));
  };
}
