import { defaultsOf, firstDefaults } from '../../src/model/defaults';
import { type FlowKind, flowKinds } from '../../src/model/flow-kinds';
import { kinds } from '../../src/model/kinds';
import type { Properties } from '../../src/model/property';

/** The defaults of a workspace that names none. */
export const presets = Object.fromEntries(flowKinds.map((kind) => [kind, defaultsOf(firstDefaults, kind)])) as Record<
  FlowKind,
  ReturnType<typeof defaultsOf>
>;

/** What every kind has, with the same default: written once. */
const shared = Object.keys(kinds.worker).filter((name) =>
  flowKinds.every(
    (kind) => entry(kind, name) === entry('worker', name) && preset(kind, name) === preset('worker', name),
  ),
);

/** The properties of a kind: those of every kind, and its own. */
export function split(kind: FlowKind): [Properties, Properties] {
  const entries = Object.entries(kinds[kind] as Properties);
  return [
    Object.fromEntries(entries.filter(([name]) => shared.includes(name))),
    Object.fromEntries(entries.filter(([name]) => !shared.includes(name))),
  ];
}

function entry(kind: FlowKind, name: string): unknown {
  return (kinds[kind] as Properties)[name];
}

function preset(kind: FlowKind, name: string): unknown {
  return presets[kind][name];
}
