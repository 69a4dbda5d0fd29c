import { change, changeEach, type Fields, itemsOf, withDefaults, withoutEmpty } from '../fields';

/**
 * An Ingress has no defaults. The cluster chooses its class.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/v1/defaults.go
 */
export function networkPolicy(object: Fields): Fields {
  return change(object, 'spec', (written) => {
    const policy = withoutEmpty(written, ['ingress', 'egress', 'policyTypes']);
    const types = itemsOf(policy.egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
    const rules = ['ingress', 'egress'].reduce((spec, way) => changeEach(spec, way, rule), policy);
    return withDefaults(rules, { podSelector: {}, policyTypes: types });
  });
}

function rule(fields: Fields): Fields {
  return changeEach(withoutEmpty(fields, ['from', 'to', 'ports']), 'ports', (port) =>
    withDefaults(port, { protocol: 'TCP' }),
  );
}
