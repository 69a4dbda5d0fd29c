import { isDeepStrictEqual } from 'node:util';
import { TowpathError } from '../../../diagnostics';
import { allGates, type CheckGate, type GateSource } from '../../../gates/declared-gates';
import type { CheckResult } from '../../../gates/gate-facts';
import { checkKey } from '../../../gates/gate-state';
import { fullCommit } from '../../../release/store/record-schema';
import type { Release } from '../../../release/store/release';
import { runGit } from '../../git/run-git';
import { environmentAt } from '../environment-at';
import { type GateQuestion, sourcesOf } from '../gate-facts';
import { runCheck } from './run-check';

/**
 * Runs each check, one after the other. A check that the files no longer declare, and a release does, runs
 * if the files of the commit of that release declare it. Otherwise the check is closed: anybody who may write ConfigMaps in the cluster could have changed the
 * release, and the program of the check would run on this machine.
 */
export async function checkResults(
  question: GateQuestion,
  signal: AbortSignal | undefined,
): Promise<Map<string, CheckResult>> {
  const { root, environment, declared, newest } = question;
  const own = new Set(checksOf(declared).map(commandKey));
  const results = new Map<string, CheckResult>();
  for (const check of checksOf(sourcesOf(question))) {
    const key = checkKey(check);
    if (results.has(key)) continue;
    const isKnown = own.has(commandKey(check)) || newest.some((release) => isCommitted(check, release, question));
    const options = { root, from: check.sources, to: environment.name, signal };
    results.set(key, isKnown ? await runCheck(check.command, options) : notKnown);
  }
  return results;
}

const notKnown: CheckResult = {
  reason:
    'only the record in the cluster has it, and the files of the commit that was deployed do not show it here, so its program is not run',
};

function checksOf(sources: readonly GateSource[]): CheckGate[] {
  return allGates(sources).flatMap(({ gate }) => (gate.gate === 'check' ? [gate] : []));
}

function commandKey({ name, command }: CheckGate): string {
  return JSON.stringify([name, command]);
}

/** Whether the files of the commit that a release was made from declare the check. */
function isCommitted(
  { name, command }: CheckGate,
  { commit, dirty }: Release,
  { root, environment }: GateQuestion,
): boolean {
  if (commit === undefined || dirty || !fullCommit.test(commit)) return false;
  // A commit of another branch, such as one that nobody has reviewed, says nothing.
  if (!runGit(root, ['merge-base', '--is-ancestor', commit, 'HEAD']).isDone) return false;
  try {
    const then = environmentAt(root, environment, commit);
    return isDeepStrictEqual(then?.props.gates?.check?.[name], command);
  } catch (error) {
    if (TowpathError.is(error)) return false;
    throw error;
  }
}
