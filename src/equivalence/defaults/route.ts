import { change, changeEach, type Fields, withDefaults } from '../fields';

/** @see https://github.com/openshift/library-go/blob/master/pkg/route/defaulting/defaults.go */
export function route(object: Fields): Fields {
  return change(object, 'spec', (spec) => {
    const targets = changeEach(change(spec, 'to', target), 'alternateBackends', target);
    return withDefaults(change(targets, 'tls', secured), { wildcardPolicy: 'None' });
  });
}

function target(fields: Fields): Fields {
  return withDefaults(fields, { kind: 'Service', weight: 100 });
}

function secured(tls: Fields): Fields {
  return 'destinationCACertificate' in tls ? tls : withDefaults(tls, { termination: 'edge' });
}
