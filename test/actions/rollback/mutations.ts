import fc from 'fast-check';

type Path = readonly (string | number)[];

/** Ways to every value inside a value. */
export function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...(path.length > 0 ? [path] : []), ...inner.flatMap(([step, one]) => pathsIn(one, [...path, step]))];
}

/** A copy with another value at a path; without it where the value is undefined. */
export function withValue<T>(whole: T, path: Path, value: unknown): T {
  const copy = structuredClone(whole);
  const last = path.at(-1) as string;
  const place = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (inner, step) => inner[step] as Record<string, unknown>,
      copy as Record<string, unknown>,
    );
  if (value !== undefined) place[last] = value;
  else if (Array.isArray(place)) place.splice(Number(last), 1);
  else delete place[last];
  return copy;
}

/** What somebody might write in place of a value: of its type, of another one, or nothing. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, false, 0, 1, -1, 2 ** 60, '', 'v9', 'api', 'wrk', 'shop-wrk', 'evil'),
  fc.constantFrom<unknown>('--output=x', 'HEAD:../..', '0'.repeat(40), 'kube-system', 'example/evil:v1', '\u001b[2J'),
  fc.constantFrom<unknown>({}, [], [[]], { name: 'x' }, [{ name: 'x' }]),
  fc.string(),
);

/** A value, changed in one place. */
export function mutated<T>(whole: T): fc.Arbitrary<T> {
  return fc.tuple(fc.constantFrom(...pathsIn(whole)), anyValue).map(([path, value]) => withValue(whole, path, value));
}
