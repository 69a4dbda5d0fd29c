import type { Construct } from 'constructs';
import {
  Application,
  type ApplicationProps,
  environment,
  JobFlow,
  ScheduleFlow,
  ServiceFlow,
  StoreFlow,
  text,
  WorkerFlow,
} from 'towpath';

/** Whatever the model can say, said once at least. */
export class Everything extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, { ...props, shared: { user: 1000, labels: { team: 'web' }, annotations: { owner: 'web' } } });

    const settings = this.config('settings', { data: { LOG_LEVEL: 'info', 'app.ini': '[app]\nname = a\n' } });
    const secret = this.secret('keys');
    const media = this.volume('media', { size: '5Gi', accessMode: 'ReadWriteMany' });
    const image = this.image('app', 'example/app');

    const db = new StoreFlow(this, 'db', {
      image: 'postgres:17.2',
      workload: 'statefulSet',
      podManagement: 'Parallel',
      replicas: 3,
      rollout: { strategy: 'rolling', partition: 1, minReadySeconds: 5, revisionHistoryLimit: 3 },
      disruption: { minAvailable: '50%', unhealthyPodEvictionPolicy: 'AlwaysAllow' },
      port: 5432,
      expose: 'headless',
      service: { publishNotReadyAddresses: true },
      volume: { mountPath: '/data', size: '1Gi' },
      volumes: { wal: { mountPath: '/wal', size: '512Mi', accessMode: 'ReadWriteOncePod' } },
      probes: { readiness: { exec: ['pg_isready'] }, liveness: { tcp: true, initialDelaySeconds: 10 } },
    });
    const cache = new StoreFlow(this, 'cache', {
      image: 'redis:7.4',
      port: 6379,
      expose: 'nodePort',
      volume: { mountPath: '/data', size: '1Gi' },
      service: { sessionAffinity: 'ClientIP' },
    });

    const web = new ServiceFlow(this, 'web', {
      image,
      pullPolicy: 'IfNotPresent',
      pullSecrets: [this.secret('registry'), 'other-registry'],
      command: ['serve'],
      args: ['--port', '8000'],
      workingDir: '/srv',
      group: 1001,
      fsGroup: 1002,
      supplementalGroups: [1003],
      env: {
        TEXT: '0123',
        DB: text`postgres://${db.host}:${db.port}/app`,
        SECRET: secret.key('token'),
        MAYBE: { secret: 'other', key: 'a', optional: true },
        LEVEL: settings.key('LOG_LEVEL'),
        POD: { field: 'metadata.name' },
        LABEL: { field: "metadata.labels['team']" },
        IP: { field: 'status.podIP' },
        CPU: { resource: 'limits.cpu', divisor: '1m' },
        MEMORY: { resource: 'requests.memory' },
      },
      envFrom: [{ config: settings }, { secret, prefix: 'KEY_', optional: true }],
      resources: {
        requests: { cpu: '250m', memory: '0.5Gi', ephemeralStorage: '1Gi' },
        limits: { cpu: '1.5', memory: '1024Mi', ephemeralStorage: '2Gi' },
        extended: { 'nvidia.com/gpu': '1' },
      },
      volumes: {
        tmp: { empty: true, mountPath: '/tmp', sizeLimit: '1Gi' },
        shm: { empty: 'memory', mountPath: '/dev/shm', sizeLimit: '64Mi' },
        files: {
          config: settings,
          mountPath: '/etc/app',
          items: { 'app.ini': 'app.ini' },
          mode: 0o440,
          readOnly: true,
        },
        one: { config: settings, mountPath: '/etc/app.ini', subPath: 'app.ini' },
        keys: { secret, mountPath: '/etc/keys', optional: true },
        media: { claim: media, mountPath: '/media' },
        there: { claim: 'there-already', mountPath: '/there', readOnly: true },
        all: {
          mountPath: '/var/run/all',
          mode: 0o400,
          projected: [
            { secret, items: { token: 'token' } },
            { config: settings, optional: true },
            { fields: { labels: 'metadata.labels', name: 'metadata.name' } },
            { token: 'vault', audience: 'vault', expirationSeconds: 7200 },
          ],
        },
      },
      readOnlyRoot: true,
      capabilities: { add: ['NET_BIND_SERVICE'] },
      serviceLinks: true,
      serviceAccount: {
        annotations: { 'example.org/role': 'web' },
        rules: [
          { resources: ['configmaps'], verbs: ['get', 'list'], resourceNames: ['settings'] },
          { apiGroups: ['batch'], resources: ['jobs'], verbs: ['create'] },
        ],
      },
      serviceAccountToken: true,
      podLabels: { tier: 'front' },
      podAnnotations: { 'example.org/scrape': 'true' },
      hostAliases: { '192.0.2.7': ['old.example.org'] },
      ports: {
        http: { port: 8000, servicePort: 80, appProtocol: 'http' },
        grpc: { port: 9000 },
        dns: { port: 5353, protocol: 'UDP' },
        metrics: { port: 9090, servicePort: false },
      },
      probes: {
        startup: { http: '/healthz', port: 'http', scheme: 'HTTP', failureThreshold: 30, periodSeconds: 2 },
        readiness: { http: '/healthz', headers: { Host: 'localhost' }, successThreshold: 2, timeoutSeconds: 3 },
        liveness: { grpc: 'web', port: 9000, terminationGracePeriodSeconds: 10 },
      },
      lifecycle: { postStart: { exec: ['warm-up'] }, preStop: { sleep: 5 } },
      terminationGracePeriodSeconds: 60,
      rollout: { maxSurge: '25%', maxUnavailable: 0, progressDeadlineSeconds: 300 },
      disruption: { maxUnavailable: 1 },
      autoscaling: {
        min: 2,
        max: 10,
        cpu: 70,
        memory: 80,
        scaleUp: { stabilizationWindowSeconds: 30, policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }] },
        scaleDown: { selectPolicy: 'Disabled' },
      },
      route: { paths: ['/', '/api'], pathType: 'Prefix', port: 'http', annotations: { 'example.org/a': 'b' } },
      waitFor: [db, cache],
      init: {
        migrate: { command: ['migrate'], env: { A: 'b' }, mounts: { tmp: { path: '/tmp' } } },
      },
      sidecars: {
        proxy: {
          user: 1001,
          image: 'envoyproxy/envoy:v1.32.0',
          ports: { admin: { port: 9901 } },
          probes: { startup: { tcp: true } },
        },
        beside: { native: false, command: ['tail'], mounts: { tmp: { path: '/logs', readOnly: true } } },
      },
      placement: {
        tolerations: [
          { key: 'dedicated', operator: 'Equal', value: 'web', effect: 'NoSchedule' },
          { operator: 'Exists' },
        ],
        spread: [{ topology: 'zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', minDomains: 2 }],
        near: [{ flow: 'cache', topology: 'node', weight: 50 }],
        apart: [{ topology: 'node' }, { topology: 'zone', weight: 100 }],
      },
    });
    new ServiceFlow(this, 'open', {
      image,
      port: 8080,
      expose: 'loadBalancer',
      replicas: 2,
      rollout: { strategy: 'recreate' },
      service: { externalTrafficPolicy: 'Local', annotations: { 'example.org/lb': 'internal' } },
      serviceAccount: { existing: 'shared' },
      route: {},
    });
    new WorkerFlow(this, 'worker', {
      image,
      waitFor: [db],
      autoscaling: { max: 4, cpu: 80 },
      volumes: { scratch: { size: '10Gi', mountPath: '/scratch' } },
      probes: { liveness: { exec: ['alive'], periodSeconds: 60 } },
    });
    new WorkerFlow(this, 'limited', {
      image,
      serviceLinks: true,
      resources: { limits: { cpu: '500m', memory: '64Mi' } },
    });
    new WorkerFlow(this, 'agent', {
      image: 'example/agent@sha256:'.concat('a'.repeat(64)),
      security: 'none',
      privileged: true,
    });
    new JobFlow(this, 'migrate', {
      image,
      command: ['migrate'],
      before: [web],
      waitFor: [db],
      restartPolicy: 'Never',
      backoffLimit: 2,
      activeDeadlineSeconds: 600,
      ttlSecondsAfterFinished: 3600,
      podFailurePolicy: [
        { action: 'FailJob', exitCodes: { operator: 'In', values: [42] } },
        { action: 'Ignore', conditions: [{ type: 'DisruptionTarget' }] },
      ],
    });
    new JobFlow(this, 'shards', {
      image,
      parallelism: 2,
      completions: 4,
      indexed: true,
      backoffLimitPerIndex: 1,
      maxFailedIndexes: 2,
      restartPolicy: 'Never',
    });
    new ScheduleFlow(this, 'report', {
      image,
      schedule: '30 3 * * *',
      timeZone: 'Europe/Prague',
      concurrency: 'Forbid',
      suspend: true,
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 0,
      restartPolicy: 'OnFailure',
    });
  }
}

/** An environment that says the rest: what is a fact of the cluster's. */
export const everywhere = environment('dev', {
  apps: {
    everything: {
      tag: 'v1',
      flows: {
        cache: { nodePort: 31234 },
        web: {
          dns: {
            policy: 'None',
            nameservers: ['192.0.2.53'],
            searches: ['example.org'],
            options: [{ name: 'ndots', value: '2' }],
          },
          route: { hosts: ['www.example.org', 'example.org'], class: 'nginx', tls: 'www-example-org' },
          placement: {
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            nodes: [
              { key: 'disk', operator: 'In', values: ['ssd'] },
              { key: 'gpu', operator: 'Exists', weight: 10 },
            ],
            scheduler: 'default-scheduler',
          },
        },
        open: {
          route: { hosts: ['open.example.org'], as: 'openshift', tls: true },
          service: { loadBalancerSourceRanges: ['192.0.2.0/24'], loadBalancerClass: 'example.org/lb' },
        },
      },
    },
  },
});
