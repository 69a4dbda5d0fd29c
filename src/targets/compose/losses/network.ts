import type { Loss, LossPlace } from '../../losses';
import { isPublished } from '../ports';
import { flowAt, holderAt } from './in-containers';

const isHidden = (_: unknown, place: LossPlace) => !isPublished(flowAt(place));

const portLosses: readonly Loss[] = [
  {
    property: 'servicePort',
    severity: 'warning',
    reason: 'Compose puts no Service in front of the flow, so that others reach it on the port of its process.',
    when: (value, place) => value === false || (isHidden(value, place) && value !== holderAt(place).port),
  },
  {
    property: 'servicePortName',
    severity: 'warning',
    reason: 'Compose gives names only to ports that are published.',
    when: isHidden,
  },
  {
    property: 'appProtocol',
    severity: 'warning',
    reason: 'Compose says what is spoken only on ports that are published.',
    when: isHidden,
  },
];

/** Ports of the main container, and those of containers beside it. */
const everywhere = (loss: Loss): Loss[] =>
  ['', 'ports.*.', 'sidecars.*.ports.*.'].map((prefix) => ({ ...loss, property: prefix + loss.property }));

/** Features of Services and routes that Compose lacks. */
export const networkLosses: readonly Loss[] = [
  ...portLosses.flatMap(everywhere),
  {
    property: 'route',
    severity: 'warning',
    reason: 'Compose has no ingress. `expose: nodePort` with a `nodePort` publishes the flow on the host.',
  },
  { property: 'service.annotations', severity: 'warning', reason: 'Compose puts no Service in front of the flow.' },
  { property: 'service.externalTrafficPolicy', severity: 'warning', reason: 'Compose has one host.' },
  {
    property: 'service.sessionAffinity',
    severity: 'warning',
    reason: 'Docker spreads connections over containers by name look-up.',
    when: (value) => value !== 'None',
  },
  {
    property: 'service.publishNotReadyAddresses',
    severity: 'warning',
    reason: 'Docker finds containers by name whether they are ready or not.',
    when: (value) => value === false,
  },
  { property: 'service.loadBalancerClass', severity: 'warning', reason: 'Compose has no load balancer.' },
  {
    property: 'service.loadBalancerSourceRanges',
    severity: 'error',
    reason: 'the port would be open to everybody who reaches the host.',
  },
  {
    property: 'dns.policy',
    severity: 'warning',
    reason: 'containers of Compose ask Docker, which asks the name servers that are set, or those of the host.',
  },
];
