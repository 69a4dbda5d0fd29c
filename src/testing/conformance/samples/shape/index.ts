import type { Values } from '../values';
import { fields, pauses, requests, surge } from './amounts';
import { draftOf, type Shaper } from './draft';
import { dns, exposure, openshift } from './exposure';
import { naming } from './naming';
import { placement, privileges } from './placement';
import { account, containerNames, disruption, neighbours, orders, pins, presence, standard } from './pods';
import { ports, routePort } from './ports';
import { probesAndHooks } from './probes';
import { autoscaling, jobs, rollout } from './runs';
import { volumes } from './volumes';

/** The shapers in the order in which they are applied: probes and routes depend on ports. */
const shapers: readonly Shaper[] = [
  presence,
  pins,
  containerNames,
  orders,
  naming,
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
  requests,
  fields,
  surge,
  pauses,
  placement,
  privileges,
];

/**
 * Changes random values so that they follow the rules over several properties in most cases. Shaping twice changes
 * nothing, so that shaped values from which a property was removed differ in that property only.
 *
 * @param turn decides which of several options is used
 */
export function shape(kind: string, values: Values, turn: number): Values {
  const draft = draftOf({ ...values, kind });
  for (const shaper of shapers) shaper(draft, turn);
  const { kind: _, ...shaped } = draft;
  return shaped;
}
