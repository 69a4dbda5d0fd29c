import { isIPv4 } from 'node:net';
import { mapsIn } from '../../../../data/merge';
import { isAddress, isLocalAddress } from '../../../../model/addresses';
import {
  all,
  atMost,
  below,
  between,
  distinct,
  each,
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
import { addressRange, labelName, labelValue, objectName, pathSegment, qualifiedName } from './texts';

const endpointAddress = textThat(
  (text) => isAddress(text) && !isLocalAddress(text),
  'an IP address that other machines can reach',
);

const forms: Readonly<Record<string, Limit>> = {
  IPv4: all(endpointAddress, textThat(isIPv4, 'an IPv4 address')),
  IPv6: all(
    endpointAddress,
    textThat((text) => !isIPv4(text), 'an IPv6 address'),
  ),
  FQDN: textThat((text) => {
    const labels = text.replace(/\.$/, '').split('.');
    return labels.length > 1 && isMet(objectName, labels.join('.')) && labels.every((label) => isMet(labelName, label));
  }, 'a host name such as www.example.org'),
};

/** An EndpointSlice, all of whose addresses are of the type in its field `addressType`. */
export const endpointSlice: Limit = all(
  needs('addressType'),
  fields({ addressType: oneOf(...Object.keys(forms)), ports: distinct('name') }),
  together(({ addressType, endpoints }, say) => {
    const form = Object.hasOwn(forms, String(addressType)) ? forms[String(addressType)] : undefined;
    if (!form) return;
    const address = all(form, notEmpty('an address'));
    each(fields({ addresses: each(address) }))(endpoints, below(say, 'endpoints'));
  }),
  fields({
    ports: (ports, say) => {
      // A port with an empty name counts as a port without a name.
      const unnamed = mapsIn(ports).filter(({ name }) => isAbsent(name)).length;
      if (unnamed > 1) say('ports with names, because there are several');
    },
  }),
);

/** A protocol. The API server sets TCP if the field is missing, and refuses an empty text. */
export const protocol = notEmpty('`TCP`, `UDP` or `SCTP`');

const port = fields({ name: labelName, appProtocol: all(qualifiedName, notEmpty('a name')) });

const oneOfEachFamily: Limit = (ranges, say) => {
  if (!Array.isArray(ranges)) return;
  const families = ranges.filter((range) => typeof range === 'string' && isMet(addressRange, range)).map(familyOf);
  if (ranges.length > 2 || new Set(families).size < families.length) say('at most one range of each IP family');
};

function familyOf(range: string): string {
  return range.includes(':') ? 'IPv6' : 'IPv4';
}

/** The conditions for the endpoints that Services lead to, and for the IP addresses that Services get. */
export const endpoints: Limits = {
  'api.discovery.v1.Endpoint': all(
    needs('addresses'),
    fields({
      addresses: atMost(100, 'addresses'),
      nodeName: all(objectName, notEmpty('the name of a node')),
      hostname: all(labelName, notEmpty('a host name')),
      deprecatedTopology: atMost(16, 'labels'),
    }),
  ),
  'api.discovery.v1.EndpointHints': fields({
    forZones: all(distinct('name'), atMost(8, 'zones')),
    forNodes: all(distinct('name'), atMost(8, 'nodes')),
  }),
  'api.discovery.v1.ForZone': fields({ name: labelValue }),
  'api.discovery.v1.ForNode': all(needs('name'), fields({ name: objectName })),
  'api.discovery.v1.EndpointPort': all(port, fields({ protocol })),
  'api.core.v1.EndpointSubset': together(({ addresses, notReadyAddresses, ports }, say) => {
    if (stepsOf(addresses).length + stepsOf(notReadyAddresses).length === 0) {
      say('`addresses` or `notReadyAddresses`');
    }
    if (mapsIn(ports).length > 1) each(needs('name'))(ports, below(say, 'ports'));
  }),
  'api.core.v1.EndpointAddress': all(
    needs('ip'),
    fields({
      ...{ ip: endpointAddress, hostname: labelName },
      nodeName: all(objectName, notEmpty('the name of a node')),
    }),
  ),
  'api.core.v1.EndpointPort': all(needs('port'), port, fields({ port: between(1, 65535) })),
  'api.networking.v1.ServiceCIDRSpec': all(
    needs('cidrs'),
    fields({ cidrs: all(each(all(addressRange, notEmpty('a range of addresses'))), oneOfEachFamily) }),
  ),
  'api.networking.v1.IPAddressSpec': needs('parentRef'),
  'api.networking.v1.ParentReference': all(
    needs('resource', 'name'),
    fields({ group: objectName, resource: pathSegment, name: pathSegment, namespace: pathSegment }),
  ),
};
