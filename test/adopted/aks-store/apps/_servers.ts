import { type Application, ServiceFlow, type ServiceFlowProps } from 'towpath';
import { login, secret } from './_stores';

type Timing = readonly [failureThreshold: number, initialDelaySeconds: number | undefined, periodSeconds: number];
type Resources = NonNullable<ServiceFlowProps['resources']>;

const probe = (http: string, [failureThreshold, initialDelaySeconds, periodSeconds]: Timing) => ({
  http,
  failureThreshold,
  ...(initialDelaySeconds !== undefined && { initialDelaySeconds }),
  periodSeconds,
});
const resources = (requests: readonly [string, string], limits: readonly [string, string]): Resources => ({
  requests: { cpu: requests[0], memory: requests[1] },
  limits: { cpu: limits[0], memory: limits[1] },
});
const image = (name: string) => `ghcr.io/azure-samples/aks-store-demo/${name}:2.2.0`;
const ai = { AI_SERVICE_URL: 'http://ai-service:5001/' };

/** The services behind the sites of the store. */
export function servers(app: Application): void {
  order(app);
  const { user, password } = login;
  const alive = app.environment.name === 'azd' ? '/health' : '/liveness';
  new ServiceFlow(app, 'makeline-service', {
    ...{ image: image('makeline-service'), port: 3001, servicePortName: 'http' },
    env: {
      ...{ ORDER_QUEUE_URI: 'amqp://rabbitmq:5672', ORDER_QUEUE_USERNAME: user, ORDER_QUEUE_PASSWORD: password },
      ORDER_QUEUE_NAME: 'orders',
      ORDER_DB_URI: 'mongodb://documentdb:10260/?tls=true&tlsAllowInvalidCertificates=true',
      ...{ ORDER_DB_NAME: 'orderdb', ORDER_DB_COLLECTION_NAME: 'orders' },
      ...{ ORDER_DB_USERNAME: user, ORDER_DB_PASSWORD: password },
    },
    resources: resources(['1m', '6Mi'], ['5m', '20Mi']),
    probes: {
      startup: probe(alive, [10, undefined, 5]),
      readiness: probe('/health', [3, 3, 5]),
      liveness: probe(alive, [5, 3, 3]),
    },
  });
  new ServiceFlow(app, 'product-service', {
    ...{ image: image('product-service'), port: 3002, servicePortName: 'http', env: ai },
    resources: resources(['1m', '1Mi'], ['2m', '20Mi']),
    probes: { readiness: probe('/health', [3, 3, 5]), liveness: probe('/health', [5, 3, 3]) },
  });
  new ServiceFlow(app, 'ai-service', {
    ...{ enabled: false, image: image('ai-service'), port: 5001, servicePortName: 'http' },
    env: { USE_LOCAL_LLM: 'True', LOCAL_LLM_ENDPOINT: 'http://workspace-phi-3-5-mini/v1' },
    resources: resources(['20m', '50Mi'], ['50m', '128Mi']),
    probes: {
      startup: probe('/health', [3, 60, 5]),
      readiness: probe('/health', [10, 3, 10]),
      liveness: probe('/health', [10, 3, 10]),
    },
  });
  for (const [name, port, interval] of [
    ['store-front', 8080, 3],
    ['store-admin', 8081, 5],
  ] as const) {
    new ServiceFlow(app, name, {
      image: image(name),
      expose: 'loadBalancer',
      ports: { [name]: { port, servicePort: 80, servicePortName: false } },
      resources: resources(['1m', '200Mi'], ['1000m', '512Mi']),
      probes: {
        startup: { ...probe('/health', [3, 5, 5]), port },
        readiness: { ...probe('/health', [3, 3, interval]), port },
        liveness: { ...probe('/health', [5, 3, 3]), port },
      },
    });
  }
}

function order(app: Application): void {
  const isAllInOne = app.environment.name === 'all-in-one';
  const logins = { ORDER_QUEUE_USERNAME: login.user, ORDER_QUEUE_PASSWORD: login.password };
  const queue = {
    ...{ ORDER_QUEUE_HOSTNAME: 'rabbitmq', ORDER_QUEUE_PORT: '5672', ORDER_QUEUE_NAME: 'orders' },
    FASTIFY_ADDRESS: '0.0.0.0',
  };
  if (isAllInOne) secret(app, 'order-service-secrets', logins);
  const variables = isAllInOne
    ? {
        envFrom: [
          { config: app.config('order-service-configs', { data: queue, rollsPods: false }) },
          { secret: 'order-service-secrets' },
        ],
      }
    : { env: { ...queue, ...logins } };
  const limits = resources(['1m', '50Mi'], isAllInOne ? ['100m', '256Mi'] : ['75m', '128Mi']);
  new ServiceFlow(app, 'order-service', {
    ...{ image: image('order-service'), port: 3000, servicePortName: 'http', resources: limits },
    ...variables,
    probes: {
      startup: probe('/health', [5, 20, 10]),
      readiness: probe('/health', [3, 3, 5]),
      liveness: probe('/health', [5, 3, 3]),
    },
    init: {
      'wait-for-rabbitmq': {
        image: 'busybox:1.37.0',
        command: ['sh', '-c', 'until nc -zv rabbitmq 5672; do echo waiting for rabbitmq; sleep 2; done;'],
        resources: limits,
      },
    },
  });
}
