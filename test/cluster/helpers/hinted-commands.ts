import { kubectl } from './kubectl';

/** The commands of kubectl in a hint, as a person would copy them. */
export function commandsIn(hint = ''): string[] {
  return [...hint.matchAll(/`(kubectl [^`]*)`/g)].map(([, command]) => command as string);
}

/** Runs the commands of a hint in their order. A deletion that does not end fails. */
export function runCommandsIn(hint?: string): void {
  for (const command of commandsIn(hint)) {
    const [, ...args] = words(command);
    kubectl(args.includes('delete') ? [...args, '--timeout=30s'] : args);
  }
}

/** Splits a command as a shell would. */
function words(command: string): string[] {
  return [...command.matchAll(/(?:'[^']*'|\S)+?(?=\s|$)/g)].map(([word]) => word.replaceAll("'", ''));
}
