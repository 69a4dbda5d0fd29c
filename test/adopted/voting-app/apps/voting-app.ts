import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';

export default class VotingApp extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, {
      ...props,
      naming: { name: '{flow}', selector: { app: '{flow}' }, labels: { app: '{flow}' } },
      shared: { security: 'none', serviceAccountToken: null, serviceLinks: null },
    });
    const image = (name: string) => this.image(name, `dockersamples/examplevotingapp_${name}`);
    new StoreFlow(this, 'db', {
      image: 'postgres:15-alpine',
      containerName: 'postgres',
      ports: { postgres: { port: 5432, servicePortName: 'db-service' } },
      env: { POSTGRES_USER: 'postgres', POSTGRES_PASSWORD: 'postgres' },
      volumes: { 'db-data': { empty: true, mountPath: '/var/lib/postgresql/data' } },
    });
    new StoreFlow(this, 'redis', {
      image: 'redis:alpine',
      ports: { redis: { port: 6379, servicePortName: 'redis-service' } },
      volumes: { 'redis-data': { empty: true, mountPath: '/data' } },
    });
    new WorkerFlow(this, 'worker', { image: image('worker') });
    new ServiceFlow(this, 'vote', {
      image: image('vote'),
      expose: 'nodePort',
      ports: { vote: { port: 80, servicePort: 8080, servicePortName: 'vote-service' } },
    });
    new ServiceFlow(this, 'result', {
      image: image('result'),
      expose: 'nodePort',
      ports: { result: { port: 80, servicePort: 8081, servicePortName: 'result-service' } },
    });
  }
}
