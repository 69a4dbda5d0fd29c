import { chooseOne, type Draft, part, remove, type Shaper } from './draft';

/** Leaves an update only the options that its kind of workload has. */
export const rollout: Shaper = (flow, turn) => {
  const said = part(flow, 'rollout');
  const isStateful = flow.workload === 'statefulSet';
  if (!isStateful) delete flow.podManagement;
  if (!said) return;
  remove(said, ...(isStateful ? ['maxSurge', 'progressDeadlineSeconds'] : ['partition']));
  if (!isStateful && said.minReadySeconds !== undefined) {
    const deadline = (said.progressDeadlineSeconds ?? 600) as number;
    said.minReadySeconds = Math.min(said.minReadySeconds as number, deadline - 1);
  }
  if (said.strategy === (isStateful ? 'recreate' : 'onDelete')) said.strategy = 'rolling';
  if (said.strategy === undefined || said.strategy === 'rolling') return;
  const counts = ['maxSurge', 'maxUnavailable', 'partition'];
  if (turn % 2 === 0) remove(said, ...counts);
  else if (counts.some((name) => said[name] !== undefined)) said.strategy = 'rolling';
};

export const autoscaling: Shaper = (flow) => {
  const said = part(flow, 'autoscaling');
  if (said?.min !== undefined) said.min = Math.min(said.min as number, said.max as number);
};

/** Adds the properties that indexes and failure policies require. */
export const jobs: Shaper = (flow, turn) => {
  const needIndexes = ['backoffLimitPerIndex', 'maxFailedIndexes'].filter((name) => name in flow);
  if (needIndexes.length > 0 && flow.indexed !== true) {
    if (turn % 2 === 0) remove(flow, ...needIndexes);
    else flow.indexed = true;
  }
  if (flow.indexed === true) indexes(flow);
  if (flow.podFailurePolicy !== undefined && flow.restartPolicy === 'OnFailure') delete flow.restartPolicy;
  for (const rule of (flow.podFailurePolicy ?? []) as Draft[]) {
    chooseOne(rule, ['exitCodes', 'conditions'], turn, { conditions: [{ type: 'DisruptionTarget' }] });
    if (rule.action === 'FailIndex' && flow.backoffLimitPerIndex === undefined) rule.action = 'FailJob';
    const codes = part(rule, 'exitCodes');
    if (!codes) continue;
    remove(codes, 'container');
    codes.values = [...new Set(codes.values as number[])].sort((a, b) => a - b).filter((code) => code !== 0);
    if ((codes.values as number[]).length === 0) codes.values = [1];
  }
  if (flow.timeZone !== undefined) flow.timeZone = 'Europe/Prague';
};

/** Keeps the numbers of a job with indexes within the limits of Kubernetes. */
function indexes(flow: Draft): void {
  flow.completions = Math.min((flow.completions ?? 3) as number, 10_000);
  if (flow.parallelism !== undefined) flow.parallelism = Math.min(flow.parallelism as number, 10_000);
  if (flow.maxFailedIndexes === undefined) return;
  flow.maxFailedIndexes = Math.min(flow.maxFailedIndexes as number, flow.completions as number);
  flow.backoffLimitPerIndex ??= 1;
}
