import { ownValue } from '../../data/merge';
import type { SourceFlow } from '../../source/source-flow';
import type { FlowEntry } from './flows';

/** A difference between a declared flow and the same flow in the source. */
export interface FlowDifference {
  readonly field: 'schedule' | 'command';
  readonly environments: readonly string[];
  readonly declared: string;
  readonly found: string;
}

/**
 * Matches declared flows with found ones by name. A name that is equal letter by letter counts more than one that
 * differs in case, hyphens and underscores, and each found flow is matched with one name only.
 *
 * @returns the found flow by declared flow, and the found flows that none declares
 */
export function matchFlows(
  declared: readonly FlowEntry[],
  found: readonly SourceFlow[],
): { matches: ReadonlyMap<FlowEntry, SourceFlow>; undeclared: readonly SourceFlow[] } {
  const matches = new Map<FlowEntry, SourceFlow>();
  const names = new Map<SourceFlow, string>();
  for (const isSame of [isEqual, isSimilar]) {
    for (const entry of declared) {
      if (matches.has(entry)) continue;
      const flow = found.find(
        (one) => (names.get(one) ?? entry.flow) === entry.flow && namesOf(one).some((name) => isSame(name, entry.flow)),
      );
      if (!flow) continue;
      matches.set(entry, flow);
      names.set(flow, entry.flow);
    }
  }
  return { matches, undeclared: found.filter((flow) => !names.has(flow)) };
}

/** Compares what a flow declares with what its source says. What one of them does not say is no difference. */
export function differencesOf(entry: FlowEntry, found: SourceFlow): FlowDifference[] {
  const written = found.commandFrom || found.kind === 'script' ? shown(found.command) : undefined;
  return [
    ...differing('schedule', entry, found.schedule, ({ schedule }) => schedule, withoutNickname),
    ...differing('command', entry, written, ({ command }) => command && shown(command), withoutFolder),
  ];
}

function differing(
  field: FlowDifference['field'],
  { environments }: FlowEntry,
  found: string | undefined,
  declaredIn: (entry: FlowEntry['environments'][number]) => string | undefined,
  normal: (text: string) => string,
): FlowDifference[] {
  if (found === undefined) return [];
  const byValue = new Map<string, string[]>();
  for (const entry of environments) {
    const declared = declaredIn(entry);
    if (declared === undefined || normal(declared) === normal(found)) continue;
    byValue.set(declared, [...(byValue.get(declared) ?? []), entry.environment]);
  }
  return [...byValue].map(([declared, names]) => ({ field, environments: names, declared, found }));
}

/** @see https://en.wikipedia.org/wiki/Cron#Nonstandard_predefined_scheduling_definitions */
const nicknames: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

function withoutNickname(schedule: string): string {
  return ownValue(nicknames, schedule.trim()) ?? schedule.trim().split(/\s+/).join(' ');
}

/** A program may be named with its folder. */
function withoutFolder(command: string): string {
  const [program = '', ...rest] = command.split(' ');
  return [program.split('/').at(-1), ...rest].join(' ');
}

function shown(command: readonly string[]): string {
  return command.join(' ');
}

/** The names that a flow may be declared by. */
function namesOf({ name, originalName, deployments = [], commandFrom }: SourceFlow): string[] {
  return [name, originalName, ...(commandFrom ? [commandFrom.name] : []), ...deployments.map((one) => one.name)];
}

function isEqual(one: string, other: string): boolean {
  return one === other;
}

function isSimilar(one: string, other: string): boolean {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[_ .]/g, '-');
  return plain(one) === plain(other);
}
