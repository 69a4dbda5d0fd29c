import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../../cluster/cluster';
import { isMap, valueAt } from '../../data/merge';
import { type Issue, warningIssue } from '../../diagnostics';
import { quantityOf } from '../../model/quantity';

/** An object of an earlier release, with the sizes that its claims have now if they are larger. */
export interface GrownObject {
  readonly manifest: KubernetesObject;
  readonly issues: readonly Issue[];
}

/**
 * Keeps the sizes of claims that have grown since a release, because a claim never shrinks. The size of a StatefulSet's
 * claims is in its template, which does not change either.
 */
export function keepGrownClaims(manifest: KubernetesObject, live: LiveObject | undefined): GrownObject {
  const name = `${manifest.kind}/${manifest.metadata.name}`;
  const issues: Issue[] = [];
  const grown = (spec: unknown, now: unknown): unknown => {
    const [was, is] = [spec, now].map((one) => valueAt(one, sizePath));
    if (!isMap(spec) || typeof was !== 'string' || typeof is !== 'string' || bytes(is) <= bytes(was)) return spec;
    const message = `${name} keeps its size ${is}: the release has ${was}, and a claim cannot shrink`;
    issues.push(warningIssue('claim-keeps-size', message));
    const resources = spec.resources as { readonly requests: object };
    return { ...spec, resources: { ...resources, requests: { ...resources.requests, storage: is } } };
  };
  if (!live) return { manifest, issues };
  if (manifest.kind === 'PersistentVolumeClaim')
    return { manifest: { ...manifest, spec: grown(manifest.spec, live.spec) }, issues };
  const [templates, others] = [manifest, live].map((one) => valueAt(one, ['spec', 'volumeClaimTemplates']));
  if (manifest.kind !== 'StatefulSet' || !Array.isArray(templates) || !Array.isArray(others))
    return { manifest, issues };
  const kept = templates.map((template) => {
    const other = others.find((one) => nameIn(one) === nameIn(template));
    return { ...template, spec: grown(valueAt(template, ['spec']), valueAt(other, ['spec'])) };
  });
  return { manifest: { ...manifest, spec: { ...(manifest.spec as object), volumeClaimTemplates: kept } }, issues };
}

const sizePath = ['resources', 'requests', 'storage'];

const bytes = (size: string) => quantityOf(size) ?? 0;

const nameIn = (template: unknown) => valueAt(template, ['metadata', 'name']);
