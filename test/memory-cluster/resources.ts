import type { Resource, Resources } from '../../src/cluster/cluster';
import { groupOf } from '../../src/kubernetes/api-version';
import { builtinResource } from '../../src/targets/kubernetes/api-resource';
import { loadBundle } from '../../src/targets/kubernetes/validation/bundle';

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** Every kind of Kubernetes' own, in the versions that its newest release serves. */
export function builtinResources(): Resources {
  const all = Object.values(loadBundle()).flatMap(({ kind: name, until }): [string, Resource][] => {
    const [apiVersion = '', kind = ''] = name?.split(' ') ?? [];
    const found = builtinResource(apiVersion, kind);
    if (!found || until !== undefined) return [];
    const version = apiVersion.split('/').at(-1) ?? '';
    return [[`${apiVersion} ${kind}`, { group: groupOf(apiVersion), version, kind, verbs, ...found }]];
  });
  const known = new Map(all);
  // Stable versions come first.
  const stable = all.map(([, resource]) => resource).filter(({ version }) => /^v\d+$/.test(version));
  return {
    find: (apiVersion, kind) => known.get(`${apiVersion} ${kind}`),
    namespacedKinds: () => stable.filter(({ namespaced }) => namespaced),
    preferred: (group, kind) => stable.find((one) => one.group === group && one.kind === kind),
  };
}
