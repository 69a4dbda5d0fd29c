import { isMap, ownValue } from '../../data/merge';
import { type Fields, fieldsOf } from '../../equivalence/fields';
import { Incomplete } from './incomplete';

/** The lists that a later file replaces. The items of other lists are added to those of the earlier file. */
const replaced = ['command', 'entrypoint', 'test'];
/** Settings that are a map or a list of `NAME=VALUE`. */
const tables = [
  'environment',
  'labels',
  'annotations',
  'args',
  'extra_hosts',
  'sysctls',
  'driver_opts',
  'additional_contexts',
];

/**
 * Merges a later Compose file, or the service that extends another one, over an earlier one.
 *
 * @see https://docs.docker.com/reference/compose-file/merge/
 */
export function mergeCompose(earlier: unknown, later: unknown, key = ''): unknown {
  if (later === undefined || (later === null && (isMap(earlier) || Array.isArray(earlier)))) return earlier;
  if (earlier === undefined || earlier === null || replaced.includes(key)) return later;
  if (tables.includes(key)) return { ...tableOf(earlier), ...tableOf(later) };
  if (key === 'depends_on' || key === 'networks') return mergeCompose(namesOf(earlier), namesOf(later));
  if (isMap(earlier) && isMap(later)) {
    const keys = [...new Set([...Object.keys(earlier), ...Object.keys(later)])];
    return Object.fromEntries(
      keys.map((one) => [one, mergeCompose(ownValue(earlier, one), ownValue(later, one), one)]),
    );
  }
  if (key === 'env_file' || key === 'tmpfs' || key === 'dns' || key === 'dns_search') return [earlier, later].flat();
  if (!Array.isArray(earlier) || !Array.isArray(later)) return later;
  // A later mount, config or secret replaces an earlier one with the same target. Of other items, each stands once.
  const all = [...earlier, ...later];
  const place = (item: unknown) => (key === 'volumes' ? targetOf(item) : JSON.stringify(item));
  const last = new Map(all.map((item, index) => [place(item), index]));
  const first = new Map([...all.entries()].reverse().map(([index, item]) => [place(item), index]));
  return [...first].sort(([, a], [, b]) => a - b).map(([at]) => all[last.get(at) as number]);
}

/** Reads a map of texts, which may be written as a list of `NAME=VALUE`. The value of a name without `=` is `null`. */
export function tableOf(value: unknown): Fields {
  if (isMap(value)) return value;
  const lines = Array.isArray(value) ? value : [];
  return Object.fromEntries(
    lines.map((line) => {
      if (line instanceof Incomplete) return split(line);
      const text = String(line);
      const at = text.indexOf('=');
      return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** Splits a line `NAME=…` whose value contains variables. */
function split({ parts: [first = '', ...parts] }: Incomplete): [string, unknown] {
  const text = typeof first === 'string' ? first : '';
  const at = text.indexOf('=');
  if (at < 0) return [text, null];
  const rest = text.slice(at + 1);
  return [text.slice(0, at), new Incomplete(rest === '' ? parts : [rest, ...parts])];
}

function namesOf(value: unknown): Fields {
  if (!Array.isArray(value)) return fieldsOf(value);
  return Object.fromEntries(value.map((name) => [String(name), null]));
}

/** The path in the container of a mount: `/b` for `./a:/b:ro`. */
function targetOf(mount: unknown): string {
  if (isMap(mount)) return String(mount.target);
  const parts = String(mount).split(':');
  return (parts.length === 1 ? parts[0] : parts[1]) ?? '';
}
