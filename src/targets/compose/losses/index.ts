import type { Loss } from '../../losses';
import { clusterLosses } from './cluster';
import { containerLosses } from './containers';
import { networkLosses } from './network';
import { partLosses } from './parts';
import { runLosses } from './runs';
import { securityLosses } from './security';
import { variableLosses } from './variables';
import { volumeLosses } from './volumes';

/** All features that Compose cannot express. Every other feature is written. */
export const losses: readonly Loss[] = [
  ...clusterLosses,
  ...containerLosses,
  ...networkLosses,
  ...partLosses,
  ...runLosses,
  ...securityLosses,
  ...variableLosses,
  ...volumeLosses,
];
