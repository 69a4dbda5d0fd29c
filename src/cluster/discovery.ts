import { z } from 'zod';
import { apiVersionOf } from '../kubernetes/api-version';
import type { Resource, Resources } from './cluster';
import type { Ask } from './http/transport';

const served = z.object({
  resource: z.string(),
  responseKind: z.object({ kind: z.string() }).nullish(),
  scope: z.string(),
  verbs: listOf(z.string()),
});
const group = z.object({
  metadata: z.object({ name: z.string().nullish() }).nullish(),
  versions: listOf(z.object({ version: z.string(), resources: listOf(served) })),
});
const discoveryList = z.object({ kind: z.string(), items: listOf(group) });

/** Go writes an empty list as `null`, or leaves it out. */
function listOf<T extends z.ZodType>(entry: T) {
  return z
    .array(entry)
    .nullish()
    .transform((list) => list ?? []);
}

/**
 * Two answers hold all kinds since Kubernetes 1.30, and in earlier versions as beta. @see
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
 */
const accept = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .join(',');

export async function discover(ask: Ask): Promise<Resources> {
  const answers = await Promise.all(['/api', '/apis'].map((path) => ask({ method: 'GET', path, accept }, kindsIn)));
  return resourcesOf(answers.flat());
}

/** The server lists the versions of a group in the order of its preference. */
function kindsIn(answer: unknown): Resource[] {
  const { success, data } = discoveryList.safeParse(answer);
  if (!success) throw new SyntaxError('no list of kinds');
  return data.items.flatMap(({ metadata, versions }) =>
    versions.flatMap(({ version, resources }) =>
      resources.flatMap(({ resource: plural, responseKind, scope, verbs }): Resource[] => {
        if (!responseKind) return [];
        const group = metadata?.name ?? '';
        return [{ group, version, kind: responseKind.kind, plural, namespaced: scope === 'Namespaced', verbs }];
      }),
    ),
  );
}

function resourcesOf(all: readonly Resource[]): Resources {
  const exact = new Map<string, Resource>();
  const first = new Map<string, Resource>();
  for (const resource of all) {
    const { group, version, kind } = resource;
    const [one, any] = [`${apiVersionOf(group, version)}/${kind}`, `${group}/${kind}`];
    if (!exact.has(one)) exact.set(one, resource);
    if (!first.has(any)) first.set(any, resource);
  }
  return {
    find: (apiVersion, kind) => exact.get(`${apiVersion}/${kind}`),
    preferred: (group, kind) => first.get(`${group}/${kind}`),
    namespacedKinds: () => [...first.values()].filter(({ namespaced }) => namespaced),
  };
}

/** The address of a kind, or of one object of it. */
export function pathOf(resource: Resource, namespace?: string, name?: string): string {
  const { group, version, plural, namespaced } = resource;
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const place = namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${place}/${plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}
