type Fields = Readonly<Record<string, unknown>>;

const labels = { app: 'a' };
const named = { name: 'a', namespace: 'default' };

/** An object of a kind with the given spec. */
export function object(apiVersion: string, kind: string, spec: Fields, metadata: Fields = {}): object {
  return { apiVersion, kind, metadata: { ...named, ...metadata }, spec };
}

/** The template of pods, with fields of the pod and of its container. */
export function template(pod: Fields = {}, container: Fields = {}, metadata: Fields = {}): object {
  const own = { name: 'a', image: 'a:1', ...container };
  return {
    ...{ metadata: { ...metadata, labels: { ...labels, ...(metadata.labels as object | undefined) } } },
    ...{ spec: { containers: [own], ...pod } },
  };
}

/** A Deployment whose pods have the given fields. */
export function deployment(pod?: Fields, container?: Fields, metadata?: Fields, spec: Fields = {}): object {
  const own = { selector: { matchLabels: labels }, template: template(pod, container, metadata), ...spec };
  return object('apps/v1', 'Deployment', own);
}

/** A Service with one port. */
export function service(spec: Fields, port: Fields = {}, metadata: Fields = {}): object {
  return object('v1', 'Service', { ports: [{ port: 80, ...port }], ...spec }, metadata);
}

export function job(spec: Fields, pod: Fields = {}): object {
  return object('batch/v1', 'Job', { ...spec, template: template({ restartPolicy: 'Never', ...pod }) });
}

export function cronJob(spec: Fields): object {
  const jobTemplate = { spec: { template: template({ restartPolicy: 'Never' }) } };
  return object('batch/v1', 'CronJob', { schedule: '0 3 * * *', jobTemplate, ...spec });
}

/** An Ingress with one rule. */
export function ingress(rule: Fields, spec: Fields = {}, path: Fields = {}): object {
  const backend = { service: { name: 'a', port: { number: 80 } } };
  const rules = [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend, ...path }] }, ...rule }];
  return object('networking.k8s.io/v1', 'Ingress', { rules, ...spec });
}

export function claim(spec: Fields, storage: unknown = '1Gi'): object {
  const own = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } }, ...spec };
  return object('v1', 'PersistentVolumeClaim', own);
}

export function autoscaler(spec: Fields): object {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' };
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', { scaleTargetRef, ...spec });
}

export function budget(spec: Fields): object {
  return object('policy/v1', 'PodDisruptionBudget', { selector: { matchLabels: labels }, ...spec });
}

const rest = { selector: { matchLabels: labels }, serviceName: 'a' };
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' };

/** The least object of each kind, with the given metadata. */
export const least: Readonly<Record<string, (metadata: Fields) => object>> = {
  deployment: (metadata) =>
    object('apps/v1', 'Deployment', { ...rest, serviceName: undefined, template: template() }, metadata),
  statefulSet: (metadata) => object('apps/v1', 'StatefulSet', { ...rest, template: template() }, metadata),
  job: (metadata) => object('batch/v1', 'Job', { template: template({ restartPolicy: 'Never' }) }, metadata),
  cronJob: (metadata) => ({ ...cronJob({}), metadata: { ...named, ...metadata } }),
  service: (metadata) => service({}, {}, metadata),
  ingress: (metadata) => ({ ...ingress({}), metadata: { ...named, ...metadata } }),
  hpa: (metadata) => ({ ...autoscaler({ maxReplicas: 1 }), metadata: { ...named, ...metadata } }),
  pdb: (metadata) => ({ ...budget({ maxUnavailable: 1 }), metadata: { ...named, ...metadata } }),
  pvc: (metadata) => ({ ...claim({}), metadata: { ...named, ...metadata } }),
  config: (metadata) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...named, ...metadata } }),
  secret: (metadata) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { ...named, ...metadata } }),
  serviceAccount: (metadata) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...named, ...metadata } }),
  role: (metadata) => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { ...named, ...metadata },
  }),
  roleBinding: (metadata) => ({
    ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { ...named, ...metadata } },
    roleRef,
  }),
  namespace: (metadata) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', ...metadata } }),
  pod: (metadata) => deployment({}, {}, metadata),
  jobTemplate: (metadata) =>
    cronJob({ jobTemplate: { metadata, spec: { template: template({ restartPolicy: 'Never' }) } } }),
  claimTemplate: (metadata) =>
    object('apps/v1', 'StatefulSet', {
      ...{ ...rest, template: template() },
      volumeClaimTemplates: [{ ...claim({}), metadata: { name: 'a', ...metadata } }],
    }),
};
