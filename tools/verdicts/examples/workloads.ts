import { selector, specified } from './example';

const autoscaling = 'autoscaling/v2';
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' };
const metric = { name: 'a', selector };

const scaled = (spec: Readonly<Record<string, unknown>>) =>
  specified(autoscaling, 'HorizontalPodAutoscaler', { scaleTargetRef: target, maxReplicas: 3, ...spec });

export const workloadExamples = [
  specified('policy/v1', 'PodDisruptionBudget', {
    ...{ selector, minAvailable: '50%', unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  }),
  specified('policy/v1', 'PodDisruptionBudget', { selector, maxUnavailable: 1 }),
  scaled({
    minReplicas: 2,
    metrics: [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
      {
        type: 'ContainerResource',
        containerResource: { name: 'memory', container: 'a', target: { type: 'AverageValue', averageValue: '100Mi' } },
      },
      { type: 'Pods', pods: { metric, target: { type: 'AverageValue', averageValue: '1' } } },
      { type: 'Object', object: { describedObject: target, metric, target: { type: 'Value', value: '1' } } },
      { type: 'External', external: { metric, target: { type: 'Value', value: '1' } } },
    ],
    behavior: {
      scaleUp: {
        ...{ stabilizationWindowSeconds: 0, selectPolicy: 'Max', tolerance: '0.1' },
        policies: [
          { type: 'Pods', value: 4, periodSeconds: 60 },
          { type: 'Percent', value: 10, periodSeconds: 60 },
        ],
      },
      scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Pods', value: 4, periodSeconds: 60 }] },
    },
  }),
  specified('autoscaling/v1', 'HorizontalPodAutoscaler', {
    ...{ scaleTargetRef: target, minReplicas: 1, maxReplicas: 3, targetCPUUtilizationPercentage: 80 },
  }),
];
