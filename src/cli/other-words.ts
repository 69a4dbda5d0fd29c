import type { Command } from 'commander';

/** The words with which other programs call what a command of towpath does. */
const words: Readonly<Record<string, readonly string[]>> = {
  init: ['create', 'new'],
  adopt: ['convert', 'import', 'migrate'],
  synth: ['build', 'compile', 'generate', 'render', 'template'],
  validate: ['check', 'lint', 'test', 'verify'],
  flows: ['apps', 'list', 'ls'],
  explain: ['why', 'values', 'show'],
  pin: ['bump', 'set', 'tag', 'image'],
  diff: ['compare', 'plan', 'preview'],
  deploy: ['apply', 'install', 'release', 'up', 'upgrade'],
  rollback: ['revert', 'undo', 'rollout undo'],
  delete: ['destroy', 'down', 'remove', 'rm', 'uninstall'],
  deployments: ['get', 'ps', 'top'],
  status: ['describe', 'health', 'info', 'refresh', 'rollout', 'rollout status', 'watch'],
  history: ['log', 'releases', 'rollout history'],
  hold: ['block', 'lift', 'unhold'],
  '--version': ['version'],
};

/** Words for which towpath has no command, and what to do. */
const elsewhere: readonly { readonly words: readonly string[]; readonly hint: string }[] = [
  {
    words: ['attach', 'cp', 'events', 'exec', 'logs', 'port-forward', 'restart', 'rollout restart', 'scale', 'wait'],
    hint: 'towpath has nothing for this; call kubectl',
  },
  {
    words: ['env', 'environment', 'environments', 'envs', 'stack', 'stacks'],
    hint: 'an environment is a file in `environments/`; `towpath flows` shows all of them',
  },
  {
    words: ['add', 'edit'],
    hint: 'an application is a file in `apps/`, and an environment is a file in `environments/`; write them by hand',
  },
  {
    words: ['config', 'context', 'login', 'switch', 'use'],
    hint: 'towpath takes its clusters from the kubeconfig; each environment file names its context under `cluster`',
  },
];

/** The options with which other commands or programs do what this command does. The first row that fits counts. */
const options: readonly {
  readonly flags: readonly string[];
  /** The row is for these commands only. */
  readonly commands?: readonly string[];
  /** The row is for commands with this option only. */
  readonly has?: string;
  readonly hint: string;
}[] = [
  { flags: ['-e', '--env'], commands: ['promote'], hint: 'name the environment without it: `towpath promote ENV`' },
  { flags: ['-e', '--env'], commands: ['adopt'], hint: 'write each environment with its source: ENV=SOURCE' },
  { flags: ['--stack', '--stage', '--environment', '-s'], has: '--env', hint: 'did you mean `--env`?' },
  { flags: ['--revision'], commands: ['rollback'], hint: 'did you mean `--to`?' },
  { flags: ['--dry-run'], commands: ['synth'], hint: 'did you mean `--check`?' },
  { flags: ['-o', '--output', '--out'], commands: ['synth'], hint: 'did you mean `--outdir`?' },
  { flags: ['--dry-run'], commands: ['pin'], hint: 'pin edits one file; `git diff` shows the edit' },
  { flags: ['--tag', '--version', '--image'], commands: ['pin'], hint: 'write the version after the name: APP=TAG' },
  { flags: ['--version', '--image'], has: '--tag', hint: 'did you mean `--tag`?' },
  {
    flags: ['--atomic', '--cleanup-on-fail'],
    has: '--rollback-on-failure',
    hint: 'did you mean `--rollback-on-failure`?',
  },
  { flags: ['--serviceaccount'], has: '--service-account', hint: 'did you mean `--service-account`?' },
  { flags: ['--cached', '--staged'], has: '--base', hint: 'did you mean `--base HEAD`?' },
  { flags: ['--name'], commands: ['init', 'adopt'], hint: 'write the name of the application without an option' },
  { flags: ['--all', '-a'], has: '--all-namespaces', hint: 'did you mean `-A`?' },
  {
    flags: ['--all', '-a', '--all-environments'],
    hint: 'leave it out: without names or `-e`, a command takes all that it can',
  },
  { flags: ['-n', '--namespace'], hint: 'each environment file sets its namespace: `namespace: NAME`' },
  {
    flags: ['-f', '--file', '--filename', '--values', '--set', '--set-string', '--var', '--var-file'],
    hint: 'towpath reads `apps/` and `environments/`; values stand in `environments/ENV.yaml`',
  },
  {
    flags: ['--app', '--application', '--flow', '--selector', '-l', '--service', '--target'],
    hint: 'write APP or APP/FLOW without an option, where a command takes them',
  },
  { flags: ['--json'], has: '--output', hint: 'did you mean `-o json`?' },
  { flags: ['--format'], has: '--output', hint: 'did you mean `--output`?' },
  {
    flags: ['--auto-approve', '--force', '--non-interactive', '--require-approval'],
    has: '--yes',
    hint: 'did you mean `--yes`?',
  },
  { flags: ['--debug', '--trace', '--verbose'], hint: 'set TOWPATH_DEBUG=1 to see where an error was thrown' },
  { flags: ['--color', '--no-color', '--colour'], hint: 'set NO_COLOR=1 or FORCE_COLOR=1' },
];

/** @param next the word after it: `rollout undo` */
export function commandInOtherWords(word: string, next = ''): string | undefined {
  const lower = word.toLowerCase();
  for (const said of [`${lower} ${next}`, lower]) {
    const found = Object.keys(words).find((command) => command === said || words[command]?.includes(said));
    if (found) return `did you mean ${found}?`;
    const other = elsewhere.find((row) => row.words.includes(said));
    if (other) return other.hint;
  }
  return undefined;
}

export function optionInOtherWords(command: Command, flag: string): string | undefined {
  const [, name = flag, value] = /^(--[^=]+)=(.*)$/s.exec(flag) ?? [];
  const own = command.options.find(({ long }) => long === name);
  if (own && value !== undefined) {
    const opposite = `--no-${name.slice(2)}`;
    const isOff = value === 'false' && command.options.some(({ long }) => long === opposite);
    return isOff ? `did you mean \`${opposite}\`?` : `\`${name}\` takes no value: write it alone, or leave it out`;
  }
  const row = options.find(
    ({ flags, commands = [command.name()], has }) =>
      flags.includes(name) &&
      commands.includes(command.name()) &&
      (has === undefined || command.options.some(({ long }) => long === has)),
  );
  return row?.hint;
}
