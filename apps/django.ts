import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  Application,
  type ApplicationProps,
  JobFlow,
  ScheduleFlow,
  ServiceFlow,
  StoreFlow,
  text,
  WorkerFlow,
} from 'towpath';

/** A Django site: its code knows no environment, and its environments hold no logic. */
export default class Django extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, { ...props, shared: { user: 1000, labels: { team: 'web' } } });

    const password = this.secret('postgres').key('password');
    const db = new StoreFlow(this, 'db', {
      image: 'postgres:17.2',
      user: 999,
      port: 5432,
      env: { POSTGRES_DB: 'django', POSTGRES_USER: 'django', POSTGRES_PASSWORD: password, PGDATA: '/data/pg' },
      volume: { mountPath: '/data', size: '1Gi' },
      probes: { readiness: { exec: ['pg_isready', '-U', 'django'] } },
    });
    const broker = new StoreFlow(this, 'broker', {
      image: 'redis:7.4',
      user: 999,
      port: 6379,
      probes: { readiness: { exec: ['redis-cli', 'ping'] } },
    });

    const settings = this.config('settings', {
      data: { DJANGO_SETTINGS_MODULE: 'site.settings', DJANGO_ALLOWED_HOSTS: '*', DJANGO_LOG_LEVEL: 'INFO' },
    });
    // Every process of the site runs the same image, under the same settings.
    const django = {
      image: this.image('django', 'example/django-site'),
      envFrom: [{ config: settings }],
      env: {
        DJANGO_SECRET_KEY: this.secret('django').key('secret-key'),
        DATABASE_PASSWORD: password,
        DATABASE_URL: text`postgres://django:$(DATABASE_PASSWORD)@${db.host}:${db.port}/django`,
        CELERY_BROKER_URL: text`redis://${broker.host}:${broker.port}/0`,
      },
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
      volumes: { tmp: { empty: true, mountPath: '/tmp' } },
      readOnlyRoot: true,
    } as const;

    const identity = new kplus.ServiceAccount(this, 'web-account', { metadata: { name: `${this.instance}-web` } });
    const web = new ServiceFlow(this, 'web', {
      ...django,
      command: ['gunicorn', '--bind', '0.0.0.0:8000', 'site.wsgi'],
      ports: { http: { port: 8000, servicePort: 80 } },
      probes: {
        startup: { http: '/healthz', failureThreshold: 30, periodSeconds: 2 },
        readiness: { http: '/healthz', headers: { Host: 'localhost' } },
        liveness: { http: '/healthz', periodSeconds: 30 },
      },
      // Load balancers need a moment to notice that a pod goes.
      lifecycle: { preStop: { sleep: 5 } },
      route: {},
      serviceAccount: { existing: identity },
    });
    const worker = new WorkerFlow(this, 'worker', {
      ...django,
      command: ['celery', '--app', 'site', 'worker'],
      waitFor: [broker],
      terminationGracePeriodSeconds: 120,
    });
    new JobFlow(this, 'migrate', {
      ...django,
      command: ['python', 'manage.py', 'migrate'],
      before: [web, worker],
      waitFor: [db],
      backoffLimit: 2,
    });
    new ScheduleFlow(this, 'clearsessions', {
      ...django,
      command: ['python', 'manage.py', 'clearsessions'],
      schedule: '30 3 * * *',
      timeZone: 'Europe/Prague',
    });

    // Only the site and its workers reach the broker. Flows are what cdk8s-plus takes for pods.
    new kplus.NetworkPolicy(this, 'broker-policy', {
      metadata: { name: `${this.instance}-broker` },
      selector: broker,
      ingress: { rules: [web, worker].map((peer) => ({ peer, ports: [kplus.NetworkPolicyPort.tcp(6379)] })) },
    });
  }
}
