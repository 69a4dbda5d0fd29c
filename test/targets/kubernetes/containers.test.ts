import { environment, StoreFlow, WorkerFlow } from 'towpath';
import { objectOf, synthesize } from 'towpath/testing';
import { define, issuesOf, thrownIssues } from '../../helpers/define';
import { writtenPod } from '../../helpers/written-flow';

const names = (list: readonly object[] = []) => list.map((one) => (one as { name: string }).name);

it('native sidecars start first, then the containers of `waitFor`, then the init containers in their order', () => {
  const Shop = define((app) => {
    const db = new StoreFlow(app, 'db', { image: 'redis:7.4', user: 999, port: 6379 });
    new WorkerFlow(app, 'wrk', {
      ...{ image: 'a:1', user: 1, waitFor: [db], waitImage: 'busybox:1.36' },
      init: { zeta: { args: ['first'] }, alpha: { args: ['second'] } },
      sidecars: { proxy: { image: 'b:1' }, logs: { image: 'c:1', native: false } },
    });
  });
  const { spec } = objectOf(synthesize(Shop, environment('here'), { id: 'shop' }), 'wrk', 'deployment') as never as {
    spec: { template: { spec: { initContainers: object[]; containers: object[] } } };
  };
  const { initContainers, containers } = spec.template.spec;
  expect(names(initContainers)).toEqual(['proxy', 'wait-for-db', 'zeta', 'alpha']);
  expect(initContainers[0]).toHaveProperty('restartPolicy', 'Always');
  expect(names(containers)).toEqual(['wrk', 'logs']);
  expect(containers[1]).not.toHaveProperty('restartPolicy');
  expect(initContainers[1]).toMatchObject({
    image: 'busybox:1.36',
    env: [
      { name: 'HOST', value: 'shop-db' },
      { name: 'PORT', value: '6379' },
    ],
  });
});

it('a container without an image runs the image of the flow, with its user and pull policy', () => {
  const said = { pullPolicy: 'Always', group: 5, init: { same: {}, other: { image: 'b:1', pullPolicy: 'Never' } } };
  const { initContainers = [] } = writtenPod('worker', said);
  expect(initContainers[0]).toMatchObject({
    image: 'a:1',
    imagePullPolicy: 'Always',
    securityContext: { runAsUser: 1, runAsGroup: 5 },
  });
  expect(initContainers[1]).toMatchObject({ image: 'b:1', imagePullPolicy: 'Never' });
  expect(initContainers[1]).not.toHaveProperty('securityContext.runAsUser');
});

it('a container with another image does not get the pull policy of the flow', () => {
  const { initContainers = [] } = writtenPod('job', { pullPolicy: 'Always', init: { other: { image: 'b:1' } } });
  expect(initContainers[0]).not.toHaveProperty('imagePullPolicy');
});

it('the main container is named after the flow, or gets the name in `containerName`', () => {
  expect(names(writtenPod('worker', {}).containers)).toEqual(['it']);
  expect(names(writtenPod('schedule', { containerName: 'main' }).containers)).toEqual(['main']);
});

it('a device is written as a limit, and ephemeral storage under its Kubernetes name', () => {
  const resources = {
    requests: { ephemeralStorage: '1Gi' },
    limits: { memory: '1Gi' },
    extended: { 'nvidia.com/gpu': '1' },
  };
  expect(writtenPod('job', { resources }).containers[0]).toHaveProperty('resources', {
    requests: { 'ephemeral-storage': '1Gi' },
    limits: { memory: '1Gi', 'nvidia.com/gpu': '1' },
  });
});

