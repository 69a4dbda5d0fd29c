import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FileChange, ObjectChange } from '../../actions/diff/diff';
import { clusterOptions, deployOptions } from '../cluster-options';
import { jsonText } from '../json';
import type { LiveDiffFlags, LiveFormat } from '../live-diff/show';
import { namedCommand } from '../named-command';
import { environmentsOption, examples, outdirOption, revisionNumber } from '../options';
import type { Terminal } from '../terminal';

interface Flags extends Omit<LiveDiffFlags, 'output'> {
  readonly base?: string;
  readonly env?: string[];
  readonly outdir: string;
  readonly revision?: readonly [number, number];
  readonly output?: string;
}

const baseFormats = ['text', 'json', 'markdown'] as const;
const liveFormats: readonly LiveFormat[] = ['unified', 'side-by-side', 'json'];
type BaseFormat = (typeof baseFormats)[number];

export function diffCommand(terminal: Terminal): Command {
  const command = namedCommand('diff')
    .argument('[flow...]', 'compare only these: APP, APP/FLOW or FLOW')
    .addOption(environmentsOption())
    .addOption(
      new Option(
        '--base <ref>',
        'commit, branch or tag; compare with its `dist/` instead of a cluster, in all environments or those of -e',
      ).env('TOWPATH_BASE'),
    )
    .addOption(outdirOption('output folder in the commit, with --base'))
    .addOption(
      new Option(
        '-o, --output <format>',
        'output format: unified (default), side-by-side or json; with --base: text (default), json or markdown',
      )
        .choices([...new Set([...liveFormats, ...baseFormats])])
        .env('TOWPATH_OUTPUT'),
    )
    .addOption(
      new Option(
        '--revision <a..b>',
        'compare two releases that the cluster stores, such as 11..12; name applications instead of flows',
      )
        .argParser(revisions)
        .env('TOWPATH_REVISION'),
    )
    .addOption(
      new Option('--save <file>', 'save the plan, so that `deploy --plan` does this and nothing else').env(
        'TOWPATH_SAVE',
      ),
    )
    .addOption(new Option('--summary', 'show only which objects and fields change').env('TOWPATH_SUMMARY'))
    .addOption(new Option('--exit-zero', 'exit with 0 even if there are differences').env('TOWPATH_EXIT_ZERO'));
  for (const option of [...clusterOptions(), ...deployOptions()]) command.addOption(option);
  return command
    .addHelpText(
      'after',
      examples(
        'towpath diff -e prod',
        'towpath diff -e prod api wrk -o side-by-side',
        'towpath diff -e prod --take-ownership -o json',
        'towpath diff -e prod --summary',
        'towpath diff -e prod --save plan.json',
        'towpath diff -e prod pssp --revision 11..12',
        'towpath diff --base main',
        'towpath diff --base origin/main -e prod -o markdown',
      ),
    )
    .action(async (flows: string[], flags: Flags) => {
      checkUsage(command, flows, flags);
      if (flags.base === undefined) await diffEnvironment(flows, flags, terminal);
      else await diffBase(flags.base, flags, terminal);
    });
}

/** Both comparisons are one command. An option of one of them is an error with the other. */
function checkUsage(command: Command, flows: readonly string[], { base, env = [], output, revision }: Flags): void {
  const formats: readonly string[] = base === undefined ? liveFormats : baseFormats;
  const way = base === undefined ? 'of a cluster' : 'with --base';
  if (output !== undefined && !formats.includes(output))
    command.error(`error: the format ${output} does not exist for a diff ${way}; use ${formats.join(', ')}`);
  if (base === undefined) {
    if (env.length !== 1)
      command.error(
        'error: name one environment with -e ENV to compare it with its cluster, or name a commit with --base REF',
      );
    return;
  }
  if (revision)
    command.error('error: --base compares with a commit, and --revision compares releases; remove one of them');
  if (flows.length > 0) command.error('error: --base compares all flows; remove the names of flows');
  // A variable may be set for another command, so only flags count.
  const clusterOption = [...clusterOptions(), ...deployOptions()].find((option) => {
    const name = option.attributeName();
    return command.getOptionValueSource(name) === 'cli' && option.negate === (command.getOptionValue(name) === false);
  });
  if (clusterOption)
    command.error(`error: ${clusterOption.long} works only for a diff of a cluster; remove it, or remove --base`);
}

async function diffEnvironment(flows: readonly string[], flags: Flags, terminal: Terminal): Promise<void> {
  const { env: [environment = ''] = [], base: _, outdir: __, revision, ...options } = flags;
  const { showLiveDiff, showReleases } = await import('../live-diff/show');
  if (revision) return showReleases(environment, flows, revision, options as LiveDiffFlags, terminal);
  await showLiveDiff(environment, flows, options as LiveDiffFlags, terminal);
}

async function diffBase(base: string, flags: Flags, terminal: Terminal): Promise<void> {
  const { env: environments, outdir, exitZero } = flags;
  const actions = await import('../../actions/diff/diff');
  const changes = await actions.diffBase({ base, environments, outdir });
  const text = await print(changes, flags.output as BaseFormat | undefined, terminal);
  if (text !== '') terminal.out(text);
  if (changes.length > 0 && !exitZero) terminal.exit(1);
}

async function print(
  changes: readonly (ObjectChange | FileChange)[],
  output: BaseFormat | undefined,
  terminal: Terminal,
): Promise<string> {
  if (output === 'json') return jsonText(changes);
  if (output === 'markdown') return (await import('../changes-markdown')).changesMarkdown(changes);
  return (await import('../changes-text')).changesText(changes, terminal);
}

function revisions(text: string): readonly [number, number] {
  const [from, to, ...rest] = text.split('..');
  if (from === undefined || to === undefined || rest.length > 0)
    throw new InvalidArgumentError('expected the numbers of two releases, such as 11..12.');
  return [revisionNumber(from), revisionNumber(to)];
}
