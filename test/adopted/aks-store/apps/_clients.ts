import { type Application, WorkerFlow } from 'towpath';

const running = { exec: ['cat', '/proc/1/status'] };

/** The workers that behave like customers and staff. */
export function clients(app: Application): void {
  for (const [name, url] of [
    ['virtual-customer', { ORDER_SERVICE_URL: 'http://order-service:3000/' }],
    ['virtual-worker', { MAKELINE_SERVICE_URL: 'http://makeline-service:3001' }],
  ] as const) {
    new WorkerFlow(app, name, {
      image: `ghcr.io/azure-samples/aks-store-demo/${name}:2.2.0`,
      env: { ...url, ORDERS_PER_HOUR: '100' },
      resources: { requests: { cpu: '1m', memory: '1Mi' }, limits: { cpu: '2m', memory: '20Mi' } },
      probes: {
        readiness: { ...running, failureThreshold: 3, initialDelaySeconds: 3, periodSeconds: 5 },
        liveness: { ...running, failureThreshold: 5, initialDelaySeconds: 10, periodSeconds: 10 },
      },
    });
  }
}
