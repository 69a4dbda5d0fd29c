import type { Construct } from 'constructs';
import { Application, type ApplicationProps, StoreFlow } from 'towpath';

export default class DjangoDatabase extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    const annotations = { 'app.gitlab.com/app': 'appuio-example-django', 'app.gitlab.com/env': props.environment.name };
    const selector = { component: '{app}', environment: '{env}' };
    super(scope, id, {
      ...props,
      naming: { name: '{flow}', selector, labels: selector },
      shared: {
        security: 'none',
        serviceAccountToken: null,
        serviceLinks: null,
        annotations,
        podAnnotations: annotations,
      },
    });
    new StoreFlow(this, 'postgres', {
      image: 'quay.io/bitnami/postgresql:12',
      pullPolicy: 'Always',
      workload: 'statefulSet',
      ports: { postgres: { port: 5432 } },
      envFrom: [{ secret: this.secret('postgres') }],
      probes: {
        liveness: { tcp: true, initialDelaySeconds: 30 },
        readiness: {
          exec: [
            ...['/bin/sh', '-i', '-c'],
            "PGPASSWORD=$POSTGRESQL_PASSWORD psql -h 127.0.0.1 -U $POSTGRESQL_USERNAME -q -d $POSTGRESQL_DATABASE -c 'SELECT 1'",
          ],
          initialDelaySeconds: 8,
        },
      },
      resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '1000m', memory: '1Gi' } },
      volume: { mountPath: '/bitnami/postgresql', size: '1Gi' },
      rollout: { revisionHistoryLimit: 2 },
    });
  }
}
