import { kinds } from '../../../model/kinds';
import { isGroup, isTable, type Properties } from '../../../model/property';
import { examplesOf } from './examples';
import type { SchemaPath } from './paths';
import { type Form, type Sample, sampleFrom } from './sample';
import type { Values } from './values';

/** A property that a rule requires together with another property of the same group or of the flow. */
const companions: readonly (readonly [of: RegExp, beside: string])[] = [
  [/probes\.\w+\.(headers|scheme|port)$/, 'http'],
  [/lifecycle\.\w+\.port$/, 'http'],
  [/^volumes\..*\.(storageClass|accessMode|claimName)$/, 'size'],
  [/^volumes\..*\.sizeLimit$/, 'empty'],
  [/^volumes\..*\.(items|mode|optional)$/, 'config'],
  [/^volumes\.\*\.subPath$/, 'size'],
  [/^waitImage$/, 'waitFor'],
  [/^waitImage$/, 'fsGroup'],
  [/^waitImage$/, 'volumes.*.size'],
  [/^(servicePort|servicePortName|containerPort|nodePort)$/, 'port'],
];

/** All turns that differ: `shape` decides by their remainder by four, and `saidOf` by their remainder by two. */
const turns = [0, 1, 2, 3];

/**
 * Samples that set one property, with each of its examples at each turn, and otherwise only required properties.
 * `shape` may remove the property again if a rule forbids it.
 */
export function* samplesSaying(form: Form, { path, property }: SchemaPath): Generator<Sample> {
  const said = path.join('.');
  const beside = companions.filter(([of]) => of.test(said)).map(([, name]) => [...path.slice(0, -1), name].join('.'));
  // With one port, a route always uses that port, so two ports are needed.
  if (/^routes?\..*port$/.test(said)) beside.push('ports.*.port', 'sidecars.*.ports.*.port');
  // A further Service can have only ports that the flow has.
  if (/^services\..*\.ports\./.test(said)) beside.push('ports.*.port');
  // The policy is written only for a group, and a group only for a disk.
  if (said === 'podSecurity.fsGroupChangePolicy') beside.push('fsGroup', 'volumes.*.size');
  // `subPath` has an effect only if the volume is a disk.
  if (/mounts\.\*\.subPath$/.test(said)) beside.push('volumes.*.size');
  for (const example of examplesOf(property.schema, said)) {
    const wanted = new Map([...beside.map((where) => [where, undefined] as const), [said, example]]);
    for (const turn of turns) yield sampleFrom(form, leastWith(wanted, kinds[form.kind]), turn);
  }
}

/**
 * Values of the required properties and of the wanted ones.
 * @param wanted values by their path in the schema; undefined if any value is good
 */
function leastWith(wanted: ReadonlyMap<string, unknown>, properties: Properties, prefix = ''): Values {
  const entries = Object.entries(properties).flatMap(([name, entry]): [string, unknown][] => {
    const path = prefix + name;
    if (!isGroup(entry)) {
      if (!entry.required && !wanted.has(path)) return [];
      return [[name, wanted.get(path) ?? examplesOf(entry.schema, path)[0]]];
    }
    if (![...wanted.keys()].some((one) => one.startsWith(`${path}.`))) return [];
    if (!isTable(entry)) return [[name, leastWith(wanted, entry.members, `${path}.`)]];
    const [key] = examplesOf(entry.key, path);
    return [[name, { [String(key)]: leastWith(wanted, entry.members, `${path}.*.`) }]];
  });
  return Object.fromEntries(entries);
}
