import type { WorkloadSpec } from '../spec/flow-spec';
import { container, volumeName } from './container';
import { podLabels, workloadLabels } from './labels';
import { compact, type Manifest } from './manifest';
import { type NamingContext, objectName, selectorLabels } from './naming';
import { podSecurityContext } from './security';

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ */
export function deployment(context: NamingContext, spec: WorkloadSpec): Manifest {
  const name = objectName(context, spec.flow);
  const labels = workloadLabels(context, spec);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: compact({ name, labels, annotations: spec.annotations }) as Manifest['metadata'],
    spec: compact({
      replicas: spec.kind === 'store' ? 1 : spec.replicas,
      selector: { matchLabels: selectorLabels(context, spec.flow) },
      strategy: hasOneWriter(spec) ? { type: 'Recreate' } : undefined,
      template: {
        metadata: compact({ labels: podLabels(context, spec), annotations: spec.podAnnotations }),
        spec: podSpec(name, spec),
      },
    }),
  };
}

function podSpec(name: string, spec: WorkloadSpec): object {
  const volume = spec.kind === 'store' ? spec.volume : undefined;
  return compact({
    automountServiceAccountToken: spec.serviceAccountToken,
    enableServiceLinks: spec.serviceLinks,
    securityContext: podSecurityContext(spec),
    containers: [container(spec)],
    volumes: volume && [{ name: volumeName, persistentVolumeClaim: { claimName: name } }],
  });
}

/** A rolled update would start the new pod while the old one still holds the claim, and wait for ever. */
function hasOneWriter(spec: WorkloadSpec): boolean {
  return spec.kind === 'store' && (spec.volume?.accessMode ?? '').startsWith('ReadWriteOnce');
}
