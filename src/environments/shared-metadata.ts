import { valueAt } from '../data/merge';
import { objectMetadata } from '../model/properties/metadata';
import type { Environment } from './environment';
import { mergeLayers } from './layers';
import { overlays } from './overlays';

/** Labels and annotations that all objects of an application get. */
export interface SharedMetadata {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Merges `labels` and `annotations` of the code's `shared` properties and of both `defaults` of the environment. */
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
