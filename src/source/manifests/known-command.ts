import { posix } from 'node:path';
import type { CommandPlace, FoundCommand, SourceKind } from '../source-flow';
import { shellCommands, shellWords } from './shell-words';

const webServers = ['gunicorn', 'uvicorn', 'hypercorn', 'daphne', 'waitress-serve', 'uwsgi', 'flask', 'fastapi'];
const programs = [...webServers, 'celery', 'rq'];
const shells = ['sh', 'bash', 'ash', 'dash'];

/**
 * Finds the known program that a command starts, also behind `python -m`, `poetry run`, `exec` and variables.
 * @param words of a list, or the line of a shell
 */
export function knownCommand(words: readonly string[] | string, place: CommandPlace): FoundCommand | undefined {
  const list = typeof words === 'string' ? shellWords(words) : words;
  // `tini -- sh -c "exec gunicorn shop:app"`.
  const shell = list.findIndex(
    (word, at) => shells.includes(posix.basename(word)) && /^-\w*c$/.test(list[at + 1] ?? '') && at < list.length - 2,
  );
  if (shell !== -1) return knownCommand(list[shell + 2] ?? '', place);
  for (const command of shellCommands(list)) {
    const start = command.findIndex(
      (word) => programs.includes(posix.basename(word)) || /(?:^|\/)manage\.py$/.test(word),
    );
    if (start !== -1) return found(command.slice(start), command.slice(0, start), place);
  }
  return undefined;
}

function found(
  [first = '', ...rest]: readonly string[],
  before: readonly string[],
  place: CommandPlace,
): FoundCommand | undefined {
  const program = posix.basename(first);
  if (program === 'manage.py') {
    if (!['runserver', 'run_gunicorn'].includes(rest[0] ?? '')) return undefined;
    return { ...place, kind: 'web', command: ['python', first, ...rest] };
  }
  const kind = kindOf(program, rest);
  if (!kind) return undefined;
  const module = moduleOf(program, rest, before);
  return { ...place, kind, command: [program, ...rest], ...(module !== undefined && { module }) };
}

function kindOf(program: string, rest: readonly string[]): SourceKind | undefined {
  if (webServers.includes(program)) return 'web';
  if (program === 'rq') return rest[0] === 'worker' ? 'rq' : undefined;
  if (rest.includes('worker')) return 'celery';
  return rest.includes('beat') ? 'celery-beat' : undefined;
}

/** The module that a program loads, without the name of the variable in it. */
function moduleOf(program: string, rest: readonly string[], before: readonly string[]): string | undefined {
  const option = (...names: readonly string[]) => {
    const at = rest.findIndex((word) => names.some((name) => word === name || word.startsWith(`${name}=`)));
    const word = rest[at];
    return word?.includes('=') ? word.slice(word.indexOf('=') + 1) : at === -1 ? undefined : rest[at + 1];
  };
  if (program === 'rq') return undefined;
  const variable = before.find((word) => word.startsWith('FLASK_APP='))?.slice('FLASK_APP='.length);
  const loaded =
    program === 'celery' || program === 'flask'
      ? (option('-A', '--app') ?? variable)
      : (rest.find((word) => /^[A-Za-z_][\w.]*:[A-Za-z_][\w.]*(?:\(.*\))?$/.test(word)) ??
        rest.find((word, at) => /^[A-Za-z_][\w.]*$/.test(word) && !rest[at - 1]?.startsWith('-')));
  return loaded?.split(':')[0]?.replace(/\.py$/, '').replaceAll('/', '.');
}
