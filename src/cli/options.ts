import { InvalidArgumentError, Option } from 'commander';

/** Creates the option `--env`, which several commands share. */
export function environmentsOption(): Option {
  return new Option(
    '-e, --env <name>',
    'name of an environment; for several, repeat the option or separate the names with commas',
  )
    .argParser((value: string, earlier: string[] = []) => [...earlier, ...value.split(',')])
    .env('TOWPATH_ENV');
}

export function environmentOption(): Option {
  return new Option('-e, --env <name>', 'name of the environment').env('TOWPATH_ENV').makeOptionMandatory();
}

export function outputOption(): Option {
  return new Option('-o, --output <format>', 'output format')
    .choices(['table', 'json'])
    .default('table')
    .env('TOWPATH_OUTPUT');
}

/** Parses the number of a release. */
export function revisionNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('expected the number of a release, such as 12.');
  return Number(text);
}

export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}\n`).join('')}`;
}
