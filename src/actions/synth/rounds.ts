import { KeptAssemblies } from '../../assembly/kept-assemblies';
import { isEqual } from '../../data/equal';
import { type Issue, TowpathError, warningIssue } from '../../diagnostics';
import { collectingLateFailures } from '../../workspace/late-failures';
import type { KeptBuild } from './build';
import { editedModules } from './edited-modules';
import { type SynthOptions, type SynthResult, synthKeeping } from './synth';

interface Outcome {
  readonly result?: SynthResult;
  /** A TowpathError for everything that the user can fix. Nothing was written then. */
  readonly error?: unknown;
}

/** One synthesis of a watch. It has either a result or an error. */
export interface WatchedSynth extends Outcome {
  /** Warnings about the watch itself, such as a file that an application writes at each synthesis. */
  readonly notices: readonly Issue[];
  /** How long the synthesis took. Milliseconds. */
  readonly ms: number;
}

/** Why a watch synthesizes: files were edited, anything may have changed, or nothing has changed for a while. */
export type Cause = { readonly edited: readonly string[] } | 'anything' | 'rest';

/** The syntheses of a watch, one after another. */
export class Rounds {
  #kept = nothingKept();
  #last: Outcome = {};
  #isPartial = false;
  #isAlwaysComplete = false;

  /** @param root the workspace, absolute and without links */
  constructor(
    readonly options: SynthOptions,
    readonly root: string,
  ) {}

  /** Whether the last synthesis built only what an edit concerned, so that another one has to confirm it. */
  get isPartial(): boolean {
    return this.#isPartial;
  }

  /** @returns undefined if a rest has confirmed the last synthesis */
  async next(cause: Cause): Promise<WatchedSynth | undefined> {
    const modules =
      typeof cause === 'string' || this.#isAlwaysComplete ? undefined : editedModules(cause.edited, this.root);
    const [before, last] = [this.#kept, this.#last];
    this.#isPartial = modules !== undefined;
    if (!modules) this.#kept = nothingKept();
    const done = await this.#synthesis(modules ?? true);
    if (cause !== 'rest') return done;
    const [changed] = this.#kept.assemblies.changedSince(before.assemblies);
    this.#isAlwaysComplete = changed !== undefined;
    if (changed !== undefined) return { ...done, notices: [readsMore(changed)] };
    return isNews(done, last) ? done : undefined;
  }

  async #synthesis(reload: true | readonly string[]): Promise<WatchedSynth> {
    const start = performance.now();
    const work = collectingLateFailures(() => synthKeeping({ ...this.options, reload }, this.#kept));
    this.#last = await work.then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    return { ...this.#last, notices: [], ms: performance.now() - start };
  }
}

const nothingKept = (): KeptBuild => ({ assemblies: new KeptAssemblies(), units: new WeakMap() });

/** Whether a synthesis that confirms another one has written something or has found another error. */
function isNews({ result, error }: Outcome, last: Outcome): boolean {
  if (result) return last.result === undefined || result.written.length + result.removed.length > 0;
  return !TowpathError.is(error) || !TowpathError.is(last.error) || !isEqual(error.issues, last.error.issues);
}

function readsMore(application: string): Issue {
  const message = `\`${application}\` was built differently although neither its code nor its environment has changed, so each change builds everything from now on`;
  const hint =
    'keep no state from one build to the next, and let code read no clock, no network and no files outside of the workspace';
  return warningIssue('build-not-repeatable', message, { hint, location: { file: application } });
}
