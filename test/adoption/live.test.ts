import { declaredObjects } from '../../src/adoption/live/declared-objects';
import { withoutDefaults } from '../../src/adoption/live/without-defaults';
import { type Fields, normalize } from '../../src/equivalence';
import { deployment, service } from './objects';

const kept = (fields: object): Fields => ({ uid: '1', resourceVersion: '2', creationTimestamp: '2027', ...fields });
const live = (kind: string, metadata: object, more: object = {}): Fields => ({
  ...{ apiVersion: 'v1', kind, metadata: kept(metadata) },
  ...more,
});
const names = (objects: readonly Fields[]) =>
  objects.map(({ kind, metadata }) => `${kind}/${(metadata as Fields).name}`);

describe('what somebody declared in a namespace', () => {
  it('is without the objects of the server, of controllers and of towpath', () => {
    const owner = (uid: string, controller: boolean) => ({
      ownerReferences: [{ kind: 'X', name: 'x', uid, controller }],
    });
    const label = { labels: { 'app.kubernetes.io/managed-by': 'towpath' } };
    const objects = [
      live('ConfigMap', { name: 'mine' }),
      live('ConfigMap', { name: 'kube-root-ca.crt', uid: 'a' }),
      live('ConfigMap', { name: 'towpath.shop.v1', ...label, uid: 'b' }),
      live('ConfigMap', { name: 'made', ...owner('elsewhere', true), uid: 'c' }),
      live('ConfigMap', { name: 'beside', ...owner('1', false), uid: 'd' }),
      live('ConfigMap', { name: 'going', deletionTimestamp: '2027', uid: 'e' }),
      live('ServiceAccount', { name: 'default', uid: 'f' }),
      live('ServiceAccount', { name: 'web', uid: 'g' }, { secrets: [{ name: 'token' }] }),
    ];
    const found = declaredObjects(objects);
    expect(names(found)).toEqual(['ConfigMap/mine', 'ServiceAccount/web']);
    expect(found[1]).toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' } });
  });

  it('has a cluster IP and a node port only where a manager declares them', () => {
    const spec = {
      clusterIP: '10.0.0.7',
      clusterIPs: ['10.0.0.7'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
    };
    const ports = [{ port: 80, protocol: 'TCP', nodePort: 30080 }];
    const allocated = service('web', 80, { ...spec, ports, type: 'NodePort' });
    expect(declaredObjects([allocated])).toEqual([service('web', 80, { type: 'NodePort' })]);
    const declared = { 'f:clusterIP': {}, 'f:ports': { 'k:{"port":80,"protocol":"TCP"}': { 'f:nodePort': {} } } };
    const metadata = { name: 'web', managedFields: [{ fieldsV1: { 'f:spec': declared } }] };
    const [fixed] = declaredObjects([{ ...allocated, metadata }]);
    expect(fixed).toMatchObject({ spec: { clusterIP: '10.0.0.7', ports: [{ port: 80, nodePort: 30080 }] } });
    const [headless] = declaredObjects([service('db', 1, { clusterIP: 'None', clusterIPs: ['None'] })]);
    expect(headless).toEqual(service('db', 1, { clusterIP: 'None' }));
  });

  it('has no number of replicas that an autoscaler sets', () => {
    const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    const autoscaler = {
      ...{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' } },
      spec: { scaleTargetRef: target, maxReplicas: 9 },
    };
    const [web, mail] = declaredObjects([
      deployment('web', {}, { replicas: 4 }),
      deployment('mail', {}, { replicas: 4 }),
      autoscaler,
    ]);
    expect(web?.spec).not.toHaveProperty('replicas');
    expect(mail?.spec).toHaveProperty('replicas', 4);
  });

  it('has no volume that a binder chose, and no selector that the controller of Jobs made', () => {
    const claim = live(
      'PersistentVolumeClaim',
      { name: 'data', annotations: { 'pv.kubernetes.io/bound-by-controller': 'yes' }, finalizers: ['x'] },
      { spec: { volumeName: 'pv-1', accessModes: ['ReadWriteOnce'] } },
    );
    const template = { metadata: { labels: { 'controller-uid': '1', app: 'job' } }, spec: { containers: [] } };
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'j' },
      spec: { selector: { a: 1 }, template },
    };
    const [data, setup] = declaredObjects([claim, job]);
    expect(data).toMatchObject({ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } });
    expect(JSON.stringify(data)).not.toMatch(/pv-1|bound-by|finalizers/);
    expect(setup?.spec).not.toHaveProperty('selector');
    expect(JSON.stringify(setup)).not.toContain('controller-uid');
  });
});

describe('defaults', () => {
  it('are left out of an object as a server stores it, which then means the same', () => {
    const written = deployment('web', { ports: [{ containerPort: 80 }], readinessProbe: { httpGet: { port: 80 } } });
    const stored = normalize(written);
    expect(stored).not.toEqual(written);
    expect(withoutDefaults(stored)).toEqual(written);
    const other = deployment('web', { imagePullPolicy: 'Always' }, { replicas: 2, minReadySeconds: 0 });
    expect(withoutDefaults(normalize(other))).toEqual(
      deployment('web', { imagePullPolicy: 'Always' }, { replicas: 2 }),
    );
  });
});
