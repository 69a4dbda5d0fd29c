import { parse } from 'smol-toml';
import { isMap, valueAt } from '../../data/merge';
import { backingOfRequirement } from './backing-kinds';
import type { BackingPlace } from './setup';

/** Finds the servers that the requirements of a Python project need. */
export function requiredBacking(file: string, text: string): BackingPlace[] {
  if (file.endsWith('.toml')) return fromToml(file, text);
  return text.split(/\r?\n/).flatMap((line, index) => {
    // `setup.py` and `Pipfile` quote their requirements, `requirements.txt` and `setup.cfg` do not.
    const words = /["']/.test(line) ? line.split(/["']/).slice(1) : [];
    const kind = [line.trim(), ...words].map(backingOfRequirement).find((one) => one !== undefined);
    return kind ? [{ kind, file, line: index + 1 }] : [];
  });
}

function fromToml(file: string, text: string): BackingPlace[] {
  let data: unknown;
  try {
    data = parse(text);
  } catch {
    return []; // The search for flows reports the mistake.
  }
  const listed = valueAt(data, ['project', 'dependencies']);
  const poetry = valueAt(data, ['tool', 'poetry', 'dependencies']);
  const requirements = [
    ...(Array.isArray(listed) ? listed.map(String) : []),
    ...Object.entries(isMap(poetry) ? poetry : {}).map(([name, value]) => {
      const extras = isMap(value) && Array.isArray(value.extras) ? `[${value.extras.join(',')}]` : '';
      return `${name}${extras}`;
    }),
  ];
  const lines = text.split('\n');
  return requirements.flatMap((requirement) => {
    const kind = backingOfRequirement(requirement);
    const name = /^[\w.-]{1,100}/.exec(requirement)?.[0] ?? '';
    const at = lines.findIndex((line) => new Set(line.split(/[^\w.-]/)).has(name) && !/^\s*name\s*=/.test(line));
    return kind ? [{ kind, file, line: Math.max(at, 0) + 1 }] : [];
  });
}
