import type { Manifest } from '../kubernetes/manifest';

/** Name, labels and annotations of what stands beside the flows; the application's labels come with its chart. */
export function partMetadata(name: string, values: Readonly<Record<string, unknown>>): Manifest['metadata'] {
  const { labels, annotations } = values as Partial<Manifest['metadata']>;
  return { name, ...(labels && { labels }), ...(annotations && { annotations }) };
}
