import type { Fields } from '../../src/equivalence';
import { judge } from './facts';
import { object, service } from './objects';

const policy = (spec: Fields) => object('networking.k8s.io/v1 NetworkPolicy', { spec });

const route = (tls: Fields) => object('route.openshift.io/v1 Route', { spec: { tls } });

judge([
  ['how a Route is secured', route({}), route({ termination: 'edge' }), route({ destinationCACertificate: 'a' })],
  [
    'a Route that trusts an authority',
    route({ destinationCACertificate: 'a' }),
    route({ destinationCACertificate: 'a', termination: null }),
    route({ destinationCACertificate: 'a', termination: 'edge' }),
  ],
  [
    'the length of no stickiness',
    service({ sessionAffinityConfig: { clientIP: { timeoutSeconds: 1 } } }),
    service({}),
    service({ sessionAffinity: 'ClientIP' }),
  ],
  [
    'the type of a Service',
    service({}),
    service({ type: 'ClusterIP', sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' }),
    service({ type: 'NodePort' }),
  ],
  [
    'its ports',
    service({ ports: [{ port: 80 }] }),
    service({ ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }] }),
    service({ ports: [{ port: 80, targetPort: '80' }] }),
  ],
  [
    'a port that leads to none',
    service({ ports: [{ port: 80, targetPort: 0 }] }),
    service({ ports: [{ port: 80, targetPort: 80 }] }),
    service({ ports: [{ port: 80, targetPort: 1 }] }),
  ],
  [
    'the way into a Service',
    service({ type: 'NodePort' }),
    service({ type: 'NodePort', externalTrafficPolicy: 'Cluster' }),
    service({ type: 'NodePort', externalTrafficPolicy: 'Local' }),
  ],
  [
    'its stickiness',
    service({ sessionAffinity: 'ClientIP' }),
    service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } }),
    service({ sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 1 } } }),
  ],
  [
    'a NetworkPolicy',
    policy({ egress: [{}] }),
    policy({ egress: [{}], policyTypes: ['Ingress', 'Egress'], podSelector: {} }),
    policy({}),
  ],
  [
    'the protocol of its ports',
    policy({ ingress: [{ ports: [{ port: 1 }] }] }),
    policy({ ingress: [{ from: [], ports: [{ port: 1, protocol: 'TCP' }] }] }),
    policy({ ingress: [{ ports: [{ port: 1, protocol: 'UDP' }] }] }),
  ],
  [
    'a Route',
    object('route.openshift.io/v1 Route', { spec: { to: { name: 'a' } } }),
    object('route.openshift.io/v1 Route', {
      spec: { to: { name: 'a', kind: 'Service', weight: 100 }, wildcardPolicy: 'None' },
    }),
    object('route.openshift.io/v1 Route', { spec: { to: { name: 'a', weight: 1 } } }),
  ],
]);
