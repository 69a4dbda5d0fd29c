import { isDeepStrictEqual } from 'node:util';
import { withoutMarks } from '../../adoption/live/declared-object';
import { differences } from '../../data/differences';
import { valueAt } from '../../data/merge';
import { formatPath } from '../../diagnostics';
import { adoptsPods } from '../../kubernetes/kinds';
import { type DiffLiveOptions, diffLive } from '../diff/diff-live';
import type { LiveChange, ObjectDiff } from '../diff/live';
import { inTrial } from './trial';

const template = ['spec', 'template'];

/** What a deploy would change of an object. */
export interface LiveObjectChange {
  /** The kind and name: `Deployment/web`. */
  readonly object: string;
  readonly change: LiveChange;
  /** Paths of the fields that differ, such as `spec.template.spec.containers.web.image`. */
  readonly fields: readonly string[];
}

/** What a deploy of the adopted files, with `--take-ownership`, would change in the cluster of an environment. */
export interface LiveProof {
  readonly environment: string;
  /** The context of the kubeconfig that was asked. */
  readonly context: string;
  /** Workloads whose pods would restart, each with the differing fields of its pod template. */
  readonly restarts: readonly LiveObjectChange[];
  /** Further objects that would change. Labels and annotations with which tools mark their objects do not count. */
  readonly changes: readonly LiveObjectChange[];
  /** What would stop the deploy. */
  readonly problems: readonly string[];
}

/**
 * Asks the cluster of each environment, by server-side dry runs, what a deploy of these files would change. As with
 * `towpath diff -e ENV`, it asks the current context for an environment that names no cluster. Nothing is written.
 *
 * @throws TowpathError `context-unknown`, or if a cluster cannot be reached
 */
export function liveProofs(
  files: ReadonlyMap<string, string>,
  environments: readonly string[],
  kubeconfig?: string,
): Promise<readonly LiveProof[]> {
  return inTrial(files, async (root) => {
    const proofs: LiveProof[] = [];
    for (const environment of environments) proofs.push(await liveProof({ root, environment, kubeconfig }));
    return proofs;
  });
}

async function liveProof(options: DiffLiveOptions): Promise<LiveProof> {
  const { cluster, objects, issues } = await diffLive({ ...options, takeOwnership: true, reload: true });
  const restarting = objects.filter(isRestart);
  return {
    ...{ environment: options.environment, context: cluster.context },
    restarts: restarting.map((one) => ({ ...changeOf(one), fields: templateFields(one) })),
    changes: objects
      .filter((one) => !isRestart(one))
      .map(changeOf)
      .filter(({ change, fields }) => change !== 'changed' || fields.length > 0),
    problems: issues.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  };
}

function changeOf({ kind, name, change, fields, before, after }: ObjectDiff): LiveObjectChange {
  const real =
    change === 'changed' && before && after
      ? differences(withoutMarks({ ...before }), withoutMarks({ ...after })).map(({ path }) => formatPath(path))
      : fields.map(({ path }) => path);
  return { object: `${kind}/${name}`, change, fields: real };
}

/** Whether the pod template becomes another one. A server restarts the pods also for another order in a list. */
function isRestart({ kind, before, after }: ObjectDiff): boolean {
  return (
    adoptsPods(kind) &&
    before !== undefined &&
    after !== undefined &&
    !isDeepStrictEqual(valueAt(before, template), valueAt(after, template))
  );
}

/** The fields in which the pod templates differ; the whole template if only an order differs. */
function templateFields({ fields }: ObjectDiff): readonly string[] {
  const found = fields.map(({ path }) => path).filter((path) => path.startsWith('spec.template.'));
  return found.length > 0 ? found : ['spec.template (the order of a list)'];
}
