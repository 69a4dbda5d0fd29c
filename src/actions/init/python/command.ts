import type { SourceFlow } from '../../../source/source-flow';

/** The port that a program listens on if nothing says otherwise. */
export function usualPort(command: readonly string[]): number {
  return command[0] === 'flask' ? 5000 : 8000;
}

/** The port that the arguments of a program name. */
export function portIn(command: readonly string[]): number | undefined {
  for (const [at, word] of command.entries()) {
    const [, flag = '', own] = /^(--?[a-z-]{1,20})(?:=(.*))?$/.exec(word) ?? [];
    const value = flag === '' ? word : (own ?? command[at + 1] ?? '');
    const isPort = ['--port', '-p', '--bind', '-b', '--http', '--http-socket'].includes(flag);
    const [, number] = /(?:^|:)(\d{2,5})$/.exec(value) ?? [];
    if (number !== undefined && (isPort || (flag === '' && /^[\d.]*:\d{2,5}$/.test(word)))) return Number(number);
    // gunicorn takes `-b0.0.0.0:8000` too.
    const [, joined] = /^-b\S{0,60}:(\d{2,5})$/.exec(word) ?? [];
    if (joined !== undefined) return Number(joined);
  }
  return undefined;
}

/**
 * The command of a flow as a container starts it: in the folder of its Dockerfile, listening on all addresses, without
 * variables of a shell.
 */
export function containerCommand(flow: SourceFlow, folder: string, port: number | undefined): readonly string[] {
  const words = flow.commandFrom ? flow.command : inFolder(flow.command, folder);
  const listening = flow.commandFrom || port === undefined ? words : [...words, ...listeningArguments(words, port)];
  const filled = listening.map((word) => word.replaceAll(/\$\{?PORT(?::?-\d{1,5})?\}?/g, String(port ?? 8000)));
  // A variable is replaced by a shell only. What was found in code has none.
  const needsShell = flow.commandFrom && filled.some((word) => word.includes('$'));
  return needsShell ? ['sh', '-c', `exec ${filled.map(shellArgument).join(' ')}`] : filled;
}

/** A word for a shell that replaces the variables in it, and nothing else. */
function shellArgument(word: string): string {
  return /^[\w@%+=:,./${}-]+$/.test(word) ? word : `"${word.replaceAll(/["`\\]|\$\(/g, '\\$&')}"`;
}

/** Modules and paths as they are named in a folder. */
function inFolder(command: readonly string[], folder: string): readonly string[] {
  if (folder === '') return command;
  const packages = `${folder.replaceAll('/', '.')}.`;
  return command.map((word) => {
    const prefix = [packages, `${folder}/`].find((one) => word.startsWith(one));
    return prefix === undefined ? word : word.slice(prefix.length);
  });
}

function listeningArguments([program, ...rest]: readonly string[], port: number): readonly string[] {
  if (program === 'gunicorn') return ['--bind', `0.0.0.0:${port}`];
  if (program === 'flask' || program === 'uvicorn') return ['--host', '0.0.0.0', '--port', String(port)];
  return rest.includes('runserver') ? [`0.0.0.0:${port}`] : [];
}