it('probes and hooks use the main port, by its name if it has one', () => {
  const probes = {
    readiness: { http: '/ready', headers: { Host: 'a' } },
    liveness: { grpc: 'all' },
    startup: { tcp: true },
  };
  const ports = { port: undefined, ports: { web: { port: 80 }, other: { port: 81 } } };
  expect(
    writtenPod('service', { ...ports, probes, lifecycle: { preStop: { http: '/drain' } } }).containers[0],
  ).toMatchObject({
    readinessProbe: { httpGet: { path: '/ready', port: 'web', httpHeaders: [{ name: 'Host', value: 'a' }] } },
    livenessProbe: { grpc: { port: 80, service: 'all' } },
    startupProbe: { tcpSocket: { port: 'web' } },
    lifecycle: { preStop: { httpGet: { path: '/drain', port: 'web' } } },
  });
});

describe('`containerOrder`', () => {
  const proxy = { native: false, image: 'proxy:1', user: 1 };
  const helpers = { init: { first: {}, second: {} }, sidecars: { mesh: {}, proxy } };
  const namesOf = (pod: { readonly [list: string]: unknown }, list: string) =>
    (pod[list] as { name: string }[]).map(({ name }) => name);

  it('moves the containers that it names to the front of both lists', () => {
    const pod = writtenPod('worker', { ...helpers, containerOrder: ['proxy', 'second', 'first'] });
    expect(namesOf(pod, 'containers')).toEqual(['proxy', 'it']);
    expect(namesOf(pod, 'initContainers')).toEqual(['second', 'first', 'mesh']);
  });

  it('is an error if it names a container that the pod does not have, or one twice', () => {
    expect(issuesOf(() => writtenPod('worker', { ...helpers, containerOrder: ['prxy', 'mesh', 'mesh'] }))).toEqual([
      'invalid-value shop.it.containerOrder.0',
      'invalid-value shop.it.containerOrder.2',
    ]);
  });
});

describe('security settings', () => {
  const none = { security: 'none', user: undefined };

  it('of the pod hold for all containers, and are written only there', () => {
    const podSecurity = { user: 1000, group: 2000, nonRoot: true, seccompProfile: 'RuntimeDefault' };
    const pod = writtenPod('worker', { ...none, podSecurity, supplementalGroups: [5] });
    expect(pod.securityContext).toEqual({
      runAsUser: 1000,
      runAsGroup: 2000,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
      supplementalGroups: [5],
    });
    expect(pod.containers[0]).not.toHaveProperty('securityContext');
  });

  it('of the group of volumes: which one, when it changes the files, or none', () => {
    const written = (code: object) =>
      writtenPod('worker', { ...none, user: 7, volumes: { a: { empty: true, mountPath: '/a' } }, ...code })
        .securityContext;
    expect(written({})).toEqual({ fsGroup: 7, fsGroupChangePolicy: 'OnRootMismatch' });
    expect(written({ fsGroup: 8, podSecurity: { fsGroupChangePolicy: 'Always' } })).toEqual({ fsGroup: 8 });
    expect(written({ fsGroup: false })).toBeUndefined();
  });

  it('of one container override those of its standard', () => {
    const code = { nonRoot: false, allowPrivilegeEscalation: true, seccompProfile: { localhost: 'profiles/a.json' } };
    const written = (security: string, said: object) =>
      writtenPod('worker', { security, user: undefined, ...said }).containers[0]?.securityContext;
    expect(written('none', code)).toEqual({
      runAsNonRoot: false,
      allowPrivilegeEscalation: true,
      seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/a.json' },
    });
    expect(written('restricted', { user: 1, seccompProfile: code.seccompProfile })).toMatchObject({
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      seccompProfile: { type: 'Localhost' },
    });
    expect(written('baseline', { allowPrivilegeEscalation: false })).toEqual({
      allowPrivilegeEscalation: false,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  it('that break the standard of the flow are errors, in the pod too', () => {
    const issues = (code: object) => thrownIssues(() => writtenPod('worker', code)).map(({ code: found }) => found);
    expect(issues({ nonRoot: false })).toEqual(['pod-security']);
    expect(issues({ allowPrivilegeEscalation: true })).toEqual(['pod-security']);
    expect(issues({ podSecurity: { user: 0 } })).toEqual(['pod-security']);
  });
});
