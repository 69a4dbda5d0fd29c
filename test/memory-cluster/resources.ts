import type { Resource, Resources } from '../../src/cluster/cluster';
import { apiVersionOf, groupOf } from '../../src/kubernetes/api-version';
import { builtinResource } from '../../src/targets/kubernetes/api-resource';
import { loadBundle } from '../../src/targets/kubernetes/validation/bundle';

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** Every kind of Kubernetes' own, in the versions that its newest release serves. Stable versions come first. */
export function builtinKinds(): readonly Resource[] {
  const all = loadBundle().types.flatMap(({ kind: name, until }): Resource[] => {
    const [apiVersion = '', kind = ''] = name?.split(' ') ?? [];
    const found = builtinResource(apiVersion, kind);
    if (!found || until !== undefined) return [];
    const version = apiVersion.split('/').at(-1) ?? '';
    return [{ group: groupOf(apiVersion), version, kind, verbs, ...found }];
  });
  return [...all.filter(isStable), ...all.filter((resource) => !isStable(resource))];
}

export function builtinResources(): Resources {
  const all = builtinKinds();
  const known = new Map(all.map((one) => [`${apiVersionOf(one.group, one.version)} ${one.kind}`, one]));
  const stable = all.filter(isStable);
  return {
    find: (apiVersion, kind) => known.get(`${apiVersion} ${kind}`),
    namespacedKinds: () => stable.filter(({ namespaced }) => namespaced),
    preferred: (group, kind) => stable.find((one) => one.group === group && one.kind === kind),
  };
}

function isStable({ version }: Resource): boolean {
  return /^v\d+$/.test(version);
}
