import type { Loss } from '../../losses';
import { clusterLosses } from './cluster';
import { containerLosses } from './containers';
import { networkLosses } from './network';
import { partLosses } from './parts';
import { runLosses } from './runs';
import { variableLosses } from './variables';
import { volumeLosses } from './volumes';

/** Everything that Compose cannot express. What is not in it is written. */
export const losses: readonly Loss[] = [
  ...clusterLosses,
  ...containerLosses,
  ...networkLosses,
  ...partLosses,
  ...runLosses,
  ...variableLosses,
  ...volumeLosses,
];
