import type { ApiObject } from 'cdk8s';
import type { Application } from '../applications/application';
import { Flow } from '../applications/flow';
import { ownValue } from '../data/merge';
import type { AssembledObject, KubernetesObject } from './application-assembly';

/** The usual short names of kinds. Other kinds have none. */
const shortKinds: Record<string, string> = {
  PersistentVolumeClaim: 'pvc',
  HorizontalPodAutoscaler: 'hpa',
  PodDisruptionBudget: 'pdb',
};

/**
 * The name of an object's file in the layout of one file for each object: `<flow>-<kind>.yaml` for an object of a flow,
 * `<flow>-<kind>.<id>.yaml` for a construct below a flow, and `_<kind>.<name>.yaml` for a construct beside the flows.
 */
export function fileOf(
  object: ApiObject,
  manifest: KubernetesObject,
  application: Application,
): Pick<AssembledObject, 'file' | 'flow'> {
  const kind = ownValue(shortKinds, manifest.kind) ?? fileName(manifest.kind.toLowerCase());
  const flow = object.node.scopes.find(Flow.is) as Flow | undefined;
  if (!flow) {
    const { name, namespace } = manifest.metadata;
    const elsewhere = namespace && namespace !== application.namespace ? [namespace] : [];
    return { file: `_${[kind, ...elsewhere, name].map(fileName).join('.')}.yaml` };
  }
  const { id } = flow.node;
  if (flow.object(object.node.id as never) === object) {
    const dash = object.node.id.indexOf('-');
    const volume = dash === -1 ? '' : object.node.id.slice(dash + 1);
    return { flow: id, file: `${id}-${kind}${volume && `.${volume}`}.yaml` };
  }
  const below = object.node.path
    .slice(flow.node.path.length + 1)
    .replace(/\/(Default|Resource)$/, '') // ids that constructs leave out of names
    .replace(/\//g, '-');
  return { flow: id, file: `${id}-${kind}.${fileName(below)}.yaml` };
}

/** A part of a file name. The names of roles may contain `:`, which some file systems refuse. */
function fileName(part: string): string {
  return part.replace(/[^A-Za-z0-9._-]/g, '_');
}
