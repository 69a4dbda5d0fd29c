import { ApiObject } from 'cdk8s';
import { type Application, StoreFlow } from 'towpath';

export const login = { user: 'username', password: 'password' };
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A Secret whose content stands in the application. */
export function secret(app: Application, name: string, content: Record<string, string>): void {
  const data = Object.fromEntries(Object.entries(content).map(([key, text]) => [key, base64(text)]));
  new ApiObject(app, name, { apiVersion: 'v1', kind: 'Secret', metadata: { name }, data });
}

/** The database and the queue of the store. */
export function stores(app: Application): void {
  const tcp = (port: number) => ({ tcp: true as const, port });
  new StoreFlow(app, 'documentdb', {
    image: 'ghcr.io/documentdb/documentdb/documentdb-local:pg17-0.112.0',
    workload: 'statefulSet',
    serviceLinks: false,
    args: ['--username', login.user, '--password', login.password],
    ports: { documentdb: { port: 10260, servicePortName: false } },
    resources: { requests: { cpu: '5m', memory: '75Mi' }, limits: { cpu: '25m', memory: '1024Mi' } },
    probes: {
      startup: { ...tcp(10260), failureThreshold: 30, periodSeconds: 5 },
      liveness: { ...tcp(10260), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
      readiness: { ...tcp(10260), initialDelaySeconds: 5, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
    },
  });
  const isAllInOne = app.environment.name === 'all-in-one';
  const variables = { RABBITMQ_DEFAULT_USER: login.user, RABBITMQ_DEFAULT_PASS: login.password };
  if (isAllInOne) secret(app, 'rabbitmq-secrets', variables);
  new StoreFlow(app, 'rabbitmq', {
    image: 'rabbitmq:4.3.2-management-alpine',
    workload: 'statefulSet',
    ports: {
      'rabbitmq-amqp': { port: 5672, targetPort: 'number' },
      'rabbitmq-http': { port: 15672, targetPort: 'number' },
    },
    ...(isAllInOne ? { envFrom: [{ secret: 'rabbitmq-secrets' }] } : { env: variables }),
    resources: { requests: { cpu: '10m', memory: '128Mi' }, limits: { cpu: '250m', memory: '256Mi' } },
    probes: {
      startup: { ...tcp(5672), failureThreshold: 30, initialDelaySeconds: 10, periodSeconds: 10 },
      readiness: { ...tcp(5672), failureThreshold: 3, initialDelaySeconds: 5, periodSeconds: 5 },
      liveness: { ...tcp(5672), failureThreshold: 3, initialDelaySeconds: 30, periodSeconds: 10 },
    },
  });
}
