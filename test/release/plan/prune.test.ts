import type { LiveMetadata, LiveObject } from '../../../src/cluster/cluster';
import { keyOf, refOf } from '../../../src/cluster/object-ref';
import { partOfSet } from '../../../src/kubernetes/apply-set';
import type { DesiredObject } from '../../../src/release/desired';
import type { LiveState } from '../../../src/release/plan/live-state';
import { isDeleted, type PruneOptions, prunedObjects } from '../../../src/release/plan/prune';
import { live } from '../../helpers/live-object';

const set = 'applyset-of-shop-v1';
const member = (kind: string, name: string, metadata: Partial<LiveMetadata> = {}, apiVersion = 'v1') =>
  live(apiVersion, kind, { name, labels: { [partOfSet]: set }, ...metadata });
const wanted = member('ConfigMap', 'wanted');

const empty: LiveState = {
  hasNamespace: true,
  parent: undefined,
  isRecorded: true,
  memberKinds: [],
  workspace: undefined,
  releases: [],
  released: [],
  objects: new Map(),
};

interface Case {
  readonly objects: readonly LiveObject[];
  readonly released?: readonly DesiredObject[];
  readonly flows?: readonly string[];
  readonly restores?: boolean;
  readonly options?: PruneOptions;
}

/** The names of objects that go. */
function deleted({ objects, released = [], flows, restores = false, options = {} }: Case): string[] {
  const all = new Map([wanted, ...objects].map((object) => [keyOf(refOf(object)), object]));
  const state = { ...empty, released, objects: all };
  const scope = {
    ...{ set, namespace: 'prod', wanted: new Set([keyOf(refOf(wanted))]), restores, isEmptied: false },
    flows: flows && new Set(flows),
  };
  return prunedObjects(state, scope, options)
    .filter(isDeleted)
    .map((one) => one.live.metadata.name);
}

const releasedBy = (flow: string, manifest: LiveObject): DesiredObject => ({
  ...{ flow, path: '', after: [], needs: [], runsOnce: false },
  manifest,
});

describe('a deploy deletes', () => {
  it('objects of its set that are no longer declared', () => {
    expect(deleted({ objects: [member('ConfigMap', 'old'), member('Service', 'gone')] })).toEqual(['old', 'gone']);
  });

  it.each([
    ['of another set', member('ConfigMap', 'old', { labels: { [partOfSet]: 'applyset-of-another-v1' } })],
    ['of no set', member('ConfigMap', 'old', { labels: {} })],
    ['in another namespace', member('ConfigMap', 'old', { namespace: 'elsewhere' })],
    [
      'that is cluster-scoped',
      live('v1', 'PersistentVolume', { name: 'old', namespace: undefined as never, labels: { [partOfSet]: set } }),
    ],
    ['that is being deleted already', member('ConfigMap', 'old', { deletionTimestamp: '2026-11-20T10:00:00Z' })],
    [
      'that a controller made',
      member('ConfigMap', 'old', { ownerReferences: [{ kind: 'Job', name: 'x', uid: 'x', controller: true }] }),
    ],
  ])('nothing %s', (_, object) => {
    expect(deleted({ objects: [object], options: { pruneData: true } })).toEqual([]);
  });

  it('objects of its set in another namespace only if towpath has applied them', () => {
    const by = (manager: string) => [
      { manager, operation: 'Apply' as const, apiVersion: 'v1', fieldsType: 'FieldsV1' as const, fieldsV1: {} },
    ];
    const objects = [
      member('ConfigMap', 'ours', { namespace: 'elsewhere', managedFields: by('towpath') }),
      member('ConfigMap', 'copied', { namespace: 'elsewhere', managedFields: by('kubectl') }),
    ];
    expect(deleted({ objects })).toEqual(['ours']);
  });

  it.each([
    ['v1', 'PersistentVolumeClaim'],
    ['v1', 'PersistentVolume'],
    ['v1', 'Namespace'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ])('no %s %s, which holds data, unless pruneData is set', (apiVersion, kind) => {
    const objects = [member(kind, 'data', {}, apiVersion)];
    expect(deleted({ objects })).toEqual([]);
    expect(deleted({ objects, options: { prune: true } })).toEqual([]);
    expect(deleted({ objects, options: { pruneData: true } })).toEqual(['data']);
  });

  it('nothing with prune: false', () => {
    const objects = [member('ConfigMap', 'old'), member('PersistentVolumeClaim', 'data')];
    expect(deleted({ objects, options: { prune: false, pruneData: true } })).toEqual([]);
  });

  it('nothing if the application declares no objects', () => {
    const old = member('ConfigMap', 'old');
    const state = { ...empty, objects: new Map([[keyOf(refOf(old)), old]]) };
    const scope = {
      set,
      namespace: 'prod',
      wanted: new Set<string>(),
      flows: undefined,
      restores: false,
      isEmptied: false,
    };
    expect(prunedObjects(state, scope, {})).toEqual([]);
  });

  it('of some flows, only objects that the newest release assigns to these flows', () => {
    const [ours, theirs, beside] = ['ours', 'theirs', 'beside'].map((name) => member('Service', name)) as [
      LiveObject,
      LiveObject,
      LiveObject,
    ];
    const released = [releasedBy('api', ours), releasedBy('wrk', theirs)];
    expect(deleted({ objects: [ours, theirs, beside], released, flows: ['api'] })).toEqual(['ours']);
  });

  it('no Secret in a rollback, because a rollback cannot restore it', () => {
    const objects = [member('Secret', 'login'), member('ConfigMap', 'old')];
    expect(deleted({ objects, restores: true })).toEqual(['old']);
    expect(deleted({ objects })).toEqual(['old', 'login']);
  });
});
