import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { contentHash } from './content-hash';
import type { Manifest } from './manifest';

/**
 * A Job whose name contains a hash of its content. Kubernetes does not allow the template of a Job to change, so a
 * changed content gives a new Job, which runs once. The Job of an unchanged content does not run again.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export function nameByContent(scope: Construct, manifest: Manifest): ApiObject {
  const base = manifest.metadata.name;
  let isAsking = false;
  const name = {
    // The name is computed after everything is declared and patched, so that it depends on the object as it is written.
    resolve: (): string => {
      if (isAsking) return base;
      isAsking = true;
      try {
        const { spec } = object.content();
        return `${base}-${contentHash(spec, 10)}`;
      } finally {
        isAsking = false;
      }
    },
  };
  const object = new PatchedObject(scope, 'job', {
    ...manifest,
    metadata: { ...manifest.metadata, name: name as unknown as string },
  });
  return object;
}

/**
 * An object that also keeps its patches itself, because they are removed from the object while it is rendered, and its
 * name is asked for during the rendering.
 */
class PatchedObject extends ApiObject {
  readonly #patches: JsonPatch[] = [];

  override addJsonPatch(...patches: JsonPatch[]): void {
    this.#patches.push(...patches);
    super.addJsonPatch(...patches);
  }

  content(): { readonly spec?: unknown } {
    const { patches } = this as unknown as { patches: JsonPatch[] };
    const held = patches.splice(0);
    try {
      return JsonPatch.apply(this.toJson(), ...this.#patches);
    } finally {
      patches.push(...held);
    }
  }
}
