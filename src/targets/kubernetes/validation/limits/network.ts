import { mapsIn } from '../../../../data/merge';
import {
  all,
  below,
  between,
  distinct,
  each,
  exactlyOne,
  type Fields,
  fields,
  isAbsent,
  isMet,
  type Limit,
  type Limits,
  needs,
  notEmpty,
  oneOf,
  stepsOf,
  textThat,
  together,
} from './limit';
import {
  address,
  addressRange,
  certifiedHost,
  host,
  labelName,
  labels,
  objectName,
  pathSegment,
  portName,
  qualifiedName,
} from './texts';

const headless = ({ clusterIP }: Fields) => clusterIP === 'None';

/** Reports fields of a Service that do not fit its type, and fields that its type needs. */
const fitsType: Limit = together((spec, say) => {
  const { ports, externalTrafficPolicy, externalIPs } = spec;
  const type = isAbsent(spec.type) ? 'ClusterIP' : spec.type;
  if (type === 'ExternalName') {
    if (isAbsent(spec.externalName)) say('`externalName`, because `type` is `ExternalName`');
    if (!isAbsent(spec.clusterIP)) say('no `clusterIP`, because `type` is `ExternalName`');
  } else if (!headless(spec) && mapsIn(ports).length === 0) say('at least one port in `ports`');
  if (headless(spec) && (type === 'NodePort' || type === 'LoadBalancer')) {
    say('another address than `None`, because the Service is reached from outside', ['clusterIP']);
  }
  const only = (name: string, wanted: string) => {
    if (isAbsent(spec[name]) || (Array.isArray(spec[name]) && spec[name].length === 0)) return;
    if (type !== wanted) say(`no value, because \`type\` is not \`${wanted}\``, [name]);
  };
  only('loadBalancerSourceRanges', 'LoadBalancer');
  only('loadBalancerClass', 'LoadBalancer');
  only('allocateLoadBalancerNodePorts', 'LoadBalancer');
  const isOutside = type === 'NodePort' || type === 'LoadBalancer' || !isAbsent(externalIPs);
  if (!isAbsent(externalTrafficPolicy) && !isOutside) {
    say('no value, because the Service is not reached from outside', ['externalTrafficPolicy']);
  }
  if (spec.healthCheckNodePort && (type !== 'LoadBalancer' || externalTrafficPolicy !== 'Local')) {
    say('no value without `type: LoadBalancer` and `externalTrafficPolicy: Local`', ['healthCheckNodePort']);
  }
  if (type === 'ClusterIP') {
    for (const [index, port] of stepsOf(ports)) {
      const { nodePort } = (port ?? {}) as Fields;
      if (nodePort) say('no value, because `type` is `ClusterIP`', ['ports', index, 'nodePort']);
    }
  }
});

/** Reports ports of a Service that have the same name or the same number as an earlier one. */
const portsDiffer: Limit = together(({ ports }, say) => {
  const list = mapsIn(ports);
  if (list.length > 1) each(needs('name'))(ports, below(say, 'ports'));
  distinct('name')(ports, below(say, 'ports'));
  const numbered = list.map(({ port, protocol = 'TCP' }) => ({ port, protocol }));
  distinct('port', 'protocol')(numbered, below(say, 'ports'));
});

/** A reference to an object in the same namespace. */
export const reference = all(
  needs('kind', 'name'),
  fields({ apiGroup: all(objectName, notEmpty('a group')), kind: pathSegment, name: pathSegment }),
);

const backend: Limit = all(exactlyOne(['service', 'resource']), fields({ resource: reference }));

const path: Limit = all(
  fields({ pathType: notEmpty('`Prefix`, `Exact` or `ImplementationSpecific`') }),
  together(({ path: text, pathType }, say) => {
    if (typeof text === 'string' && text !== '' && !text.startsWith('/')) say('a path such as /api', ['path']);
    if (pathType !== 'Exact' && pathType !== 'Prefix') return;
    if (isAbsent(text)) return say(`a \`path\`, because \`pathType\` is \`${pathType}\``);
    if (/\/\/|\/\.\.?(\/|$)|%2[fF]/.test(String(text))) {
      say('a path without `//`, `/.`, `/..` and `%2F`', ['path']);
    }
  }),
);

/** A port of the pods, by its number or its name. The API server accepts the number 0 in the field `port`. */
const portTarget = all(between(0, 65535), portName);

/** The conditions for Services and Ingresses. */
export const network: Limits = {
  'api.core.v1.ServiceSpec': all(
    fields({
      selector: labels,
      clusterIP: textThat((text) => text === 'None' || isMet(address, text), 'an IP address, or `None`'),
      externalIPs: each(address),
      externalName: textThat(
        (text) => isMet(objectName, text.replace(/\.$/, '')),
        'a host name such as www.example.org',
      ),
      loadBalancerClass: all(qualifiedName, notEmpty('a name')),
      loadBalancerSourceRanges: each(all(addressRange, notEmpty('a range of addresses'))),
      ipFamilies: each(oneOf('IPv4', 'IPv6')),
      trafficDistribution: oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode'),
    }),
    ...[fitsType, portsDiffer],
  ),
  'api.core.v1.ServicePort': all(
    needs('port'),
    fields({
      port: between(1, 65535),
      name: labelName,
      targetPort: portTarget,
      appProtocol: all(qualifiedName, notEmpty('a name')),
    }),
  ),
  'api.core.v1.ClientIPConfig': fields({ timeoutSeconds: between(1, 86_400) }),
  'api.networking.v1.IngressSpec': all(
    fields({ ingressClassName: all(objectName, notEmpty('the name of an IngressClass')) }),
    together(({ rules, defaultBackend }, say) => {
      if (mapsIn(rules).length === 0 && isAbsent(defaultBackend)) say('`rules`, or a `defaultBackend`');
    }),
  ),
  'api.networking.v1.IngressRule': fields({ host }),
  'api.networking.v1.HTTPIngressRuleValue': needs('paths'),
  'api.networking.v1.HTTPIngressPath': path,
  'api.networking.v1.IngressBackend': backend,
  'api.networking.v1.IngressServiceBackend': all(needs('name', 'port'), fields({ name: labelName })),
  'api.networking.v1.ServiceBackendPort': all(
    exactlyOne(['name', 'number']),
    fields({ name: portName, number: between(1, 65535) }),
  ),
  'api.networking.v1.IngressTLS': fields({
    hosts: each(all(certifiedHost, notEmpty('a host name'))),
    secretName: objectName,
  }),
};
