import { TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { YamlEdit } from '../../environments/yaml/yaml-edit';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { editEnvironment, editedFiles, type PinChange } from '../pin/edited-files';
import { branchIssues } from '../promote/endings/branch';
import { commitFiles, dirtIssues, promotedFiles } from '../promote/endings/commit';
import { assertFresh } from '../promote/fresh-output';
import { assertUnmoved, openCheckout } from '../promote/git/checkout';
import { committedTexts } from '../promote/git/committed-texts';
import { buildWith, writtenOutputs } from '../promote/prepared';
import { withPromotionLock, writePromotion } from '../promote/write';
import type { Build } from '../synth/build';
import { placesOf } from '../synth/planned-targets';

export interface CommitOptions {
  /** Synthesize, and commit the edited files and the output. Nothing is written if anything else is changed. @default false */
  readonly commit?: boolean | undefined;
  /** The output folder, relative to the workspace, for `commit`. @default 'dist' */
  readonly outdir?: string | undefined;
}

export interface EditRequest {
  readonly root: string;
  readonly environment: Environment;
  readonly edits: readonly YamlEdit[];
  /** How other processes that wait for the files name this one. */
  readonly holder: 'pin' | 'hold';
  /** The message of the commit, by somebody, from what the workspace declares before and after the edits. */
  readonly message: (by: string, before: Build, after: Build) => string;
}

export interface EditResult {
  readonly changes: readonly PinChange[];
  /** Absent if nothing was committed. */
  readonly commit?: string;
}

/**
 * Prepares edits of the files of an environment. The files of a commit are those of the checked-out commit with the
 * edits, as for a promotion.
 *
 * @returns the function that writes them
 * @throws TowpathError with everything that prevents the commit; then nothing was written
 */
export async function preparedEdits(
  { root, environment, edits, holder, message }: EditRequest,
  { commit, outdir, ...load }: CommitOptions & LoadOptions,
): Promise<() => Promise<EditResult>> {
  if (!commit) return async () => ({ changes: await editEnvironment(root, environment, edits, holder) });
  const checkout = openCheckout(root);
  const places = placesOf({ root, outdir });
  const texts = committedTexts(root, environment, 'HEAD');
  const edited = editedFiles(root, environment, edits, texts);
  const building = { load: { applications: load.applications, reload: load.reload, root }, places };
  const workspace = await loadWorkspace(building.load);
  const before = await buildWith(building, texts);
  const after = await buildWith(
    building,
    new Map([...texts, ...edited.map(({ file, text }) => [file, text] as const)]),
  );
  const prepared = {
    edits: edited,
    before: writtenOutputs(before.outputs, workspace.options),
    after: writtenOutputs(after.outputs, workspace.options),
  };
  assertFresh(places, prepared.before, prepared.after);
  const issues = [...branchIssues(checkout, undefined), ...dirtIssues(checkout, places, prepared)];
  if (issues.length > 0) throw new TowpathError(issues);
  const changes = edited.flatMap((one) => one.changes);
  return () =>
    withPromotionLock(
      places,
      holder,
      () => {
        if (edited.length === 0) return { changes };
        assertUnmoved(checkout);
        writePromotion(places, prepared);
        const paths = [...promotedFiles(places, prepared).keys()];
        return { changes, commit: commitFiles(checkout, paths, (by) => message(by, before, after)) };
      },
      () => {},
    );
}
