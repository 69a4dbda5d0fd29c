import { mapsIn } from '../../../../data/merge';
import { expectedSchedule, neverRuns } from '../../../../model/cron';
import { isTimeZone } from '../../../../model/time-zones';
import { unusualJobTime, unusualSchedule } from '../../../../model/unusual';
import {
  all,
  atLeast,
  between,
  type Fields,
  fields,
  isAbsent,
  type Limit,
  type Limits,
  needs,
  notEmpty,
  numberIsMeant,
  textThat,
  together,
} from './limit';
import { completingPods, runningPods } from './pods';

const count = atLeast(0);
const jobTime = numberIsMeant(unusualJobTime);
const words = 'a number, or a share such as 25%';

/** A number of pods, or a share of them. */
function podsOrShare(most: number): Limit {
  return all(
    count,
    textThat((text) => /^\d+%$/.test(text) && Number.parseInt(text, 10) <= most, words),
    notEmpty(words),
  );
}

const share = podsOrShare(100);
const isZero = (value: unknown) => value === 0 || (typeof value === 'string' && /^0+%$/.test(value));

/** A selector that selects something, and the labels of the template that it selects. */
const selectsPods: Limit = together(({ selector, template }, say) => {
  if (isAbsent(selector)) return; // its schema requires it
  const { matchLabels, matchExpressions } = (selector ?? {}) as { matchLabels?: object; matchExpressions?: object };
  if (Object.keys(matchLabels ?? {}).length === 0 && Object.keys(matchExpressions ?? {}).length === 0) {
    return say('a selector that selects the pods', ['selector']);
  }
  const labels = (template as { metadata?: { labels?: Fields } } | undefined)?.metadata?.labels ?? {};
  for (const [key, value] of Object.entries(matchLabels ?? {})) {
    if (labels[key] !== value) say('a label of the pods in `template`', ['selector', 'matchLabels', key]);
  }
});

const running = all(selectsPods, fields({ replicas: count, minReadySeconds: count, revisionHistoryLimit: count }));

const strategy = together(({ type, rollingUpdate }, say) => {
  if (type === 'Recreate' && !isAbsent(rollingUpdate)) say('no `rollingUpdate`, because `type` is `Recreate`');
});

const deadline = together(({ minReadySeconds = 0, progressDeadlineSeconds }, say) => {
  const seconds = progressDeadlineSeconds ?? 600; // the API server sets 600
  if (typeof seconds !== 'number' || typeof minReadySeconds !== 'number' || seconds > minReadySeconds) return;
  say(`\`minReadySeconds\` below the ${seconds} seconds of \`progressDeadlineSeconds\``);
});

const ofDisks: Limit = together((spec, say) => {
  const disks = mapsIn(spec.volumeClaimTemplates).map(({ metadata }) => (metadata as Fields | undefined)?.name);
  fields({ template: runningPods(disks) })(spec, say);
});

const schedule: Limit = (value, say) => {
  const text = typeof value === 'string' ? value : '';
  const expected = text === '' ? undefined : expectedSchedule(text);
  if (expected) say(expected);
  else if (text !== '' && neverRuns(text)) say(unusualSchedule(text));
};

/** Workloads and budgets. */
export const workloads: Limits = {
  'api.apps.v1.DeploymentSpec': all(
    running,
    fields({ template: runningPods(), progressDeadlineSeconds: count }),
    deadline,
  ),
  'api.apps.v1.DeploymentStrategy': strategy,
  'api.apps.v1.RollingUpdateDeployment': all(
    fields({ maxSurge: podsOrShare(2 ** 31), maxUnavailable: share }),
    together(({ maxSurge, maxUnavailable }, say) => {
      if (isZero(maxSurge) && isZero(maxUnavailable))
        say('1 or more, or a `maxSurge` of 1 or more', ['maxUnavailable']);
    }),
  ),
  'api.apps.v1.RollingUpdateDaemonSet': all(
    fields({ maxSurge: share, maxUnavailable: share }),
    together(({ maxSurge = 0, maxUnavailable = 1 }, say) => {
      if (isZero(maxSurge) === isZero(maxUnavailable)) say('either `maxSurge` or `maxUnavailable` of 1 or more');
    }),
  ),
  'api.apps.v1.DaemonSetSpec': all(running, fields({ template: runningPods() })),
  'api.apps.v1.ReplicaSetSpec': all(running, fields({ template: runningPods() })),
  'api.apps.v1.StatefulSetSpec': all(running, ofDisks),
  'api.apps.v1.StatefulSetOrdinals': fields({ start: count }),
  'api.apps.v1.RollingUpdateStatefulSetStrategy': fields({ partition: count, maxUnavailable: share }),
  'api.apps.v1.StatefulSetUpdateStrategy': together(({ type, rollingUpdate }, say) => {
    if (type === 'OnDelete' && !isAbsent(rollingUpdate)) say('no `rollingUpdate`, because `type` is `OnDelete`');
  }),
  'api.batch.v1.JobSpec': fields({
    template: completingPods,
    ...{
      parallelism: count,
      completions: count,
      activeDeadlineSeconds: all(between(0, 2 ** 53), jobTime),
      backoffLimit: count,
    },
    ...{ backoffLimitPerIndex: count, maxFailedIndexes: count, ttlSecondsAfterFinished: all(count, jobTime) },
  }),
  'api.batch.v1.CronJobSpec': all(
    needs('schedule'),
    fields({
      schedule,
      timeZone: all(textThat(isTimeZone, 'a time zone such as Europe/Prague or Etc/UTC'), notEmpty('a time zone')),
      ...{
        startingDeadlineSeconds: all(between(0, 2 ** 53), jobTime),
        successfulJobsHistoryLimit: count,
        failedJobsHistoryLimit: count,
      },
    }),
  ),
  'api.policy.v1.PodDisruptionBudgetSpec': all(
    fields({
      ...{ minAvailable: share, maxUnavailable: share },
      unhealthyPodEvictionPolicy: notEmpty('`AlwaysAllow` or `IfHealthyBudget`'),
    }),
    together(({ minAvailable, maxUnavailable }, say) => {
      if (!isAbsent(minAvailable) && !isAbsent(maxUnavailable)) say('either `minAvailable` or `maxUnavailable`');
    }),
  ),
};
