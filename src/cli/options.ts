import { Option } from 'commander';

/** Options that several commands share. Each has its variable `TOWPATH_<FLAG>`. */
export function environmentsOption(): Option {
  return new Option('-e, --env <name>', 'environment; may be given several times, or with commas')
    .argParser((value: string, earlier: string[] = []) => [...earlier, ...value.split(',')])
    .env('TOWPATH_ENV');
}

export function environmentOption(): Option {
  return new Option('-e, --env <name>', 'environment').env('TOWPATH_ENV').makeOptionMandatory();
}

export function outputOption(): Option {
  return new Option('-o, --output <format>', 'how results are printed')
    .choices(['table', 'json'])
    .default('table')
    .env('TOWPATH_OUTPUT');
}

export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}\n`).join('')}`;
}
