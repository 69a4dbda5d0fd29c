import { kubectl, listOf } from './helpers/kubectl';
import { newNamespace } from './helpers/namespace';
import { waitFor } from './helpers/wait-for';
import { withControllers } from './helpers/with-controllers';

type Strings = Readonly<Record<string, string>>;

/** What chooses, on a template of pods, what becomes of them. */
interface Chosen {
  readonly labels?: Strings;
  readonly annotations?: Strings;
}

function template(name: string, { labels, annotations }: Chosen = {}, spec: object = {}): object {
  const containers = [{ name: 'main', image: 'example/app:v1' }];
  return { metadata: { labels: { app: name, ...labels }, annotations }, spec: { containers, ...spec } };
}

function workload(kind: string, name: string, chosen?: Chosen, more: object = {}): object {
  const spec = { selector: { matchLabels: { app: name } }, template: template(name, chosen), ...more };
  return { apiVersion: 'apps/v1', kind, metadata: { name }, spec };
}

function job(name: string, chosen?: Chosen): object {
  const spec = { backoffLimit: 0, template: template(name, chosen, { restartPolicy: 'Never' }) };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec };
}

const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const never = { labels: { 'towpath.test/never-ready': 'true' } };
const late = { annotations: { 'towpath.test/ready-after-seconds': '2' } };
const failing = (how: string) => ({ labels: { 'towpath.test/fails': how } });
const soon = { progressDeadlineSeconds: 3 };

const objects = [
  workload('Deployment', 'usual'),
  workload('Deployment', 'late', late),
  workload('Deployment', 'never', never, soon),
  ...['crash-loop', 'image-pull', 'config'].map((how) => workload('Deployment', how, failing(how), soon)),
  workload(
    'StatefulSet',
    'store',
    {},
    {
      replicas: 2,
      serviceName: 'store',
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim }],
    },
  ),
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'alone' }, spec: claim },
  job('usual'),
  job('exit', failing('exit')),
  job('never', never),
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'yearly' },
    spec: {
      schedule: '@yearly',
      jobTemplate: { spec: { template: template('yearly', {}, { restartPolicy: 'Never' }) } },
    },
  },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'usual' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'usual' }, maxReplicas: 2 },
  },
];

withControllers('a cluster with controllers', () => {
  let namespace: string;
  const until = (object: string, condition: string) => waitFor(namespace, object, condition);

  /** Of the pod of a workload. */
  const status = (app: string) => {
    const { stdout } = kubectl(['get', 'pods', `--selector=app=${app}`, '--namespace', namespace, '--output=json']);
    return JSON.parse(stdout).items[0].status;
  };

  beforeAll(() => {
    namespace = newNamespace();
    kubectl(['create', '--namespace', namespace, '--filename=-'], listOf(objects));
  });

  it('makes a deployment available', () => {
    until('deployment/usual', 'condition=Available');
  });

  it('makes the pods of a stateful set ready, and binds their volumes', () => {
    until('statefulset/store', 'jsonpath={.status.readyReplicas}=2');
    until('pvc/data-store-1', 'jsonpath={.status.phase}=Bound');
  });

  it('binds a claim without a pod', () => {
    until('pvc/alone', 'jsonpath={.status.phase}=Bound');
  });

  it('completes a job', () => {
    until('job/usual', 'condition=Complete');
  });

  it('fails a job whose pod exits with an error', () => {
    until('job/exit', 'condition=Failed');
  });

  it('creates the service account of a namespace, and deletes a namespace', () => {
    const name = `${namespace}-goes`;
    kubectl(['create', 'namespace', name]);
    waitFor(name, 'serviceaccount/default', 'create');
    kubectl(['delete', 'namespace', name, '--timeout=90s']);
    expect(() => kubectl(['get', 'namespace', name])).toThrow(/not found/);
  });

  it('runs a pod that becomes ready later', () => {
    until('deployment/late', 'condition=Available');
    const { startTime, conditions } = status('late');
    const ready = conditions.find(({ type }: { type: string }) => type === 'Ready').lastTransitionTime;
    expect(Date.parse(ready) - Date.parse(startTime)).toBeGreaterThanOrEqual(2000);
  });

  it.each(['never', 'crash-loop', 'image-pull', 'config'])('does not make the pod of %s ready', (name) => {
    until(
      `deployment/${name}`,
      'jsonpath={.status.conditions[?(@.type=="Progressing")].reason}=ProgressDeadlineExceeded',
    );
    expect(status(name).containerStatuses).toMatchObject([{ ready: false }]);
  });

  it('does not end a job whose pod is never ready', () => {
    until('job/never', 'jsonpath={.status.active}=1');
    expect(status('never').phase).toBe('Running');
  });

  it('restarts a container in a crash loop', () => {
    const container = '.status.containerStatuses[0]';
    until('pod --selector=app=crash-loop', `jsonpath={${container}.state.waiting.reason}=CrashLoopBackOff`);
    const before = status('crash-loop').containerStatuses[0].restartCount;
    // Each pause is a second longer than the one before, so that none is missed.
    until('pod --selector=app=crash-loop', `jsonpath={${container}.restartCount}=${before + 1}`);
    until('pod --selector=app=crash-loop', `jsonpath={${container}.state.waiting.reason}=CrashLoopBackOff`);
    expect(status('crash-loop').containerStatuses).toMatchObject([{ lastState: { terminated: { exitCode: 1 } } }]);
  });

  it.each([
    ['image-pull', 'ImagePullBackOff'],
    ['config', 'CreateContainerConfigError'],
  ])('keeps a container of %s waiting', (name, reason) => {
    until(`pod --selector=app=${name}`, `jsonpath={.status.containerStatuses[0].state.waiting.reason}=${reason}`);
    expect(status(name)).toMatchObject({ phase: 'Pending', containerStatuses: [{ restartCount: 0 }] });
  });
});
