import type { FileFindings } from '../source-flow';
import { knownCommand } from './known-command';

/** Reads the processes of a Procfile. */
export function procfileCommands(file: string, text: string): FileFindings {
  const commands = text.split(/\r?\n/).flatMap((line, index) => {
    const [, name, command] = /^([\w-]{1,100}):(.*)$/.exec(line) ?? [];
    return name && command ? (knownCommand(command, { name, file, line: index + 1 }) ?? []) : [];
  });
  return { commands };
}
