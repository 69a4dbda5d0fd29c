import type { Loss, LossPlace } from '../../losses';
import { isPublished } from '../ports';
import { flowAt, holderAt } from './in-containers';

const isHidden = (_: unknown, place: LossPlace) => !isPublished(flowAt(place));

const portLosses: readonly Loss[] = [
  {
    property: 'servicePort',
    severity: 'warning',
    reason: 'Compose has no Services, so other flows connect to the port of the container itself',
    when: (value, place) => value === false || (isHidden(value, place) && value !== holderAt(place).port),
  },
  {
    property: 'servicePortName',
    severity: 'warning',
    reason: 'Compose can name only published ports',
    when: isHidden,
  },
  {
    property: 'appProtocol',
    severity: 'warning',
    reason: 'Compose can set the application protocol only of published ports',
    when: isHidden,
  },
];

const nameLosses = (port: string): Loss[] => [
  { property: `${port}.targetPort`, severity: 'warning', reason: 'Compose has no Services that refer to ports' },
  {
    property: `${port}.containerPortName`,
    severity: 'warning',
    reason: 'the ports of containers in Compose have no names',
    when: (value) => value !== false,
  },
];

/** Repeats a loss for the ports of the main container and of sidecars. */
const everywhere = (loss: Loss): Loss[] =>
  ['', 'ports.*.', 'sidecars.*.ports.*.'].map((prefix) => ({ ...loss, property: prefix + loss.property }));

/** Features of Services and routes that Compose lacks. */
export const networkLosses: readonly Loss[] = [
  ...portLosses.flatMap(everywhere),
  ...['ports.*', 'sidecars.*.ports.*'].flatMap(nameLosses),
  ...['route', 'routes'].map(
    (property): Loss => ({
      property,
      severity: 'warning',
      reason: 'Compose has no Ingress; `expose: nodePort` with a `nodePort` publishes the flow on the host',
    }),
  ),
  {
    property: 'services',
    severity: 'warning',
    reason: 'a flow has one name in Compose; the ports of a further Service are only published, if it is exposed',
  },
  { property: 'service.labels', severity: 'warning', reason: 'Compose has no Services' },
  { property: 'service.annotations', severity: 'warning', reason: 'Compose has no Services' },
  { property: 'service.externalTrafficPolicy', severity: 'warning', reason: 'Compose runs all containers on one host' },
  {
    property: 'service.sessionAffinity',
    severity: 'warning',
    reason: 'Docker distributes connections by DNS and does not keep a client on one container',
    when: (value) => value !== 'None',
  },
  {
    property: 'service.publishNotReadyAddresses',
    severity: 'warning',
    reason: 'the DNS of Docker also returns containers that are not ready',
    when: (value) => value === false,
  },
  { property: 'service.loadBalancerClass', severity: 'warning', reason: 'Compose has no load balancer' },
  {
    property: 'service.loadBalancerSourceRanges',
    severity: 'error',
    reason: 'Compose cannot limit which addresses connect to a published port',
  },
  {
    property: 'dns.policy',
    severity: 'warning',
    reason:
      'containers in Compose use the DNS of Docker, which forwards to `dns.nameservers` or to the name servers of the host',
  },
];
