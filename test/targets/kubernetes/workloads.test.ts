import { applicationWith, writtenObject, writtenPod } from '../../helpers/written-flow';

const deployment = (code: object, overlay = {}) => writtenObject('worker', 'deployment', code, { overlay })?.spec;

describe('an autoscaler', () => {
  const code = { autoscaling: { min: 2, max: 5, scaleDown: { stabilizationWindowSeconds: 60 } }, replicas: 3 };

  it('has the number of pods to itself', () => {
    expect(deployment(code)).not.toHaveProperty('replicas');
    expect(deployment(code, { autoscaling: null })).toHaveProperty('replicas', 3);
  });

  it('measures CPU when nothing else is said, and says so', () => {
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

it('a disruption budget finds the pods of the flow', () => {
  expect(writtenObject('worker', 'pdb', { disruption: { maxUnavailable: '50%' } })?.spec).toEqual({
    maxUnavailable: '50%',
    selector: { matchLabels: { 'app.kubernetes.io/name': 'it', 'app.kubernetes.io/instance': 'shop' } },
  });
});

describe('an update', () => {
  const disk = (accessMode?: string) => ({ volumes: { v: { mountPath: '/v', size: '1Gi', accessMode } } });

  it.each(['ReadWriteOnce', 'ReadWriteOncePod', undefined])('replaces the pods that share a disk of %s', (mode) => {
    expect(deployment(disk(mode))).toHaveProperty('strategy', { type: 'Recreate' });
  });

  it.each(['ReadWriteMany', 'ReadOnlyMany'])('rolls the pods that share a disk of %s', (mode) => {
    expect(deployment(disk(mode))).not.toHaveProperty('strategy');
  });

  it('is as it is said, over a disk of one writer too', () => {
    const rolling = { ...disk(), rollout: { maxSurge: 0, maxUnavailable: 1 } };
    expect(deployment(rolling)).toHaveProperty('strategy', {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    });
  });

  it('of a StatefulSet goes by its own field', () => {
    const code = { workload: 'statefulSet', rollout: { strategy: 'onDelete' }, podManagement: 'Parallel' };
    expect(writtenObject('store', 'statefulset', code)?.spec).toMatchObject({
      updateStrategy: { type: 'OnDelete' },
      podManagementPolicy: 'Parallel',
      replicas: 1,
    });
  });
});

it('placement says nodes by topology, wishes by weight, and the flow itself where none is named', () => {
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
  it('is made with its rules, which are of the core group where none is named', () => {
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

  it('that is there is used and not made', () => {
    const { objects } = applicationWith('job', { serviceAccount: { existing: 'robot' } });
    expect(Object.keys(objects)).toEqual(['it-job']);
    expect(writtenPod('job', { serviceAccount: { existing: 'robot' } })).toHaveProperty('serviceAccountName', 'robot');
  });
});

describe('a flow that is turned off', () => {
  it('has no objects', () => {
    expect(applicationWith('service', {}, { overlay: { enabled: false } }).objects).toEqual({});
  });

  it('in code may be turned on by an environment', () => {
    const code = { enabled: false };
    expect(applicationWith('worker', code).objects).toEqual({});
    expect(Object.keys(applicationWith('worker', code, { overlay: { enabled: true } }).objects)).toEqual([
      'it-deployment',
    ]);
  });
});

describe('what is said for all flows', () => {
  const probes = { readiness: { periodSeconds: 3 } };

  it('in code reaches each flow that has the property, and gives way to what the flow says', () => {
    const shared = { labels: { team: 'a', tier: 'web' }, replicas: 4, restartPolicy: 'OnFailure' } as const;
    expect(writtenObject('worker', 'deployment', { labels: { team: 'b' } }, { shared })).toMatchObject({
      metadata: { labels: { team: 'b', tier: 'web' } },
      spec: { replicas: 4 },
    });
    expect(writtenPod('worker', {}, { shared })).not.toHaveProperty('restartPolicy');
    expect(writtenPod('job', {}, { shared })).toHaveProperty('restartPolicy', 'OnFailure');
  });

  it('in an environment tunes a probe where the flow has it, and brings none', () => {
    const application = { defaults: { probes } };
    const tuned = writtenPod('service', { probes: { readiness: { tcp: true } } }, { application });
    expect(tuned.containers[0]).toHaveProperty('readinessProbe', { tcpSocket: { port: 8080 }, periodSeconds: 3 });
    expect(writtenPod('service', {}, { application }).containers[0]).not.toHaveProperty('readinessProbe');
    expect(writtenPod('job', {}, { application }).containers[0]).not.toHaveProperty('readinessProbe');
  });

  it('in an environment tunes a disk where the flow has it, and brings none', () => {
    const application = { defaults: { volume: { storageClass: 'fast' } } };
    const own = { volume: { mountPath: '/data', size: '1Gi' } };
    expect(writtenObject('store', 'pvc', own, { application })).toHaveProperty('spec.storageClassName', 'fast');
    expect(writtenObject('store', 'pvc', {}, { application })).toBeUndefined();
  });
});
