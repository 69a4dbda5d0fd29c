import { copy } from './copy';

/** The part of JSON Patch that towpath sends: fields that are added, replaced or removed. @see https://www.rfc-editor.org/rfc/rfc6902 */
export function patched<T extends object>(object: T, operations: readonly object[]): T {
  const result = copy(object);
  for (const { op, path, value } of operations as { op: string; path: string; value: unknown }[]) {
    if (!['replace', 'add', 'remove'].includes(op)) throw new Error(`the cluster in memory has no operation \`${op}\``);
    const keys = path.split('/').slice(1);
    const last = keys.pop() as string;
    const place = keys.reduce((at, key) => at[key] as Record<string, unknown>, result as Record<string, unknown>);
    if (op === 'remove') delete place[last];
    else place[last] = value;
  }
  return result;
}
