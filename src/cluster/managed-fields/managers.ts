import { type FieldsV1, fieldManager, type LiveObject, type ManagedFields } from '../cluster';
import { union } from './field-set';

/**
 * Tools that deploy objects, by the names under which they write. People's `kubectl edit` and `kubectl scale`, and
 * controllers of the cluster, are not among them: what those wrote is theirs until it is forced.
 */
const tools: readonly (readonly [tool: string, manager: RegExp])[] = [
  ['kubectl apply', /^(kubectl|kubectl-client-side-apply|kubectl-last-applied|before-first-apply)$/],
  ['kubectl create', /^kubectl-(create|replace)$/],
  ['Helm', /^helm$/],
  ['Argo CD', /^argocd(-application)?-controller$/],
  ['Pulumi', /^pulumi-(resource-)?kubernetes(-|$)/],
  ['Flux', /^(kustomize|helm)-controller$/],
  ['Terraform', /^(Terraform|HashiCorp)/],
];

/** The tool behind the name of a manager; undefined for people, controllers and ourselves. */
export function toolOf(manager: string): string | undefined {
  return tools.find(([, pattern]) => pattern.test(manager))?.[0];
}

/** The tools that wrote an object, by name. */
export function toolsOf(live: LiveObject): string[] {
  const found = entriesOf(live)
    .filter(isTools)
    .flatMap(({ manager }) => toolOf(manager) ?? []);
  return [...new Set(found)].sort();
}

export function entriesOf({ metadata }: LiveObject): readonly ManagedFields[] {
  return metadata.managedFields ?? [];
}

/** What a deploy of ours applied last. */
export function isOurs({ manager, operation, subresource }: ManagedFields): boolean {
  return manager === fieldManager && operation === 'Apply' && !subresource;
}

/** Through a subresource writes who scales by hand, and not who deploys. */
export function isTools({ manager, subresource }: ManagedFields): boolean {
  return toolOf(manager) !== undefined && !subresource;
}

export function fieldsOf(entries: readonly ManagedFields[]): FieldsV1 {
  return union(...entries.map(({ fieldsV1 }) => fieldsV1));
}
