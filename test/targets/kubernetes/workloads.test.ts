import { environment, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { valueAt } from '../../../src/data/merge';
import { define } from '../../helpers/define';
import { applicationWith, writtenObject, writtenPod } from '../../helpers/written-flow';

const deployment = (code: object, overlay = {}) => writtenObject('worker', 'deployment', code, { overlay })?.spec;

describe('an autoscaler', () => {
  const code = { autoscaling: { min: 2, max: 5, scaleDown: { stabilizationWindowSeconds: 60 } }, replicas: 3 };

  it('is the only one that sets the number of pods', () => {
    expect(deployment(code)).not.toHaveProperty('replicas');
    expect(deployment(code, { autoscaling: null })).toHaveProperty('replicas', 3);
  });

  it('measures CPU by default', () => {
    const cpu = { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } };
    expect(writtenObject('worker', 'hpa', code)?.spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop-it' },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [{ type: 'Resource', resource: cpu }],
      behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
    });
    const memory = { autoscaling: { max: 2, memory: 70 } };
    expect(writtenObject('worker', 'hpa', memory)?.spec).toMatchObject({ metrics: [{ resource: { name: 'memory' } }] });
  });
});

it('a disruption budget selects the pods of the flow', () => {
  expect(writtenObject('worker', 'pdb', { disruption: { maxUnavailable: '50%' } })?.spec).toEqual({
    maxUnavailable: '50%',
    selector: { matchLabels: { 'app.kubernetes.io/name': 'it', 'app.kubernetes.io/instance': 'shop' } },
  });
});

describe('an update', () => {
  const disk = (accessMode?: string) => ({ volumes: { v: { mountPath: '/v', size: '1Gi', accessMode } } });

  it.each(['ReadWriteOnce', 'ReadWriteOncePod', undefined])(
    'stops the old pod first if pods share a disk of %s',
    (mode) => {
      expect(deployment(disk(mode))).toHaveProperty('strategy', { type: 'Recreate' });
    },
  );

  it.each(['ReadWriteMany', 'ReadOnlyMany'])('is rolling if pods share a disk of %s', (mode) => {
    expect(deployment(disk(mode))).not.toHaveProperty('strategy');
  });

  it('uses the strategy that is set, also with a disk that one node can mount', () => {
    const rolling = { ...disk(), rollout: { maxSurge: 0, maxUnavailable: 1 } };
    expect(deployment(rolling)).toHaveProperty('strategy', {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    });
  });

  it('of a StatefulSet is written in the fields of a StatefulSet', () => {
    const code = { workload: 'statefulSet', rollout: { strategy: 'onDelete' }, podManagement: 'Parallel' };
    expect(writtenObject('store', 'statefulset', code)?.spec).toMatchObject({
      updateStrategy: { type: 'OnDelete' },
      podManagementPolicy: 'Parallel',
      replicas: 1,
    });
  });
});

it('pods can keep away from, or close to, only those pods of a flow that have further labels', () => {
  const own = { 'app.kubernetes.io/name': 'it', 'app.kubernetes.io/instance': 'shop' };
  const podLabels = { track: 'stable' };
  const placement = {
    apart: [{ topology: 'node' as const, podLabels }],
    near: [{ flow: 'peer', topology: 'zone' as const, podLabels }],
  };
  const Shop = define((app) => {
    new WorkerFlow(app, 'it', { image: 'a:1', user: 1, placement });
    new WorkerFlow(app, 'peer', { image: 'a:1', user: 1 });
  });
  const pod = valueAt(synthesize(Shop, environment('here'), { id: 'shop' }).objects['it-deployment'], [
    'spec',
    'template',
    'spec',
  ]);
  const selected = (kind: string) => valueAt(pod, ['affinity', kind, 'requiredDuringSchedulingIgnoredDuringExecution']);
  expect(selected('podAntiAffinity')).toMatchObject([{ labelSelector: { matchLabels: { ...own, ...podLabels } } }]);
  expect(selected('podAffinity')).toMatchObject([
    { labelSelector: { matchLabels: { ...own, 'app.kubernetes.io/name': 'peer', ...podLabels } } },
  ]);
});

