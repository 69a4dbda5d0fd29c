import '../../../helpers/without-limits';
import fc from 'fast-check';
import {
  type KubernetesVersion,
  kubernetesVersions,
  type ObjectViolation,
  validateObject,
} from '../../../../src/targets/kubernetes/validation';
import { loadBundle, type Span } from '../../../../src/targets/kubernetes/validation/bundle';
import { ajvOpinion, type Fields, filledObjects } from './oracle';

const objects = filledObjects();
const withObjects = objects.length > 0 ? describe : describe.skip;

/** The oracle does not check enumerations, and filled objects contain values such as `imagePullPolicyValue`. */
const isOfEnum = ({ code, message }: ObjectViolation) =>
  code === 'invalid-field' && message.includes('expected one of');
/** The oracle does not check formats such as base64. */
const isOfFormat = ({ message }: ObjectViolation) => message.endsWith('is not valid base64');
const findingsOf = (object: Fields, version: KubernetesVersion) =>
  validateObject(object, { version }).filter((finding) => !isOfEnum(finding) && !isOfFormat(finding));

withObjects('objects with every field filled', () => {
  const stable = objects.filter(({ apiVersion }) => /(^|\/)v\d+$/.test(String(apiVersion)));
  const served = stable.filter((object) => !isNotServed(object));

  it('are more than 60 kinds', () => {
    expect(served.length).toBeGreaterThan(60);
  });

  it.each(served.map((object) => [`${object.apiVersion} ${object.kind}`, object]))(
    'are accepted by the newest version: %s',
    (_, object) => {
      expect(findingsOf(object as Fields, '1.37')).toEqual([]);
    },
  );

  it('are refused by an older version only for fields that came later', () => {
    const refused = served.flatMap((object) => findingsOf(object, '1.36'));
    const others = refused.filter(
      ({ hint, code }) => code !== 'missing-field' && !hint?.startsWith('the field exists since'),
    );
    expect(others.filter(({ code }) => code !== 'api-not-served')).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
  });
});

/** Kinds of requests and of the API server itself, which are never applied. */
function isNotServed(object: Fields): boolean {
  return validateObject(object, { version: '1.37' }).some(({ code }) => /api-not-served|kind-unknown/.test(code));
}

describe.each(['1.34', '1.36'] as const)('the result of ajv for %s', (version) => {
  const opinion = objects.length > 0 ? ajvOpinion(version) : undefined;
  const known = objects.map(withoutNulls).filter((object) => knownTo(object));
  const test = opinion ? it : it.skip;
  const same = (object: Fields) => expect(findingsOf(object, version).length === 0).toBe(opinion?.(object));

  function knownTo(object: Fields): boolean {
    return (
      opinion?.(object) !== undefined && !findingsOf(object, version).some(({ code }) => code === 'api-not-served')
    );
  }

  test('equals the result of the check for objects with every field filled', () => {
    expect(known.length).toBeGreaterThan(60);
    for (const object of known) same(object);
  });

  test('equals the result of the check for objects with one change', () => {
    const right = known.map((object) => withoutNewer(object, version)).filter((object) => opinion?.(object));
    expect(right.length).toBeGreaterThan(60);
    let refused = 0;
    const value = fc.constantFrom<unknown>(1, 1.5, -1, 'text', true, [], {}, ['x'], { x: 'y' }, [{}], undefined);
    const change = fc.record({
      object: fc.constantFrom(...right),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      value,
    });
    const rename = fc.boolean();
    fc.assert(
      fc.property(change, rename, ({ object, at, value: put }, isRenamed) => {
        const changed = changedAt(object, at, put, isRenamed);
        if (opinion?.(changed) === false) refused++;
        same(changed);
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(300);
  });
});

/** A copy with one change: the value or the name of one field. The share of all fields selects the field. */
function changedAt(object: Fields, share: number, value: unknown, isRenamed: boolean): Fields {
  const copy = structuredClone(object);
  const places: [Record<string, unknown>, string][] = [];
  const visit = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    for (const [key, next] of Object.entries(inner)) {
      if (inner !== copy || (key !== 'apiVersion' && key !== 'kind')) places.push([inner as Fields, key]);
      visit(next);
    }
  };
  visit(copy);
  const [owner, key] = places[Math.floor(share * places.length)] ?? [copy, 'metadata'];
  if (isRenamed && !Array.isArray(owner)) owner[`${key}X`] = owner[key];
  if (value === undefined && Array.isArray(owner)) owner.splice(Number(key), 1);
  else if (value === undefined || (isRenamed && !Array.isArray(owner))) delete owner[key];
  else owner[key] = value;
  return copy;
}

/** For towpath and the API server a null counts as a missing field. For the oracle it has a wrong type. */
function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls) as T;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)])) as T;
}

function withoutNewer(object: Fields, version: KubernetesVersion): Fields {
  const copy = structuredClone(object);
  for (const { code, path } of findingsOf(copy, version)) {
    if (code !== 'unknown-field') continue;
    const owner = path.slice(0, -1).reduce<unknown>((value, step) => (value as Fields)[step], copy);
    delete (owner as Fields)[String(path.at(-1))];
  }
  return copy;
}

describe('the versions of Kubernetes in the bundled schemas', () => {
  it('are the versions that a workspace may set', () => {
    const { types, definition } = loadBundle();
    const fields = types.flatMap(({ name }) => Object.values(definition(name)?.fields ?? {}).flat());
    const spans: readonly Span[] = [...types, ...fields];
    const named = new Set(spans.flatMap(({ since, until }) => [since ?? [], until ?? []].flat()));
    expect([...named].sort()).toEqual([...kubernetesVersions]);
  });
});
