import { defaults202612 } from './2026-12';
import type { DefaultSet, Defaults } from './default-set';

const declaredOrder = (values: Defaults | undefined): Defaults => ({ ...values, listOrder: 'declared' });

/** Like 2026-12, but environment variables and the metrics of an autoscaler keep their order. It never changes. */
export const defaults202701: DefaultSet = {
  service: declaredOrder(defaults202612.service),
  worker: declaredOrder(defaults202612.worker),
  store: declaredOrder(defaults202612.store),
  job: declaredOrder(defaults202612.job),
  schedule: declaredOrder(defaults202612.schedule),
};
