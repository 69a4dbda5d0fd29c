import { change, changeEach, type Fields, withDefaults, withoutEmpty } from '../fields';
import { byValue } from '../quantity';

const percent = { type: 'Percent', value: 100, periodSeconds: 15 };
const up = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, percent],
};
// The time before it scales down has no default here, because an option of the controller sets it.
const down = { selectPolicy: 'Max', policies: [percent] };
const processor = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
};

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/autoscaling/v2/defaults.go */
export function autoscaler(object: Fields): Fields {
  // `autoscaling/v1` has a field for its only metric.
  if (object.apiVersion === 'autoscaling/v1') {
    return change(object, 'spec', (spec) => withDefaults(spec, { minReplicas: 1 }));
  }
  return change(object, 'spec', (written) => {
    const spec = withDefaults(withoutEmpty(written, ['metrics']), { minReplicas: 1, metrics: [processor] });
    return change(changeEach(spec, 'metrics', metric), 'behavior', (behavior) => ({
      ...behavior,
      scaleUp: withDefaults(rules(behavior.scaleUp), up),
      scaleDown: withDefaults(rules(behavior.scaleDown), down),
    }));
  });
}

function rules(written: unknown): Fields {
  return (written ?? {}) as Fields;
}

function metric(fields: Fields): Fields {
  const sources = ['resource', 'containerResource', 'pods', 'object', 'external'];
  return sources.reduce(
    (changed, source) => change(changed, source, (inner) => change(inner, 'target', target)),
    fields,
  );
}

function target(fields: Fields): Fields {
  const amounts = Object.entries(fields).filter(([key]) => key === 'value' || key === 'averageValue');
  return { ...fields, ...Object.fromEntries(amounts.map(([key, amount]) => [key, byValue(amount)])) };
}
