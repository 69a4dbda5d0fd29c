import { formatPath } from '../../../src/diagnostics';
import { compare, type Fields, leaves, normalize } from '../../../src/equivalence';
import { fieldsOf } from '../../../src/equivalence/fields';

/**
 * A template gets what is made of it will get, in the comparison; the server fills that in as it makes it.
 * The test of what is made of templates sees that it does.
 */
const later = [
  /^spec\.(jobTemplate\.spec\.)?template\.spec\.(enableServiceLinks|(initC|c)ontainers\[\d+\]\.resources\.requests\b)/,
  /^spec\.jobTemplate\.spec\.(backoffLimit|completionMode|completions|parallelism|podReplacementPolicy)$/,
];

/** Where `normalize` is wrong about what a server makes of objects. */
export function mispredicted(written: readonly object[], stored: readonly object[]): string[] {
  return [...compare(written, stored), ...stored.flatMap((object) => invented(object as Fields))];
}

/** What it would add to an object that already has all its defaults. */
function invented(stored: Fields): string[] {
  const [before, after] = [stored, normalize(stored)].map(said);
  const name = `${String(stored.kind)}/${String(fieldsOf(stored.metadata).name)}`;
  const more = except(after, before).filter((path) => !later.some((pattern) => pattern.test(path)));
  const less = except(before, after);
  return [...more.map((path) => `${name} ${path}: not the server's`), ...less.map((path) => `${name} ${path}: lost`)];
}

/** The server leaves out what is empty, false or nought as often as not, and means the same. */
function said(object: Fields): string[] {
  const isNothing = (value: unknown) => !value || (typeof value === 'object' && Object.keys(value).length === 0);
  return leaves(object).flatMap(({ path, value }) => (isNothing(value) ? [] : formatPath(path)));
}

function except(paths: readonly string[] = [], others: readonly string[] = []): string[] {
  return paths.filter((path) => !others.includes(path));
}
