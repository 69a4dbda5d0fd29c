import type { ApplicationAssembly, KubernetesObject } from '../../assembly/application-assembly';
import { isDownWhileReplaced } from '../../promotion/downtime';
import type { ObjectChange } from '../diff/change';

/** What a deploy of changed objects does to the flows of the target, as `application/flow`. */
export interface Effects {
  /** Flows whose job runs. */
  readonly jobs: readonly string[];
  /** Flows that have no pod while they are replaced. */
  readonly down: readonly string[];
}

/** @param applications as they are after the changes */
export function effectsOf(changes: readonly ObjectChange[], applications: readonly ApplicationAssembly[]): Effects {
  const manifests = new Map(
    applications.flatMap(({ application, environment, objects }) =>
      objects.map(({ manifest }) => {
        const { kind, metadata } = manifest;
        return [keyOf({ application, environment: environment.name, kind, name: metadata.name }), manifest] as const;
      }),
    ),
  );
  const deployed = changes.filter(({ change }) => change !== 'removed');
  return {
    jobs: flowsOf(deployed.filter(({ kind }) => kind === 'Job')),
    down: flowsOf(deployed.filter((change) => replacesPods(change) && isDown(manifests.get(keyOf(change))))),
  };
}

function keyOf(object: Pick<ObjectChange, 'application' | 'environment' | 'kind' | 'name'>): string {
  return [object.environment, object.application, object.kind, object.name].join('/');
}

function flowsOf(changes: readonly ObjectChange[]): string[] {
  return [...new Set(changes.map(({ application, flow, name }) => `${application}/${flow ?? name}`))].sort();
}

function replacesPods({ fields }: ObjectChange): boolean {
  return fields.some(({ path }) => path.startsWith('spec.template.'));
}

function isDown(manifest: KubernetesObject | undefined): boolean {
  return manifest !== undefined && isDownWhileReplaced(manifest);
}
