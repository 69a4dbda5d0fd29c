import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Terminal } from './terminal';

/** Creates the option `--env`, which several commands share. */
export function environmentsOption(): Option {
  return namesOption('name of an environment; for several, repeat the option or separate the names with commas').env(
    'TOWPATH_ENV',
  );
}

/** Creates the option `--env` of a command that asks a cluster only with this option. The variable TOWPATH_ENV does not count. */
export function runningOption(): Option {
  return namesOption('name of an environment whose running flows are shown too; for several, separate with commas');
}

function namesOption(description: string): Option {
  return new Option('-e, --env <name>', description).argParser(severalNames);
}

export function environmentOption(): Option {
  return nameOption('name of the environment').makeOptionMandatory();
}

function nameOption(description: string): Option {
  return new Option('-e, --env <name>', description).argParser(oneName).env('TOWPATH_ENV');
}

/** Whether a command takes several environments, and not only one. */
export function takesSeveral({ options }: Pick<Command, 'options'>): boolean {
  return options.some(({ long, parseArg }) => long === '--env' && parseArg === severalNames);
}

/** Parses names that are separated by commas, perhaps with spaces. */
export function severalNames(value: string, earlier: string[] = []): string[] {
  const names = value.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('a name is empty.');
  return [...earlier, ...names];
}

/**
 * Gives options that take any text a parser that refuses an empty one: a variable of a script that is not set would
 * otherwise mean the current context, or every image.
 */
export function refuseEmptyTexts(options: readonly Option[]): void {
  for (const option of options.filter(({ required, parseArg }) => required && !parseArg)) {
    if (option.variadic) option.argParser(severalTexts);
    else option.argParser(filled);
  }
}

function severalTexts(text: string, earlier: string[] = []): string[] {
  return [...earlier, filled(text)];
}

function filled(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('it is empty.');
  return text;
}

function oneName(value: string, earlier?: string): string {
  filled(value);
  if (earlier === undefined && !value.includes(',')) return value;
  throw new InvalidArgumentError('this command works on one environment at a time.');
}

export function commitOption(description: string): Option {
  return new Option('--commit', description).env('TOWPATH_COMMIT');
}

export function outdirOption(description: string): Option {
  return new Option('--outdir <dir>', description).default('dist').env('TOWPATH_OUTDIR');
}

/** Creates the option `--env` of a command whose default is the initial environment. */
export function startEnvironmentOption(): Option {
  return nameOption('name of the environment; default: the initial environment');
}

/** The formats of a command that prints a table. `wide` shows all columns, whatever the width of the screen is. */
export function tableOption(): Option {
  return new Option('-o, --output <format>', 'output format; wide shows all columns')
    .choices(['table', 'wide', 'json'])
    .default('table')
    .env('TOWPATH_OUTPUT');
}

/** The width that a table may have: that of the screen, or any for `-o wide`. */
export function tableWidth(output: string, { width }: Pick<Terminal, 'width'>): number {
  return output === 'wide' ? Number.POSITIVE_INFINITY : width;
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
