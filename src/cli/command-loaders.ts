import type { Command } from 'commander';
import { type CommandName, isCommand } from './summaries';
import type { Terminal } from './terminal';

/** The code of each command, which is loaded when the command is needed. */
export const commandLoaders: Readonly<Record<CommandName, () => (terminal: Terminal) => Command>> = {
  init: () => (require('./commands/init') as typeof import('./commands/init')).initCommand,
  adopt: () => (require('./commands/adopt') as typeof import('./commands/adopt')).adoptCommand,
  synth: () => (require('./commands/synth') as typeof import('./commands/synth')).synthCommand,
  validate: () => (require('./commands/validate') as typeof import('./commands/validate')).validateCommand,
  flows: () => (require('./commands/flows') as typeof import('./commands/flows')).flowsCommand,
  explain: () => (require('./commands/explain') as typeof import('./commands/explain')).explainCommand,
  pin: () => (require('./commands/pin') as typeof import('./commands/pin')).pinCommand,
  diff: () => (require('./commands/diff') as typeof import('./commands/diff')).diffCommand,
  deploy: () => (require('./commands/deploy') as typeof import('./commands/deploy')).deployCommand,
  promote: () => (require('./commands/promote') as typeof import('./commands/promote')).promoteCommand,
  rollback: () => (require('./commands/rollback') as typeof import('./commands/rollback')).rollbackCommand,
  delete: () => (require('./commands/delete') as typeof import('./commands/delete')).deleteCommand,
  deployments: () => (require('./commands/deployments') as typeof import('./commands/deployments')).deploymentsCommand,
  status: () => (require('./commands/status') as typeof import('./commands/status')).statusCommand,
  history: () => (require('./commands/history') as typeof import('./commands/history')).historyCommand,
  gates: () => (require('./commands/gates') as typeof import('./commands/gates')).gatesCommand,
  approve: () => (require('./commands/approve') as typeof import('./commands/approve')).approveCommand,
  hold: () => (require('./commands/hold') as typeof import('./commands/hold')).holdCommand,
  rbac: () => (require('./commands/rbac') as typeof import('./commands/rbac')).rbacCommand,
  schema: () => (require('./commands/schema') as typeof import('./commands/schema')).schemaCommand,
  portal: () => (require('./commands/portal') as typeof import('./commands/portal')).portalCommand,
  completion: () => (require('./commands/completion') as typeof import('./commands/completion')).completionCommand,
};

/**
 * Returns the name of the command whose code a call needs: the one that the call names. The list is empty for the help
 * of towpath, the version and wrong names, which need only the names and summaries of the commands.
 */
export function neededCommands(args: readonly string[]): readonly string[] {
  const names = args.filter((arg, at) => !arg.startsWith('-') && !/^(?:-C|--directory)$/.test(args[at - 1] ?? ''));
  const name = names[0] === 'help' ? names[1] : names[0];
  return name !== undefined && isCommand(name) ? [name] : [];
}
