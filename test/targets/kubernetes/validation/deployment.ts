import type { Fields } from './oracle';

interface DeploymentParts {
  /** Fields of the container, besides its name and image. */
  readonly container?: Fields;
  readonly pod?: Fields;
  readonly spec?: Fields;
  readonly metadata?: Fields;
}

/** A Deployment that is valid except for these fields. */
export function deployment({ container, pod, spec, metadata }: DeploymentParts = {}): Fields {
  const labels = { app: 'a' };
  const containers = [{ name: 'a', image: 'a:1', ...container }];
  const template = { metadata: { labels }, spec: { containers, ...pod } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a', ...metadata },
    spec: { selector: { matchLabels: labels }, template, ...spec },
  };
}