it('placement is written with topology keys, weights and selectors, and selects the flow itself by default', () => {
  const selector = { matchLabels: { 'app.kubernetes.io/name': 'it', 'app.kubernetes.io/instance': 'shop' } };
  const code = {
    placement: {
      spread: [{ topology: 'zone' }],
      near: [{ flow: 'it', topology: 'example.org/rack', weight: 10 }],
      apart: [{ topology: 'node' }],
    },
  };
  const overlay = {
    placement: {
      nodeSelector: { disk: 'ssd' },
      nodes: [
        { key: 'gpu', operator: 'Exists' },
        { key: 'arch', operator: 'In', values: ['arm64'], weight: 5 },
      ],
      priorityClass: 'high',
      scheduler: 'other',
    },
  };
  expect(writtenPod('worker', code, { overlay })).toMatchObject({
    nodeSelector: { disk: 'ssd' },
    priorityClassName: 'high',
    schedulerName: 'other',
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: selector,
      },
    ],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'gpu', operator: 'Exists' }] }],
        },
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 5, preference: { matchExpressions: [{ key: 'arch', operator: 'In', values: ['arm64'] }] } },
        ],
      },
      podAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 10, podAffinityTerm: { labelSelector: selector, topologyKey: 'example.org/rack' } },
        ],
      },
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: selector, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    },
  });
});

describe('a service account', () => {
  it('is created with its rules, whose default is the core API group', () => {
    const serviceAccount = { annotations: { role: 'reader' }, rules: [{ resources: ['pods'], verbs: ['get'] }] };
    const { objects } = applicationWith('worker', { serviceAccount, serviceAccountToken: true });
    expect(objects['it-serviceaccount']).toMatchObject({
      metadata: { name: 'shop-it', annotations: { role: 'reader' } },
    });
    expect(objects['it-role']).toHaveProperty('rules', [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]);
    expect(objects['it-rolebinding']).toMatchObject({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'shop-it' },
      subjects: [{ kind: 'ServiceAccount', name: 'shop-it' }],
    });
    const pod = writtenPod('worker', { serviceAccount, serviceAccountToken: true });
    expect(pod).toMatchObject({ serviceAccountName: 'shop-it', automountServiceAccountToken: true });
  });

  it('is not created if `existing` names one', () => {
    const { objects } = applicationWith('job', { serviceAccount: { existing: 'robot' } });
    expect(Object.keys(objects)).toEqual(['it-job']);
    expect(writtenPod('job', { serviceAccount: { existing: 'robot' } })).toHaveProperty('serviceAccountName', 'robot');
  });
});

describe('a disabled flow', () => {
  it('has no objects', () => {
    expect(applicationWith('service', {}, { overlay: { enabled: false } }).objects).toEqual({});
  });

  it('can be enabled by an environment if code disables it', () => {
    const code = { enabled: false };
    expect(applicationWith('worker', code).objects).toEqual({});
    expect(Object.keys(applicationWith('worker', code, { overlay: { enabled: true } }).objects)).toEqual([
      'it-deployment',
    ]);
  });
});

describe('a value for all flows', () => {
  const probes = { readiness: { periodSeconds: 3 } };

  it('in code applies to each flow with the property, and a flow can override it', () => {
    const shared = { labels: { team: 'a', tier: 'web' }, replicas: 4, restartPolicy: 'OnFailure' } as const;
    expect(writtenObject('worker', 'deployment', { labels: { team: 'b' } }, { shared })).toMatchObject({
      metadata: { labels: { team: 'b', tier: 'web' } },
      spec: { replicas: 4 },
    });
    expect(writtenPod('worker', {}, { shared })).not.toHaveProperty('restartPolicy');
    expect(writtenPod('job', {}, { shared })).toHaveProperty('restartPolicy', 'OnFailure');
  });

  it('in an environment changes existing probes, and adds none', () => {
    const application = { defaults: { probes } };
    const tuned = writtenPod('service', { probes: { readiness: { tcp: true } } }, { application });
    expect(tuned.containers[0]).toHaveProperty('readinessProbe', { tcpSocket: { port: 8080 }, periodSeconds: 3 });
    expect(writtenPod('service', {}, { application }).containers[0]).not.toHaveProperty('readinessProbe');
    expect(writtenPod('job', {}, { application }).containers[0]).not.toHaveProperty('readinessProbe');
  });

  it('in an environment changes existing disks, and adds none', () => {
    const application = { defaults: { volume: { storageClass: 'fast' } } };
    const own = { volume: { mountPath: '/data', size: '1Gi' } };
    expect(writtenObject('store', 'pvc', own, { application })).toHaveProperty('spec.storageClassName', 'fast');
    expect(writtenObject('store', 'pvc', {}, { application })).toBeUndefined();
  });
});
