import { posix } from 'node:path';
import type { FileFindings } from '../source-flow';
import { knownCommand } from './known-command';

interface Stage {
  readonly name?: string | undefined;
  readonly entrypoint?: Instruction | undefined;
  readonly cmd?: Instruction | undefined;
}

interface Instruction {
  readonly words: readonly string[] | string;
  readonly line: number;
}

/** Reads the command of the last stage of a Dockerfile, which is the one that `docker build` makes by default. */
export function dockerfileCommands(file: string, text: string): FileFindings {
  let stages: Stage[] = [];
  for (const { line, keyword, rest } of instructions(text)) {
    const stage = stages.at(-1) ?? {};
    if (keyword === 'FROM') stages.push(newStage(rest, stages));
    else if (keyword === 'ENTRYPOINT')
      // A new entrypoint drops the command of the image that the stage is made from.
      stages = [...stages.slice(0, -1), { ...stage, entrypoint: { words: listOrShell(rest), line }, cmd: undefined }];
    else if (keyword === 'CMD')
      stages = [...stages.slice(0, -1), { ...stage, cmd: { words: listOrShell(rest), line } }];
  }
  const { entrypoint, cmd } = stages.at(-1) ?? {};
  const line = cmd?.line ?? entrypoint?.line;
  if (line === undefined) return {};
  const folder = posix.basename(posix.dirname(file));
  const place = { name: folder === '.' || folder === '' ? 'web' : folder, file, line };
  // The shell form of an entrypoint takes no arguments.
  const isShell = typeof entrypoint?.words === 'string';
  const words = isShell ? entrypoint.words : [...(entrypoint?.words ?? []), ...wordsOf(cmd)];
  const found = knownCommand(typeof cmd?.words === 'string' && !entrypoint ? cmd.words : words, place);
  return { commands: found ? [found] : [] };
}

function newStage(rest: string, stages: readonly Stage[]): Stage {
  const [image = '', , name] = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
  const parent = stages.find((stage) => stage.name !== undefined && stage.name === image.toLowerCase());
  return { entrypoint: parent?.entrypoint, cmd: parent?.cmd, name: name?.toLowerCase() };
}

function wordsOf(instruction: Instruction | undefined): readonly string[] {
  const words = instruction?.words ?? [];
  return typeof words === 'string' ? ['sh', '-c', words] : words;
}

function listOrShell(rest: string): readonly string[] | string {
  if (!rest.startsWith('[')) return rest;
  try {
    const list: unknown = JSON.parse(rest);
    return Array.isArray(list) ? list.map(String) : rest;
  } catch {
    return rest;
  }
}

/** The instructions of a Dockerfile, with continued lines joined. */
function instructions(text: string): { line: number; keyword: string; rest: string }[] {
  const found: { line: number; keyword: string; rest: string }[] = [];
  let open: { line: number; text: string } | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*#/.test(line) || (line.trim() === '' && !open)) continue;
    open = { line: open?.line ?? index + 1, text: `${open?.text ?? ''} ${line.replace(/\\\s*$/, '')}` };
    if (/\\\s*$/.test(line)) continue;
    const [keyword = '', ...rest] = open.text.trim().split(' ');
    found.push({ line: open.line, keyword: keyword.toUpperCase(), rest: rest.join(' ').trim() });
    open = undefined;
  }
  return found;
}
