import { isWithin } from '../../../../model/addresses';
import { portReference } from './containers';
import { protocol } from './endpoints';
import {
  all,
  atMost,
  between,
  each,
  fields,
  isAbsent,
  isMet,
  type Limits,
  needs,
  notEmpty,
  oneOf,
  stepsOf,
  together,
} from './limit';
import { addressRange } from './texts';

const exceptions = together(({ cidr, except }, say) => {
  if (isAbsent(cidr) || !isMet(addressRange, cidr)) return;
  for (const [index, range] of stepsOf(except)) {
    if (typeof range !== 'string' || range === '' || !isMet(addressRange, range)) continue;
    if (!isWithin(range.trim(), String(cidr).trim())) say(`a part of \`cidr\`, ${cidr}`, ['except', index]);
  }
});

/** The conditions for NetworkPolicies. */
export const networkPolicies: Limits = {
  'api.networking.v1.NetworkPolicySpec': fields({
    policyTypes: all(each(all(oneOf('Ingress', 'Egress'), notEmpty('`Ingress` or `Egress`'))), atMost(2, 'entries')),
  }),
  'api.networking.v1.IPBlock': all(
    needs('cidr'),
    fields({ cidr: addressRange, except: each(all(addressRange, notEmpty('a range of addresses'))) }),
    exceptions,
  ),
  'api.networking.v1.NetworkPolicyPeer': together(({ ipBlock, podSelector, namespaceSelector }, say) => {
    const isSelected = !isAbsent(podSelector) || !isAbsent(namespaceSelector);
    if (!isAbsent(ipBlock) && isSelected) say('either `ipBlock` or selectors');
    if (isAbsent(ipBlock) && !isSelected) say('`podSelector`, `namespaceSelector` or `ipBlock`');
  }),
  'api.networking.v1.NetworkPolicyPort': all(
    fields({ port: portReference, endPort: between(1, 65535), protocol }),
    together(({ port, endPort }, say) => {
      if (isAbsent(endPort)) return;
      if (typeof port !== 'number') say('a number in `port`, because `endPort` is set');
      else if (typeof endPort === 'number' && endPort < port) say(`at least \`port\`, ${port}`, ['endPort']);
    }),
  ),
};
