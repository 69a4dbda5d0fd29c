import { type FieldsV1, fieldManager, type LiveObject, type ManagedFields } from '../cluster';
import { union } from './field-set';

type Operation = ManagedFields['operation'];

/**
 * Tools that deploy objects, by their field managers. A person's `kubectl edit` and `kubectl scale`, and controllers of
 * the cluster, are not among them: their fields stay theirs until they are forced. `kubectl` with the operation Apply
 * is a tool; with the operation Update it is a person's `kubectl rollout undo`.
 */
const tools: readonly (readonly [tool: string, manager: RegExp, operation?: Operation])[] = [
  ['kubectl apply', /^kubectl$/, 'Apply'],
  ['kubectl apply', /^(kubectl-client-side-apply|kubectl-last-applied|before-first-apply)$/],
  ['kubectl create', /^kubectl-(create|replace)$/],
  ['Helm', /^helm$/],
  ['Argo CD', /^argocd(-application)?-controller$/],
  ['Pulumi', /^pulumi-(resource-)?kubernetes(-|$)/],
  ['Flux', /^(kustomize|helm)-controller$/],
  ['Terraform', /^(Terraform|HashiCorp)/],
];

/** The tool behind a field manager; undefined for people, controllers and towpath. */
export function toolOf(manager: string, operation: Operation): string | undefined {
  return tools.find(([, pattern, only = operation]) => pattern.test(manager) && only === operation)?.[0];
}

/** The tools that wrote an object, by name. */
export function toolsOf(live: LiveObject): string[] {
  const found = entriesOf(live)
    .filter(isTools)
    .flatMap(({ manager, operation }) => toolOf(manager, operation) ?? []);
  return [...new Set(found)].sort();
}

export function entriesOf({ metadata }: LiveObject): readonly ManagedFields[] {
  return metadata.managedFields ?? [];
}

/** The entry of towpath's last apply. */
export function isOurs({ manager, operation, subresource }: ManagedFields): boolean {
  return manager === fieldManager && operation === 'Apply' && !subresource;
}

/** A write through a subresource is a person's scaling, not a deploy. */
export function isTools({ manager, operation, subresource }: ManagedFields): boolean {
  return toolOf(manager, operation) !== undefined && !subresource;
}

/** The newest entry. */
export function newestEntry(entries: readonly ManagedFields[]): ManagedFields | undefined {
  return [...entries].sort(({ time: a = '' }, { time: b = '' }) => (a < b ? -1 : 1)).at(-1);
}

export function fieldsOf(entries: readonly ManagedFields[]): FieldsV1 {
  return union(...entries.map(({ fieldsV1 }) => fieldsV1));
}
