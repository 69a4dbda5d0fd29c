import { kubectl } from './kubectl';

export interface Live {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly resourceVersion: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly managedFields: readonly { readonly manager: string }[];
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

/** By name, what people and tools wrote. Controllers may write at any time, also after a deploy, so that is left out. */
export function written(namespace: string, which?: string): Record<string, object> {
  return Object.fromEntries([...live(namespace, which)].map(([name, one]) => [name, withoutControllers(one)]));
}

const ofControllers = /^(deployment|pv|volume|volume\.beta)\.kubernetes\.io\//;

function withoutControllers({ status: _, spec, metadata, ...rest }: Live): object {
  const { resourceVersion: __, managedFields, annotations = {}, ...others } = metadata;
  const kept = Object.entries(annotations).filter(([key]) => !ofControllers.test(key));
  const managers = managedFields.filter(({ manager }) => !manager.startsWith('kube-'));
  // A controller binds a claim to a volume.
  return { ...rest, spec: { ...(spec as object), volumeName: undefined }, ...others, annotations: kept, managers };
}
