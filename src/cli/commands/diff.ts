import { Command, Option } from 'commander';
import type { ObjectChange } from '../../actions/diff/diff';
import { changesMarkdown } from '../changes-markdown';
import { changesText } from '../changes-text';
import { environmentsOption, examples } from '../options';
import type { Terminal } from '../terminal';

interface Flags {
  readonly base: string;
  readonly env?: string[];
  readonly outdir: string;
  readonly output: 'text' | 'json' | 'markdown';
}

export function diffCommand(terminal: Terminal): Command {
  return new Command('diff')
    .description(
      'show what the workspace changes against another commit, in every environment; exits with 1 when it does',
    )
    .addOption(
      new Option('--base <ref>', 'commit, branch or tag to compare with, by the `dist/` in it')
        .env('TOWPATH_BASE')
        .makeOptionMandatory(),
    )
    .addOption(environmentsOption())
    .addOption(new Option('--outdir <dir>', 'where the files of a synthesis lie').default('dist').env('TOWPATH_OUTDIR'))
    .addOption(
      new Option('-o, --output <format>', 'how results are printed')
        .choices(['text', 'json', 'markdown'])
        .default('text')
        .env('TOWPATH_OUTPUT'),
    )
    .addHelpText(
      'after',
      examples(
        'towpath diff --base main',
        'towpath diff --base origin/main -e prod -o markdown',
        'towpath diff --base v1.4.0 -o json',
      ),
    )
    .action(async ({ base, env: environments, outdir, output }: Flags) => {
      const { diffBase } = await import('../../actions/diff/diff');
      const changes = await diffBase({ base, environments, outdir });
      const text = print(changes, output, terminal);
      if (text !== '') terminal.out(text);
      if (changes.length > 0) terminal.exit(1);
    });
}

function print(changes: readonly ObjectChange[], output: Flags['output'], terminal: Terminal): string {
  if (output === 'json') return JSON.stringify(changes, null, 2);
  return output === 'markdown' ? changesMarkdown(changes) : changesText(changes, terminal);
}
