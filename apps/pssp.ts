import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';

/** The course page's application: a Flask API, a worker, and the Redis between them. */
export default class Pssp extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    const db = new StoreFlow(this, 'db', {
      image: 'redis:7.4',
      user: 999,
      port: 6379,
      probes: { readiness: { exec: ['redis-cli', 'ping'] } },
      volume: { mountPath: '/data', size: '1Gi' },
    });
    const env = { REDIS_HOST: db.host };
    new ServiceFlow(this, 'api', {
      image: this.image('api', 'example/pssp-api'),
      user: 1000,
      port: 5000,
      expose: 'nodePort',
      probes: { readiness: { tcp: true } },
      env,
    });
    new WorkerFlow(this, 'wrk', { image: this.image('wrk', 'example/pssp-wrk'), user: 1000, env });
  }
}
