/** Steps to a value: map keys and list positions. */
export type ValuePath = readonly (string | number)[];

/** `['env', 'a.b', 0]` → `env["a.b"][0]`: the path as a user reads it. */
export function formatPath(path: ValuePath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
