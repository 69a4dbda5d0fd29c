import { kubectl } from './kubectl';

export interface Live {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly resourceVersion: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** What a deploy may leave in a namespace, but what controllers make. */
const kinds =
  'deployments,statefulsets,services,configmaps,secrets,persistentvolumeclaims,jobs,ingresses,serviceaccounts';

/** Everything in a namespace that somebody wrote, by `Kind/name`. */
export function live(namespace: string, which = kinds): Map<string, Live> {
  const answer = kubectl(['get', which, '--namespace', namespace, '--output=json', '--show-managed-fields']);
  const { items } = JSON.parse(answer.stdout) as { items: Live[] };
  const made = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default'];
  return new Map(
    items
      .map((item): [string, Live] => [`${item.kind}/${item.metadata.name}`, item])
      .filter(([name]) => !made.includes(name)),
  );
}

/** The names of what is there, without what towpath keeps for itself. */
export function names(namespace: string): string[] {
  return [...live(namespace).keys()].filter((name) => !name.startsWith('ConfigMap/towpath.')).sort();
}

/**
 * By name, what changes with every write except those of a status, which controllers may still write after a deploy.
 */
export function generations(namespace: string): Record<string, unknown> {
  return Object.fromEntries(
    [...live(namespace)].map(([name, { metadata }]) => [name, metadata.generation ?? metadata.resourceVersion]),
  );
}

/** By name, what changes with every write. */
export function versions(namespace: string): Record<string, string> {
  return Object.fromEntries([...live(namespace)].map(([name, { metadata }]) => [name, metadata.resourceVersion]));
}
