import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ScheduleFlow, ServiceFlow } from 'towpath';

export default class DjangoApplication extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    const env = props.environment.name;
    const annotations = { 'app.gitlab.com/app': 'appuio-example-django', 'app.gitlab.com/env': env };
    super(scope, id, {
      ...props,
      naming: {
        name: '{flow}',
        objects: { route: 'example-django' },
        selector: { component: '{flow}', environment: '{env}' },
        labels: { component: '{app}', environment: '{env}' },
      },
      shared: {
        security: 'none',
        serviceAccountToken: null,
        serviceLinks: null,
        annotations,
        podAnnotations: annotations,
      },
    });
    const image = this.image('application', 'example/application');
    const secret = this.secret('application');
    const envFrom = [{ config: this.config('application', { rollsPods: false }) }, { secret }];
    const lifecycle = { preStop: { exec: ['sleep', '20'] } };
    const delays = (readiness: object, liveness: object) => ({
      readiness: { ...readiness, initialDelaySeconds: 9 },
      liveness: { ...liveness, initialDelaySeconds: 13 },
    });
    new ServiceFlow(this, 'application', {
      image,
      containerName: 'django',
      envFrom,
      lifecycle,
      ports: { uwsgi: { port: 8000, servicePort: false } },
      probes: delays({ tcp: true }, { tcp: true }),
      resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '1000m', memory: '512Mi' } },
      init: { 'wait-for-database': { command: ['python', 'manage.py', 'wait_for_database'], envFrom } },
      sidecars: {
        nginx: {
          native: false,
          command: ['nginx'],
          lifecycle,
          ports: { http: { port: 8080, servicePort: 80 } },
          probes: delays({ http: '/healthz' }, { http: '/healthz' }),
          resources: { requests: { cpu: '100m', memory: '32Mi' }, limits: { cpu: '200m', memory: '64Mi' } },
        },
      },
      podLabels: { name: 'application' },
      placement: { apart: [{ topology: 'node', podLabels: { name: 'application' } }] },
      rollout: { revisionHistoryLimit: 2 },
      route: { tls: true },
    });
    new ScheduleFlow(this, 'application-job-backup', {
      image,
      containerName: 'application',
      schedule: '59 1 * * *',
      command: ['/bin/bash', '-c'],
      args: [
        'python manage.py dumpdata -o /app/backups/db.json ; echo backup to /app/backups/db.json ; cat /app/backups/db.json ;',
      ],
      envFrom: [{ secret }],
      volumes: { 'backup-volume': { empty: true, mountPath: '/app/backups' } },
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      // Its pods carry the labels by which the Service finds those of the application.
      naming: { objectLabels: { pod: { component: 'application', environment: '{env}' } } },
    });
    const binding = (name: string, subject: object) =>
      new ApiObject(this, `binding-${name}`, {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata: { name },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
        subjects: [subject],
      });
    binding('admin', { kind: 'ServiceAccount', name: 'gitlab-ci', namespace: this.namespace });
    binding('edit', { kind: 'User', name: 'demo4501@appuio.ch' });
  }
}
