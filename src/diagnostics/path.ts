/** The path to a value: keys of maps and positions in lists. */
export type ValuePath = readonly (string | number)[];

/** Formats a path for users: `['env', 'a.b', 0]` becomes `env["a.b"][0]`. */
export function formatPath(path: ValuePath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
