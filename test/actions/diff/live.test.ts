import { liveDiff, type ObjectDiff } from '../../../src/actions/diff/live';
import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import type { LiveObject } from '../../../src/cluster/cluster';
import type { Plan } from '../../../src/release/plan/plan';
import type { PlannedObject } from '../../../src/release/plan/plan-object';

const canary = 'canary-9b2c';
const managedFields = [
  { manager: 'helm', operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: {} },
] as const;

function object(kind: string, fields: object = {}, metadata: object = {}): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { name: 'shop', namespace: 'prod', ...metadata }, ...fields };
}

function live(kind: string, fields: object = {}, metadata: object = {}): LiveObject {
  const kept = { uid: 'u', resourceVersion: '7', generation: 3, managedFields };
  return object(kind, { ...fields, status: { phase: 'Active' } }, { ...kept, ...metadata }) as LiveObject;
}

function planned(applied: KubernetesObject, rest: Partial<PlannedObject>): PlannedObject {
  const none = {
    path: '',
    after: [],
    needs: [],
    runsOnce: false,
    differences: [],
    conflicts: [],
    tools: [],
    issues: [],
  };
  return {
    ...none,
    manifest: applied,
    applied,
    takesOver: false,
    claimed: [],
    endsAutoscaling: false,
    action: 'update',
    ...rest,
  };
}

function plan({ objects = [], prunes = [], issues = [] }: Partial<Plan>): Plan {
  return { desired: { application: 'shop' }, objects, prunes, issues } as unknown as Plan;
}

const only = (...objects: PlannedObject[]) => liveDiff([plan({ objects })]).objects[0] as ObjectDiff;

describe('a diff', () => {
  it('has the changed fields, and no fields that the server sets by itself', () => {
    const becomes = live('ConfigMap', { data: { level: 'info', more: 'x' } }, { generation: 4, resourceVersion: '8' });
    const found = only(
      planned(object('ConfigMap'), { flow: 'api', live: live('ConfigMap', { data: { level: 'debug' } }), becomes }),
    );
    expect(found).toMatchObject({
      application: 'shop',
      flow: 'api',
      kind: 'ConfigMap',
      name: 'shop',
      namespace: 'prod',
    });
    expect(found.change).toBe('changed');
    expect(found.fields).toEqual([
      { path: 'data.level', from: 'debug', to: 'info' },
      { path: 'data.more', to: 'x' },
    ]);
    for (const side of [found.before, found.after]) {
      expect(side).not.toHaveProperty('status');
      expect(Object.keys(side?.metadata ?? {}).sort()).toEqual(['name', 'namespace']);
    }
  });

  it('has only the declared fields of a new object, without the defaults of the server', () => {
    const applied = object('Service', { spec: { ports: [] } });
    const becomes = live('Service', { spec: { ports: [], sessionAffinity: 'None' } });
    expect(only(planned(applied, { action: 'create', becomes }))).toMatchObject({
      change: 'added',
      fields: [],
      after: applied,
    });
  });

  it.each(['none', 'done'] as const)('leaves out an unchanged object: %s', (action) => {
    expect(liveDiff([plan({ objects: [planned(object('ConfigMap'), { action })] })]).objects).toEqual([]);
  });

  it('names the writers of an object, the owner of a field, and whether towpath takes over', () => {
    const conflicts = [{ field: 'data.level', manager: 'helm', tool: 'Helm' }];
    const rest = { live: live('ConfigMap'), becomes: live('ConfigMap'), tools: ['Helm'], takesOver: true, conflicts };
    expect(only(planned(object('ConfigMap'), rest))).toMatchObject({ writtenBy: ['Helm'], takenOver: true, conflicts });
  });

  it('shows a job that runs again without its content, which is the same', () => {
    const found = only(planned(object('Job'), { action: 'rerun', live: live('Job', { spec: { completions: 1 } }) }));
    expect(found).toMatchObject({ change: 'rerun', fields: [] });
    expect(found).not.toHaveProperty('before');
  });

  it('distinguishes deleted objects from kept ones, with the reason', () => {
    const prunes = [{ live: live('ConfigMap') }, { live: live('PersistentVolumeClaim'), keeps: 'it holds data' }];
    const [gone, kept] = liveDiff([plan({ prunes })]).objects;
    expect(gone).toMatchObject({ change: 'pruned', kind: 'ConfigMap' });
    expect(gone).not.toHaveProperty('after');
    expect(kept).toMatchObject({ change: 'kept', kind: 'PersistentVolumeClaim', keeps: 'it holds data' });
  });

  it('shows an object of several applications once', () => {
    const of = () => plan({ objects: [planned(object('Namespace'), { action: 'create' })] });
    expect(liveDiff([of(), of()]).objects).toHaveLength(1);
  });

  it('contains the issues that prevent the deploy, equal ones once', () => {
    const issues = [{ code: 'namespace-missing', severity: 'error', message: 'no' }] as const;
    expect(liveDiff([plan({ issues }), plan({ issues })]).issues).toEqual(issues);
  });
});

describe('of a Secret', () => {
  const copies = {
    'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ stringData: { key: canary } }),
    'kapp.k14s.io/original': canary,
    'objectset.rio.cattle.io/applied': canary,
    plain: 'shown',
  };
  const now = live('Secret', { data: { key: canary, same: canary, gone: canary } }, { annotations: copies });
  const becomes = live('Secret', { data: { key: `${canary}-2`, same: canary } });

  it.each([
    [
      'added',
      liveDiff([plan({ objects: [planned(object('Secret', { data: { key: canary } }), { action: 'create' })] })]),
    ],
    [
      'added as text',
      liveDiff([plan({ objects: [planned(object('Secret', { stringData: { key: canary } }), { action: 'create' })] })]),
    ],
    [
      'changed',
      liveDiff([plan({ objects: [planned(object('Secret', { data: { key: canary } }), { live: now, becomes })] })]),
    ],
    ['pruned', liveDiff([plan({ prunes: [{ live: now }] })])],
    ['kept', liveDiff([plan({ prunes: [{ live: now, keeps: 'asked' }] })])],
  ])('that is %s, the content is not shown', (_, found) => {
    expect(found.objects).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain(canary);
  });

  it('the changed keys are shown, and all annotations that are not a copy of it', () => {
    const { fields } = only(planned(object('Secret'), { live: now, becomes }));
    expect(fields.map(({ path }) => path)).toEqual(['data.gone', 'data.key', 'metadata.annotations']);
    const [gone, key, annotations] = fields;
    expect(gone).not.toHaveProperty('to');
    expect(key?.from).not.toEqual(key?.to);
    expect(annotations?.from).toMatchObject({ plain: 'shown' });
  });
});
