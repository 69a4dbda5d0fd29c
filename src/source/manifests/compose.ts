import { isMap } from '../../data/merge';
import type { FileFindings } from '../source-flow';
import { knownCommand } from './known-command';
import { foreignYaml } from './yaml';

/** Reads the commands of the services of a Compose file. Profiles do not matter. */
export function composeCommands(file: string, text: string): FileFindings {
  const { data, lineOf, issues } = foreignYaml(file, text);
  const services = isMap(data) && isMap(data.services) ? data.services : {};
  const commands = Object.entries(services).flatMap(([name, service]) => {
    const { command, entrypoint } = isMap(service) ? service : {};
    const [first, second] = [entrypoint, command].map(wordsOf);
    const words =
      typeof first === 'string' ? first : typeof second === 'string' && !first ? second : listed(first, second);
    const key = command === undefined ? 'entrypoint' : 'command';
    return knownCommand(words, { name, file, line: lineOf(['services', name, key]) }) ?? [];
  });
  return { commands, issues };
}

function wordsOf(value: unknown): readonly string[] | string | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(String) : undefined;
}

function listed(first: readonly string[] | undefined, second: readonly string[] | string | undefined): string[] {
  const rest = typeof second === 'string' ? [second] : (second ?? []);
  return [...(first ?? []), ...rest];
}
