import type { Fields } from '../../src/equivalence';
import { judge } from './facts';
import { object } from './objects';

const autoscaler = (spec: Fields) => object('autoscaling/v2 HorizontalPodAutoscaler', { spec });
const percent = { type: 'Percent', value: 100, periodSeconds: 15 };
const pods = { type: 'Pods', value: 4, periodSeconds: 15 };

const memory = (averageValue: string) =>
  autoscaler({ metrics: [{ resource: { name: 'memory', target: { averageValue } } }] });

judge([
  ['the amount of a metric', memory('1Gi'), memory('1024Mi'), memory('1G')],
  [
    'the metrics of an autoscaler',
    autoscaler({}),
    autoscaler({
      minReplicas: 1,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
      ],
    }),
    autoscaler({ minReplicas: 2 }),
  ],
  [
    'its behavior',
    autoscaler({ behavior: {} }),
    autoscaler({
      behavior: {
        scaleUp: { selectPolicy: 'Max', stabilizationWindowSeconds: 0, policies: [pods, percent] },
        scaleDown: { selectPolicy: 'Max', policies: [percent] },
      },
    }),
    autoscaler({}),
  ],
  [
    'a part of its behavior',
    autoscaler({ behavior: { scaleUp: { policies: [pods] } } }),
    autoscaler({ behavior: { scaleUp: { selectPolicy: 'Max', stabilizationWindowSeconds: 0, policies: [pods] } } }),
    autoscaler({ behavior: {} }),
  ],
]);
