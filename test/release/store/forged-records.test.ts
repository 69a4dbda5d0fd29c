import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { parsePlan } from '../../../src/actions/diff/parse-plan';
import { assertSamePlan } from '../../../src/actions/diff/same-plan';
import type { SavedPlan } from '../../../src/actions/diff/saved-plan';
import type { Cluster, LiveObject } from '../../../src/cluster/cluster';
import { formatIssue, type Issue, TowpathError } from '../../../src/diagnostics';
import { checkedObjects, checkedRelease } from '../../../src/release/store/checked-record';
import { keepHold, readHolds } from '../../../src/release/store/hold-record';
import { releasedObjectsObjects, releaseObject } from '../../../src/release/store/record';
import type { Release } from '../../../src/release/store/release';
import { type ForgedRecord, forgedRecords } from '../../helpers/arbitrary/wrong-shapes';
import { wrongWords } from '../../helpers/arbitrary/wrong-words';
import { obeyed } from '../../helpers/obeyed';

const instanceRef = { instance: 'shop', namespace: 'prod' };
const digest = `sha256:${'a'.repeat(64)}`;
const flow = { kind: 'service' as const, image: 'example/api:v1', tag: 'v1', digest, builds: 'api', external: 'x' };
const release: Release = {
  ...{ revision: 3, application: 'shop', environment: 'prod', instance: 'shop', state: 'deployed' },
  ...{ at: '2026-11-20T10:00:00.000Z', by: 'deployer', commit: 'a'.repeat(40), dirty: true, reason: 'a fix' },
  ...{ restores: 2, ran: ['shop-migrate-0123456789'] },
  flows: { api: { ...flow, commit: 'a'.repeat(40), dirty: true } },
};
const hold = {
  ...{ application: 'shop', image: 'api', version: 'v3', why: 'loses orders', by: 'ada' },
  at: '2026-11-20T10:00:00.000Z',
};
const gates = {
  windows: {
    ...{ timeZone: 'Europe/Berlin', allow: ['* 9-16 * * MON-THU'] },
    freeze: [{ from: '2026-12-20', to: '2027-01-02', why: 'year end' }],
  },
  ...{ healthy: true, soak: '1h', approvals: 2, reviews: 1 },
  ...{ trailer: { Ticket: '^INC-' }, check: { smoke: ['./smoke', 'a'] } },
};
const plan: SavedPlan = {
  ...{ version: 1, environment: 'dev', server: 'https://a.test', releases: { shop: 1 } },
  objects: [
    {
      ...{ application: 'shop', apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'dev', name: 'shop-api' },
      ...{ change: 'changed', fields: [{ path: 'spec.replicas', from: 1, to: 2 }], conflicts: [], reasons: [] },
      content: 'a'.repeat(64),
    } as never,
  ],
};
const objects = [
  {
    ...{ flow: 'api', path: 'shop/api/deployment', after: ['shop/migrate'], needs: ['db'], runsOnce: false },
    manifest: {
      ...{ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 1 } },
      metadata: { name: 'shop-api', namespace: 'prod', labels: { a: 'b' }, annotations: { a: 'b' } },
    },
  },
];

const asLive = (object: unknown) => object as LiveObject;

interface Read {
  /** What is read, if it is accepted. */
  readonly value?: unknown;
  readonly issues: readonly Issue[];
}

interface Kind {
  readonly valid: unknown;
  readonly read: (text: string) => Read | Promise<Read>;
  /** The code of a record that is not accepted. */
  readonly code: string;
  /** Whether each value that a map lacks is told. */
  readonly tellsAll?: boolean;
  /** What an accepted record must still say. */
  readonly keeps: (value: never) => unknown;
}

/** The ConfigMap of a hold, with another text as its content. */
async function holdRecord(text: string): Promise<LiveObject> {
  const kept: object[] = [];
  await keepHold({ apply: async (one: object) => kept.push(one) } as unknown as Cluster, instanceRef, 'prod', hold);
  return asLive({ ...kept[0], data: { hold: text } });
}

async function readHold(text: string): Promise<Read> {
  const items = [await holdRecord(text)];
  const cluster = { resources: async () => ({ find: () => ({}) }), list: async () => ({ items }) };
  const { holds, issues } = await readHolds(cluster as unknown as Cluster, instanceRef);
  return { issues, ...(holds.length > 0 && { value: holds[0] }) };
}

function refusals(work: () => unknown): Read {
  try {
    return { value: work(), issues: [] };
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return { issues: error.issues };
  }
}

