import { diffLive, type EnvironmentDiff } from '../../actions/diff/diff-live';
import { diffReleases } from '../../actions/diff/diff-releases';
import type { ObjectDiff } from '../../actions/diff/live';
import type { SavedPlan } from '../../actions/diff/saved-plan';
import { printable, shortList, TowpathError } from '../../diagnostics';
import { ownVariables } from '../../files/variables';
import type { DeployFlags } from '../cluster-options';
import { showIssues } from '../issues';
import { jsonText } from '../json';
import { resultFile } from '../result-file';
import type { Terminal } from '../terminal';
import { asJson } from './as-json';
import { externalDiff } from './external';
import { notesOf } from './notes';
import { sideBySide } from './side-by-side';
import { isUnchanged } from './summary';
import { aside, type Body, liveText, withNotes } from './text';
import { unifiedDiff } from './unified';

export type LiveFormat = 'unified' | 'side-by-side' | 'json';

export interface LiveDiffFlags extends DeployFlags {
  /** @default the program of KUBECTL_EXTERNAL_DIFF, else unified */
  readonly output?: LiveFormat | undefined;
  /** Exit with 0 even if something changes. */
  readonly exitZero?: boolean | undefined;
  /** The file to save the plan in. */
  readonly save?: string | undefined;
  /** Show only the objects that change, without their fields. */
  readonly summary?: boolean | undefined;
}

/** Shows what a deploy to an environment would change in its cluster. */
export async function showLiveDiff(
  environment: string,
  flows: readonly string[],
  { output, exitZero = false, save, summary = false, ...options }: LiveDiffFlags,
  terminal: Terminal,
  external: string | undefined = ownVariables().KUBECTL_EXTERNAL_DIFF,
): Promise<void> {
  const write = save === undefined ? undefined : resultFile(save);
  const onPlan = write && ((plan: SavedPlan) => write(jsonText(plan)));
  const diff = await diffLive({ ...options, environment, flows, onPlan });
  if (diff.warnings.length > 0) showIssues(diff.warnings, terminal);
  const isDifferent = await show(diff, output, terminal, summary ? undefined : external, summary);
  if (isDifferent && !exitZero) terminal.exit(1);
  const isStopped = diff.issues.some(({ severity }) => severity === 'error');
  if (isStopped) throw new TowpathError(diff.issues);
  if (diff.issues.length > 0) showIssues(diff.issues, terminal);
  if (isUnchanged(diff)) terminal.err(`no changes: the cluster matches the declared objects of ${diff.environment}`);
}

/** Shows what changed between two releases. */
export async function showReleases(
  environment: string,
  applications: readonly string[],
  [from, to]: readonly [number, number],
  { output, exitZero = false, context, kubeconfig }: LiveDiffFlags,
  terminal: Terminal,
): Promise<void> {
  const diff = await diffReleases({ environment, only: applications, from, to, context, kubeconfig });
  if (diff.warnings.length > 0) showIssues(diff.warnings, terminal);
  const sides = [from, to].map((number) => `release-${number}`) as [string, string];
  const body: Body = output === 'side-by-side' ? sideBySide : (object, look) => unifiedDiff(object, look, sides);
  if (output === 'json') terminal.out(jsonText(asJson(diff)));
  else if (diff.objects.length > 0) terminal.out(liveText(diff.objects, body, terminal));
  if (diff.objects.length > 0 && !exitZero) terminal.exit(1);
  if (diff.objects.length === 0) terminal.err(`no changes between the releases ${from} and ${to}`);
}

/** @returns whether there is a difference */
async function show(
  diff: EnvironmentDiff,
  output: LiveFormat | undefined,
  terminal: Terminal,
  external: string | undefined,
  isSummary: boolean,
): Promise<boolean> {
  const { objects } = diff;
  const isDifferent = !isUnchanged(diff);
  if (output === 'json') {
    terminal.out(jsonText(asJson(diff)));
  } else if (output === undefined && external && isDifferent) {
    for (const object of objects.filter((one) => notesOf(one).length > 0)) terminal.err(withNotes(object, terminal));
    const compared = objects.filter(({ before, after }) => before ?? after);
    const code = await externalDiff(external, compared);
    terminal.err(aside(objects, terminal).join('\n\n'));
    return code === 1;
  } else if (objects.length > 0) {
    const body = output === 'side-by-side' ? sideBySide : unifiedDiff;
    terminal.out(liveText(objects, isSummary ? fieldNames : body, terminal));
  }
  return isDifferent;
}

/** The most fields of one object that a summary names. */
const mostFields = 5;

/** The changed fields of an object in one line, without their values. */
function fieldNames({ fields }: ObjectDiff): string[] {
  const names = fields.map(({ path }) => path);
  return names.length === 0 ? [] : [printable(`    ${shortList(names, mostFields).join(', ')}`)];
}
