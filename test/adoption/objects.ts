import type { Fields } from '../../src/equivalence';

/** A Deployment with one container. */
export function deployment(name: string, container: Fields = {}, spec: Fields = {}): Fields {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      ...spec,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image: `example/${name}:v1`, ...container }] },
      },
    },
  };
}

/** A Service of the Deployment with the same name. */
export function service(name: string, port: number, spec: Fields = {}): Fields {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: { app: name }, ports: [{ port }], ...spec },
  };
}
