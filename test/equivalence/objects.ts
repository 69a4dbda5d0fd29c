import type { Fields } from '../../src/equivalence';

/** An object of a kind such as `apps/v1 Deployment`. */
export function object(type: string, fields: Fields = {}): Fields {
  const [apiVersion, kind] = type.split(' ');
  return { apiVersion, kind, metadata: { name: 'a' }, ...fields };
}

export function pod(spec: Fields): Fields {
  return object('v1 Pod', { spec });
}

/** A pod with one container. */
export function container(fields: Fields): Fields {
  return pod({ containers: [{ name: 'a', image: 'a:1', ...fields }] });
}

export function service(spec: Fields): Fields {
  return object('v1 Service', { spec });
}
