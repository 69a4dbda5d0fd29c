import type { Values } from '../values';
import { draftOf, type Shaper } from './draft';
import { dns, exposure, openshift } from './exposure';
import { account, containerNames, disruption, neighbours, pins, presence, standard } from './pods';
import { ports, routePort } from './ports';
import { probesAndHooks } from './probes';
import { autoscaling, jobs, rollout } from './runs';
import { volumes } from './volumes';

/** By what they are about; in this order, because probes and routes look at ports. */
const shapers: readonly Shaper[] = [
  presence,
  pins,
  containerNames,
  ports,
  exposure,
  openshift,
  dns,
  routePort,
  probesAndHooks,
  volumes,
  neighbours,
  account,
  standard,
  disruption,
  rollout,
  autoscaling,
  jobs,
];

/**
 * Drawn values as rules over several properties want them, mostly. Shaping twice changes nothing,
 * so that what is taken out of shaped values is all that differs.
 *
 * @param turn which of several ways is taken
 */
export function shape(kind: string, values: Values, turn: number): Values {
  const draft = draftOf({ ...values, kind });
  for (const shaper of shapers) shaper(draft, turn);
  const { kind: _, ...shaped } = draft;
  return shaped;
}
