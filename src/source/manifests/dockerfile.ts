import { posix } from 'node:path';
import type { FileFindings } from '../source-flow';
import { type Instruction, lastStage } from './dockerfile-stages';
import { dockerfileProgram } from './file-names';
import { knownCommand } from './known-command';

/** Reads the command of the last stage of a Dockerfile, which is the one that `docker build` makes by default. */
export function dockerfileCommands(file: string, text: string): FileFindings {
  const { entrypoint, cmd } = lastStage(text);
  const line = cmd?.line ?? entrypoint?.line;
  if (line === undefined) return {};
  const folder = posix.basename(posix.dirname(file)).replace(/^\.$/, '');
  const place = { name: dockerfileProgram(file) || folder || 'web', file, line };
  // The shell form of an entrypoint takes no arguments.
  const isShell = typeof entrypoint?.words === 'string';
  const words = isShell ? entrypoint.words : [...(entrypoint?.words ?? []), ...wordsOf(cmd)];
  const found = knownCommand(typeof cmd?.words === 'string' && !entrypoint ? cmd.words : words, place);
  return { commands: found ? [found] : [] };
}

function wordsOf(instruction: Instruction | undefined): readonly string[] {
  const words = instruction?.words ?? [];
  return typeof words === 'string' ? ['sh', '-c', words] : words;
}
