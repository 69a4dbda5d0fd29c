import { corrections, type Made, type Patches } from '../../adoption/correct';
import type { ApplicationDraft } from '../../adoption/draft';
import { printApplication } from '../../adoption/print-application';
import { printEnvironment } from '../../adoption/print-environment';
import { propose } from '../../adoption/propose';
import { isInProps, refusedProperties } from '../../adoption/refused';
import { withTextFiles } from '../../adoption/text-files';
import { errorIssue, type Issue, TowpathError } from '../../diagnostics';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import { synthesizeFiles } from './trial';

/** A proposal whose files were synthesized. */
export interface Settled {
  readonly draft: ApplicationDraft;
  readonly patches: Patches;
  readonly files: ReadonlyMap<string, string>;
  readonly made: ReadonlyMap<string, readonly Made[]>;
}

export interface SettleOptions {
  readonly application: string;
  /** What the file of each environment says beside its applications. */
  readonly heads: ReadonlyMap<string, Fields>;
  /** Whether the application has files of its own in the environments. */
  readonly isApart: boolean;
  readonly isOwnImage: (repository: string) => boolean;
  readonly strict: boolean;
}

/** How often a proposal is changed. A refused property costs a round, and so does a refused flow. */
const mostRounds = 20;

/**
 * Changes the proposal until it makes the wanted objects: a property that the model refuses is left out, a flow that it
 * cannot say is given up, and what then differs is patched.
 *
 * @throws TowpathError with what towpath refuses even if the objects are copied unchanged
 */
export async function settle(
  wanted: ReadonlyMap<string, readonly Fields[]>,
  { application, heads, isApart, isOwnImage, strict }: SettleOptions,
): Promise<Settled> {
  const givenUp = new Set<string>();
  const omitted = new Map<string, string[]>();
  let patches: Patches = new Map();
  for (let round = 0; ; round++) {
    const proposed = propose(wanted, { application, heads, isOwnImage, givenUp, omitted });
    const { draft, texts } = withTextFiles(proposed);
    const files = new Map([
      [`apps/${application}.ts`, printApplication(draft, patches)],
      ...texts,
      ...(isApart ? ownFiles(draft) : environmentFiles(draft)),
    ]);
    try {
      const made = await synthesizeFiles(files);
      const corrected = patches.size > 0 ? undefined : corrections(draft, made, wanted, strict);
      if (!corrected || (corrected.givenUp.length === 0 && corrected.patches.size === 0))
        return { draft, patches, files, made };
      for (const one of corrected.givenUp) givenUp.add(one);
      if (corrected.givenUp.length === 0) patches = corrected.patches;
    } catch (error) {
      if (!TowpathError.is(error)) throw error;
      const refused = refusedProperties(error.issues, draft);
      if (refused.length === 0 || round === mostRounds) throw refusal(error.issues);
      for (const { flow, property } of refused) {
        const known = omitted.get(flow) ?? [];
        const canOmit =
          property !== undefined && patches.size === 0 && !known.includes(property) && isInProps(draft, flow, property);
        if (canOmit) omitted.set(flow, [...known, property]);
        else givenUp.add(flow);
      }
      patches = new Map();
    }
  }
}

function environmentFiles({ files }: ApplicationDraft): [string, string][] {
  return [...files].map(([environment, content]) => [`environments/${environment}.yaml`, printEnvironment(content)]);
}

/** The files of environments without the application, and its own ones, so that other applications can stand beside it. */
function ownFiles({ id, files }: ApplicationDraft): [string, string][] {
  return [...files].flatMap(([environment, { apps, ...head }]): [string, string][] => [
    [`environments/${environment}.yaml`, printEnvironment(head)],
    [`environments/${environment}/${id}.yaml`, printEnvironment(fieldsOf(fieldsOf(apps)[id]))],
  ]);
}

/** The errors of a synthesis. One about a value becomes `adopt-refused`, because the value comes from the source. */
function refusal(issues: readonly Issue[]): TowpathError {
  const errors = issues.filter(({ severity }) => severity === 'error');
  return new TowpathError(
    errors.map(({ code, message, path, hint }) =>
      path === undefined
        ? errorIssue(code, message, { hint })
        : errorIssue('adopt-refused', `${path}: ${message}`, { hint }),
    ),
  );
}