const kinds: Readonly<Record<string, Kind>> = {
  'a release': {
    valid: release,
    read: (text) => {
      const record = { ...releaseObject(release, instanceRef), data: { release: text } };
      const { release: value, issues } = checkedRelease(asLive(record));
      return { value, issues };
    },
    code: 'release-record-invalid',
    keeps: ({ revision, instance }: Release) => ({ revision, instance }),
  },
  'the gates of a release': {
    valid: gates,
    read: (text) => {
      const { metadata, ...record } = releaseObject({ ...release, gates }, instanceRef);
      const annotations = { ...(metadata.annotations as object), 'towpath.dev/gates': text };
      const { release: value, issues } = checkedRelease(asLive({ ...record, metadata: { ...metadata, annotations } }));
      return { value, issues };
    },
    code: 'release-record-invalid',
    keeps: ({ revision, instance }: Release) => ({ revision, instance }),
  },
  'the objects of a release': {
    valid: objects,
    read: (text) => {
      const [record] = releasedObjectsObjects(release, instanceRef, objects);
      const binaryData = { 'objects.json.gz': gzipSync(text).toString('base64') };
      const { objects: value, issues } = checkedObjects(asLive({ ...record, binaryData }));
      return { value, issues };
    },
    code: 'release-record-invalid',
    keeps: (found: unknown) => Array.isArray(found),
  },
  'a hold': {
    valid: hold,
    read: readHold,
    code: 'release-record-invalid',
    keeps: ({ image, version }: typeof hold) => ({ image, version }),
  },
  'a saved plan': {
    valid: plan,
    read: (text) => refusals(() => parsePlan('plan.json', text)),
    code: 'plan-invalid',
    tellsAll: true,
    keeps: ({ version }: SavedPlan) => version,
  },
};

const annotated = ['workspace', 'override', 'promotes-from', 'promoted-despite'];

test.each(annotated)('the annotation %s of a release with another text is one error with a code, or shown', (name) => {
  const texts = [...wrongWords, ...wrongWords.map((word) => `dev,${word}`)];
  for (const text of texts) {
    const { metadata, ...record } = releaseObject(release, instanceRef);
    const annotations = { ...(metadata.annotations as object), [`towpath.dev/${name}`]: text };
    const { release: found, issues } = checkedRelease(asLive({ ...record, metadata: { ...metadata, annotations } }));
    const said = [...issues.map((issue) => formatIssue(issue)), JSON.stringify(found)].join('\n');
    expect([text, obeyed(said), issues.length + (found ? 1 : 0)]).toEqual([text, [], 1]);
  }
});

const internal = /Invalid (?:string|input)|ZodError|undefined|\bNaN|\[object|expected object/;

/** What is wrong with how a forged record was read. */
async function problemsOf(
  { read, code, tellsAll, keeps, valid }: Kind,
  { place, text }: ForgedRecord,
): Promise<string[]> {
  const { value, issues } = await read(text);
  const said = issues.map((issue) => formatIssue(issue)).join('\n');
  const right = (await read(JSON.stringify(valid))).value;
  if (value !== undefined)
    return [
      ...(issues.length > 0 ? ['it is accepted and refused'] : []),
      ...(isDeepStrictEqual(keeps(value as never), keeps(right as never)) ? [] : ['it says something else']),
    ];
  return [
    ...((issues.length === 1 || (tellsAll && place === '')) && issues[0]?.code === code
      ? []
      : [`${issues.length} issues: ${said.slice(0, 300)}`]),
    ...obeyed(said),
    ...(internal.test(said) || said.length > 3000 ? [`${said.length} characters: ${said.slice(0, 300)}`] : []),
    ...(issues.every(({ hint }) => hint) ? [] : ['it says nothing of what to do']),
  ];
}

test.each(Object.entries(kinds))('%s is accepted as it was written', async (_, { valid, read }) => {
  expect(await read(JSON.stringify(valid))).toEqual({ value: expect.anything(), issues: [] });
});

test.each(Object.entries(kinds))(
  '%s with one value in a wrong shape is one error with a code, or means the same',
  async (_, kind) => {
    const found: string[] = [];
    for (const forged of forgedRecords(kind.valid)) {
      const problems = await problemsOf(kind, forged);
      found.push(...problems.map((problem) => `${forged.place} ${forged.how}: ${problem}`));
    }
    expect(found).toEqual([]);
  },
);

test('a wrong value is named with its place', async () => {
  for (const { read, valid } of Object.values(kinds)) {
    const [place] = forgedRecords(valid).filter(({ how, place }) => how === 'a list of lists' && place !== '');
    const { issues } = await read(place?.text ?? '');
    expect([place?.place, issues[0]?.message]).toEqual([
      place?.place,
      expect.stringContaining(`\`${place?.place.replace(/^(\d+)/, '[$1]')}`),
    ]);
  }
});

test('a deploy is refused with every plan that is not word for word the one that was reviewed', () => {
  const accepted = forgedRecords(plan).filter(
    ({ text }) => refusals(() => assertSamePlan(parsePlan('plan.json', text), plan)).issues.length === 0,
  );
  expect(accepted.map(({ place, how }) => `${place} ${how}`)).toEqual([]);
});
