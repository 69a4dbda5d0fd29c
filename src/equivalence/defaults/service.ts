import { change, changeEach, type Fields, fieldsOf, withDefaults, withoutEmpty } from '../fields';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go `SetDefaults_Service` */
export function service(object: Fields): Fields {
  return change(object, 'spec', (written) => {
    const spec = withDefaults(withoutEmpty(written, ['externalIPs', 'ports', 'selector']), {
      publishNotReadyAddresses: false,
      sessionAffinity: 'None',
      type: 'ClusterIP',
    });
    return withDefaults(changeEach(sticky(spec), 'ports', port), traffic(spec));
  });
}

function port({ targetPort, ...fields }: Fields): Fields {
  // A target port of 0 counts as not set.
  return withDefaults(fields, { protocol: 'TCP', targetPort: targetPort || fields.port });
}

/** The default time for which a client stays with a pod: three hours with session affinity, else not set. */
function sticky(spec: Fields): Fields {
  const { sessionAffinityConfig: config, ...rest } = spec;
  if (spec.sessionAffinity !== 'ClientIP') return rest;
  const client = withDefaults(fieldsOf(fieldsOf(config).clientIP), { timeoutSeconds: 10800 });
  return { ...rest, sessionAffinityConfig: { ...fieldsOf(config), clientIP: client } };
}

function traffic({ type, externalIPs }: Fields): Fields {
  const isPublic = type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && externalIPs);
  return {
    ...(isPublic ? { externalTrafficPolicy: 'Cluster' } : {}),
    ...(type === 'ExternalName' ? {} : { internalTrafficPolicy: 'Cluster' }),
    ...(type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {}),
  };
}
