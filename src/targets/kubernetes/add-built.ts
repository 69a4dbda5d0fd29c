import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type BuiltFrom, markBuilt } from './built-objects';
import type { Manifest } from './manifest';

/** Adds an object that towpath built below a construct. `from` differs from the object if the user overrides it. */
export function addBuilt(
  scope: Construct,
  id: string,
  manifest: Manifest,
  from: BuiltFrom = { planned: manifest },
): void {
  markBuilt(new ApiObject(scope, id, withOwnLabels(scope, manifest)), from);
}

/**
 * Keeps the labels of the application away from an object that does not have them. cdk8s adds the labels of a chart to
 * each object of it, except where the object sets `undefined`.
 */
export function withOwnLabels(scope: Construct, manifest: Manifest): Manifest {
  const { labels: own = {} } = manifest.metadata;
  const foreign = Object.keys(Chart.of(scope).labels).filter((key) => !Object.hasOwn(own, key));
  if (foreign.length === 0) return manifest;
  const none = Object.fromEntries(foreign.map((key) => [key, undefined]));
  const labels = { ...none, ...own } as Readonly<Record<string, string>>;
  return { ...manifest, metadata: { ...manifest.metadata, labels } };
}
