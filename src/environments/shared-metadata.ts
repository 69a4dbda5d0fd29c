import { objectMetadata } from '../spec/properties/metadata';
import type { Environment } from './environment';
import { mergeLayers } from './layers';
import { valueAt } from './merge';
import { overlays } from './overlays';

/** Labels and annotations of every object of an application, whatever it belongs to. */
export interface SharedMetadata {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What code, environment and application say for all objects: `labels` and `annotations` of `shared` and `defaults`. */
export function sharedMetadata(environment: Environment, application: string, shared: unknown): SharedMetadata {
  const layers = [
    { data: shared },
    ...overlays(environment, ['defaults']),
    ...overlays(environment, ['apps', application, 'defaults']),
  ];
  const described = layers.map(({ data }) => ({
    data: { labels: valueAt(data, ['labels']), annotations: valueAt(data, ['annotations']) },
  }));
  return mergeLayers(described, objectMetadata) as SharedMetadata;
}
