import { TowpathError } from '../../../diagnostics';
import type { SourceCommit } from '../../../release/desired';
import { fullCommit } from '../../../release/store/record-schema';
import { type AssemblyObject, objectsOf } from '../../diff/assembly-objects';
import { baseUnits, type IndexedFlow } from '../../diff/base';
import { whyCommitIsMissing } from '../../git/shallow';

/** One application in one environment in the `dist/` of a commit. */
export interface CommittedObjects {
  readonly commit: string;
  readonly objects: readonly AssemblyObject[];
  readonly flows: Readonly<Record<string, IndexedFlow>>;
}

/** What git knows of a commit, or why it does not know, in words that follow a colon. */
export type CommitLookup = { readonly committed: CommittedObjects } | { readonly unknown: string };

/** The output folder, which deploys use too. */
const outdir = 'dist';

/**
 * Reads an application at the commit that something was deployed from. Only a full object id is passed to git, because
 * a record is input and could contain an option or another expression of git.
 */
export function lookUpCommit(
  root: string,
  { application, environment }: { readonly application: string; readonly environment: string },
  { commit, dirty }: SourceCommit,
): CommitLookup {
  if (commit === undefined) return { unknown: 'the release records no commit' };
  const short = commit.slice(0, 12);
  if (dirty || commit.endsWith('-dirty'))
    return { unknown: `it was deployed with changes that were not committed, on top of ${short}` };
  if (!fullCommit.test(commit)) return { unknown: `the release records only an abbreviated commit, ${commit}` };
  try {
    const units = baseUnits(root, outdir, commit, environment).filter(
      (unit) => unit.environment === environment && (unit.application ?? application) === application,
    );
    const own = units.find((unit) => unit.application === application);
    if (!own) return { unknown: `the commit ${short} has no output of \`${application}\` in ${outdir}/${environment}` };
    const objects = [...objectsOf(units.flatMap(({ files }) => files)).values()];
    return { committed: { commit, objects, flows: own.flows } };
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    const isOutput = error.issues.some(({ code }) => code === 'base-without-output');
    return {
      unknown: isOutput
        ? `${outdir}/ of the commit ${short} is missing or cannot be read`
        : whyCommitIsMissing(root, short),
    };
  }
}
