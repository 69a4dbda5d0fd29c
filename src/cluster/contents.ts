import { fields, flag, listOf, number, type Shape, text } from './shape';

const conditions = listOf(fields({ type: text, status: text, reason: text, message: text }));

const state = fields({
  waiting: fields({ reason: text, message: text }),
  terminated: fields({ exitCode: number, reason: text }),
});
const containerStatuses = listOf(
  fields({ name: text, imageID: text, restartCount: number, state, lastState: state }, ['name']),
);

const podSpec = fields({
  containers: listOf(fields({ name: text, image: text }, ['name', 'image'])),
  volumes: listOf(fields({ persistentVolumeClaim: fields({ claimName: text }) })),
});
const template = fields({ spec: podSpec }, ['spec']);

function counts(...names: readonly string[]): Readonly<Record<string, Shape>> {
  return Object.fromEntries([...names, 'observedGeneration'].map((name) => [name, number]));
}

/** An object whose `spec`, which is always there, and whose `status` have these shapes. */
function described(spec: Readonly<Record<string, Shape>>, status: Readonly<Record<string, Shape>>): Shape {
  return fields({ spec: fields(spec), status: fields({ ...status, conditions }) }, ['spec']);
}

/**
 * The fields that are read of built-in kinds, by kind and group. A server accepts no other content for these kinds,
 * while a custom kind may have any content.
 */
const contents: Readonly<Record<string, Shape>> = {
  Pod: described(
    { volumes: listOf(fields({ persistentVolumeClaim: fields({ claimName: text }) })) },
    { phase: text, reason: text, message: text, containerStatuses, initContainerStatuses: containerStatuses },
  ),
  'Deployment.apps': described(
    { replicas: number, paused: flag, strategy: fields({ type: text, rollingUpdate: fields({}) }), template },
    counts('replicas', 'updatedReplicas', 'readyReplicas', 'availableReplicas'),
  ),
  'StatefulSet.apps': described(
    {
      ...{ replicas: number, podManagementPolicy: text, template },
      updateStrategy: fields({ type: text, rollingUpdate: fields({ partition: number }) }),
    },
    {
      ...counts('replicas', 'updatedReplicas', 'readyReplicas'),
      ...{ currentRevision: text, updateRevision: text },
    },
  ),
  'DaemonSet.apps': described(
    { updateStrategy: fields({ type: text }), template },
    counts(
      ...['currentNumberScheduled', 'desiredNumberScheduled', 'updatedNumberScheduled'],
      ...['numberReady', 'numberAvailable'],
    ),
  ),
  'ReplicaSet.apps': described({ template }, {}),
  'Job.batch': described({ suspend: flag, completions: number, template }, counts('active', 'succeeded')),
  'CronJob.batch': described(
    { suspend: flag, schedule: text, jobTemplate: fields({ spec: fields({ template }) }) },
    {},
  ),
  'HorizontalPodAutoscaler.autoscaling': described(
    { scaleTargetRef: fields({ apiVersion: text, kind: text, name: text }, ['kind', 'name']) },
    {},
  ),
};

const anything: Shape = () => true;

/** Whether an object has the content that a server gives to its kind. */
export function contentOf(groupKind: string): Shape {
  return Object.hasOwn(contents, groupKind) ? (contents[groupKind] as Shape) : anything;
}
