import { gunzipSync } from 'node:zlib';
import { processHasEnded } from '../../../src/files/lock-owner';
import type { Release } from '../../../src/release/store/release';
import { type Live, live, names } from './live';

/** The releases of a namespace's only application, the newest first, with the objects that they hold. */
export function releasesIn(namespace: string): (Release & { readonly objects: string })[] {
  const all = live(namespace, 'configmaps');
  return [...all.values()]
    .filter(({ metadata }) => metadata.labels?.['towpath.dev/release'] !== undefined)
    .map((one) => {
      const packed = all.get(`ConfigMap/${one.metadata.name}.objects`) as unknown as {
        binaryData: Record<string, string>;
      };
      const text = packed.binaryData['objects.json.gz'] ?? '';
      const release = JSON.parse((one as unknown as { data: { release: string } }).data.release) as Release;
      return { ...release, objects: gunzipSync(Buffer.from(text, 'base64')).toString() };
    })
    .sort((a, b) => b.revision - a.revision);
}

/** Who said last that they deploy there; empty when they are done. */
export function holderIn(namespace: string): string | undefined {
  const [lease] = [...live(namespace, 'leases').values()];
  return (lease?.spec as { holderIdentity?: string } | undefined)?.holderIdentity;
}

/** Whether somebody deploys there: a holder that was killed gives way at once. */
function isHeld(namespace: string): boolean {
  const holder = holderIn(namespace) ?? '';
  return holder !== '' && processHasEnded(holder.split('/').at(-1) ?? '') !== true;
}

/**
 * Everything that a deploy leaves, for comparing: what stands there and which fields of it are ours, what is kept of it, and that
 * nobody deploys any more. It is the same in every namespace.
 */
export function leftIn(namespace: string): unknown {
  const objects = live(namespace);
  const [newest] = releasesIn(namespace);
  const left = {
    names: names(namespace),
    ours: [...objects].filter(([name]) => !/\.v\d+/.test(name)).map(([name, one]) => [name, ours(one)]),
    newest: newest && { state: newest.state, flows: newest.flows, ran: newest.ran, objects: newest.objects },
    isHeld: isHeld(namespace),
  };
  const text = JSON.stringify(left).replaceAll(namespace, 'NAMESPACE');
  return JSON.parse(text.replaceAll(/applyset-[\w-]+-v1/g, 'SET'));
}

/** Fields of ours, and the values of those that tests change. */
function ours({ metadata, spec }: Live): unknown {
  const fields = (metadata.managedFields as { manager: string; operation: string; fieldsV1: object }[]).filter(
    ({ manager, operation }) => manager === 'towpath' && operation === 'Apply',
  );
  const { template } = Object(spec) as { template?: { spec: { containers: { image: string }[] } } };
  const kinds = Object(metadata.annotations)['applyset.kubernetes.io/contains-group-kinds'];
  return [fields.map(({ fieldsV1 }) => fieldsV1), template?.spec.containers.map(({ image }) => image), kinds];
}
