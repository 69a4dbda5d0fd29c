import type { GateFacts } from '../../gates/gate-facts';
import { type GateState, gatesAt } from '../../gates/gate-state';
import { checkResults } from './checks/check-results';
import { type GateQuestion, gateFacts, sourcesOf } from './gate-facts';

/** Gates, and the facts that their states depend on. */
export interface Judged {
  readonly states: readonly GateState[];
  readonly facts: GateFacts;
}

export interface JudgeOptions {
  /**
   * When checks run. `never`: they do not run. `if-open`: they run if no other gate is closed. `always`: they run.
   * `skip`: they do not run and count as closed, because a deploy with an override need not wait for them.
   */
  readonly runs: 'never' | 'skip' | 'if-open' | 'always';
  /** Ends a check that runs. */
  readonly signal?: AbortSignal | undefined;
}

/** The state of each gate of an environment, the gates of the files and those of the newest releases. */
export async function judged(question: GateQuestion, { runs, signal }: JudgeOptions): Promise<Judged> {
  const sources = sourcesOf(question);
  const facts = await gateFacts(question);
  const states = gatesAt(sources, facts);
  if (runs === 'skip') return { states: states.map(skipped), facts };
  const isClosed = states.some(({ state }) => state === 'closed');
  if (runs === 'never' || (runs === 'if-open' && isClosed)) return { states, facts };
  const withChecks = { ...facts, checks: await checkResults(question, signal) };
  return { states: gatesAt(sources, withChecks), facts: withChecks };
}

function skipped(one: GateState): GateState {
  return one.state === 'not-run' ? { ...one, state: 'closed', reason: 'it was not run' } : one;
}
