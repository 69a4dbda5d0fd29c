/** The words with which other programs call what a command of towpath does. */
const words: Readonly<Record<string, readonly string[]>> = {
  init: ['create', 'new'],
  adopt: ['convert', 'import', 'migrate'],
  synth: ['build', 'compile', 'generate', 'render', 'template'],
  validate: ['check', 'lint', 'test', 'verify'],
  flows: ['apps', 'list', 'ls'],
  pin: ['bump', 'set', 'tag'],
  diff: ['compare', 'plan', 'preview'],
  deploy: ['apply', 'install', 'release', 'up', 'upgrade'],
  rollback: ['revert', 'undo'],
  delete: ['destroy', 'down', 'remove', 'rm', 'uninstall'],
  deployments: ['get', 'ps'],
  history: ['log', 'logs', 'releases'],
  hold: ['block', 'lift', 'unhold'],
  '--version': ['version'],
};

/** The options with which other commands or programs do what an option of this command does. */
const options: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  promote: {
    '-e': 'name the environment without `-e`: `towpath promote ENV`',
    '--env': 'name the environment without `--env`: `towpath promote ENV`',
  },
  rollback: { '--revision': 'did you mean `--to`?' },
  synth: { '--dry-run': 'did you mean `--check`?' },
};

export function commandInOtherWords(word: string): string | undefined {
  const lower = word.toLowerCase();
  const found = Object.keys(words).find((command) => command === lower || words[command]?.includes(lower));
  return found && `did you mean ${found}?`;
}

export function optionInOtherWords(command: string, flag: string): string | undefined {
  return options[command]?.[flag];
}
