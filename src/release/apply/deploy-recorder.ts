import { keyOf } from '../../cluster/object-ref';
import type { Issue } from '../../diagnostics';
import { runsPods } from '../../kubernetes/kinds';
import type { Plan } from '../plan/plan';
import { isChange } from '../plan/plan-object';
import { isDeleted } from '../plan/prune';
import type { PodOutput } from '../pod-output/pod-output';
import { isSettled, type ObjectProgress } from '../readiness/awaited-object';
import type { Release } from '../store/release';
import type { ApplyPlanOptions } from './apply-options';
import { type ApplyResult, type ChangedObject, changed, type NewWorkload } from './apply-result';
import type { DeployEvent } from './deploy-event';

/** Notes what a deploy does, from its events. */
export class DeployRecorder {
  readonly #applied = new Map<string, ChangedObject>();
  readonly #late = new Set<string>();
  #pods: readonly PodOutput[] = [];
  release?: Release;
  warnings: readonly Issue[] = [];

  constructor(readonly plan: Plan) {}

  note(event: DeployEvent): void {
    if (event.type === 'object') {
      const { type: _, ...object } = event;
      this.#applied.set(keyOf(object), object);
    } else if (event.type === 'output') {
      this.#pods = event.pods;
    } else if (event.type === 'waiting') {
      const name = nameOf(event.progress);
      if (isSettled(event.progress)) this.#late.delete(name);
      else this.#late.add(name);
    }
  }

  /** Whether the object is as planned: it was applied or deleted, or there was nothing to do. */
  isApplied(key: string): boolean {
    return !this.#notApplied().some((object) => keyOf(object) === key);
  }

  #notApplied(): ChangedObject[] {
    return plannedChanges(this.plan).filter((object) => !this.#applied.has(keyOf(object)));
  }

  result(state: ApplyResult['state']): ApplyResult {
    const { desired, state: live } = this.plan;
    const previous = live.releases.find((one) => one.state === 'deployed')?.revision;
    const applied = [...this.#applied.values()];
    return {
      application: desired.application,
      state,
      ...(this.release && { release: this.release }),
      ...(previous !== undefined && { previous }),
      applied,
      notApplied: this.#notApplied(),
      workloads: applied.flatMap(({ kind, name, namespace, flow, action }): NewWorkload[] => {
        if (action === 'pruned' || !runsPods(kind)) return [];
        const { tag, digest } = (flow !== undefined && desired.flows[flow]) || {};
        const version = tag ?? digest;
        const isReady = state === 'deployed' || !this.#late.has(nameOf({ kind, name, namespace }));
        return [{ ...(flow !== undefined && { flow }), ...(version && { version }), kind, name, namespace, isReady }];
      }),
      ...(this.#pods.length > 0 && { pods: this.#pods }),
      ...(this.warnings.length > 0 && { warnings: this.warnings }),
    };
  }
}

/** Runs a deploy and notes what it does. Its end is reported as an event, also if it fails. */
export async function recorded(
  plan: Plan,
  options: Pick<ApplyPlanOptions, 'signal' | 'onEvent'>,
  work: (recorder: DeployRecorder, onEvent: ApplyPlanOptions['onEvent']) => Promise<ApplyResult['state']>,
): Promise<ApplyResult> {
  const recorder = new DeployRecorder(plan);
  const end = (state: ApplyResult['state']): ApplyResult => {
    const result = recorder.result(state);
    options.onEvent({ type: 'ended', result });
    return result;
  };
  const onEvent = (event: DeployEvent) => {
    recorder.note(event);
    options.onEvent(event);
  };
  try {
    options.signal.throwIfAborted();
    return end(await work(recorder, onEvent));
  } catch (error) {
    end(options.signal.aborted ? 'stopped' : 'failed');
    throw error;
  }
}

function plannedChanges({ objects, prunes }: Plan): ChangedObject[] {
  return [
    ...objects.filter(isChange).map(({ applied, flow, action }) => changed(applied, action, flow)),
    ...prunes.filter(isDeleted).map(({ live }) => changed(live, 'pruned')),
  ];
}

function nameOf({ kind, namespace, name }: Pick<ObjectProgress, 'kind' | 'name'> & { namespace?: string | undefined }) {
  return JSON.stringify([kind, namespace, name]);
}
