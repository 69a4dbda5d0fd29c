import { type Command, Option } from 'commander';
import type { SynthOptions } from '../../actions/synth/synth';
import { printable, printableLine } from '../../diagnostics';
import { registry } from '../../targets/registry';
import { namedCommand } from '../named-command';
import { environmentsOption, examples, outdirOption, severalNames } from '../options';
import { reportIncomplete } from '../short-names';
import { listFiles, summary, warn } from '../synth-text';
import type { Terminal } from '../terminal';
import { watch } from '../watch-synth';

interface Flags {
  readonly env?: string[];
  readonly outdir: string;
  readonly target?: string[];
  readonly layout?: 'object' | 'app';
  readonly stdout?: boolean;
  readonly check?: boolean;
  readonly force?: boolean;
  readonly watch?: boolean;
}

export function synthCommand(terminal: Terminal): Command {
  return namedCommand('synth')
    .addOption(environmentsOption())
    .addOption(outdirOption('output folder'))
    .addOption(
      new Option(
        '--target <name>',
        'output target; for several, repeat the option or separate the names with commas; default: `targets` in towpath.yaml, else yaml',
      )
        .argParser(severalNames)
        .env('TOWPATH_TARGET'),
    )
    .addOption(
      new Option('--layout <layout>', 'write one file for each object, or one for each application')
        .choices(['object', 'app'])
        .env('TOWPATH_LAYOUT'),
    )
    .addOption(
      new Option('--stdout', 'print the manifests instead of writing them')
        .env('TOWPATH_STDOUT')
        .conflicts(['check', 'force']),
    )
    .addOption(
      new Option('--check', 'write nothing; exit with 1 if the files are out of date')
        .env('TOWPATH_CHECK')
        .conflicts('force'),
    )
    .addOption(
      new Option('-w, --watch', 'write again after each change of a file, until the command is interrupted')
        .env('TOWPATH_WATCH')
        .conflicts(['check', 'stdout']),
    )
    .addOption(new Option('--force', 'overwrite files that were changed by hand').env('TOWPATH_FORCE'))
    .addHelpText(
      'after',
      examples(
        'towpath synth',
        'towpath synth -e prod --stdout | kubectl diff -f -',
        'towpath synth --check',
        'towpath synth --watch',
        'towpath synth --target yaml,compose',
      ) + targetsText(),
    )
    .action((flags: Flags, command: Command) => {
      refuseMix(flags, command);
      return synthesize(flags, terminal);
    });
}

function targetsText(): string {
  const width = Math.max(...registry.map(({ name }) => name.length));
  return `\nTargets:\n${registry.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}\n`).join('')}`;
}

/** Refuses `--layout` and `--stdout` with targets other than YAML: only manifests have a layout and can be printed. */
function refuseMix({ target, layout, stdout }: Flags, command: Command): void {
  const mixed = Object.entries({ '--layout': layout, '--stdout': stdout }).find(([, value]) => value);
  const other = target?.find((name) => name !== 'yaml');
  if (other !== undefined && mixed && (mixed[0] === '--stdout' || !target?.includes('yaml')))
    command.error(`error: option '--target ${other}' cannot be used with '${mixed[0]}'`);
}

async function synthesize(flags: Flags, terminal: Terminal): Promise<void> {
  const actions = await import('../../actions/synth/synth');
  const { env: environments, outdir, target: targets, layout, force } = flags;
  const onWait = (holder: string) => terminal.err(printable(`waiting for ${holder}, which writes to ${outdir} …`));
  const options: SynthOptions = { environments, outdir, targets, layout, force, onWait };
  if (flags.stdout) {
    const { text, warnings } = await actions.synthToText(options);
    warn(warnings, terminal);
    if (text !== '') terminal.out(text.trimEnd());
    return;
  }
  if (flags.watch) return watch(options, terminal);
  if (!flags.check) {
    const result = await actions.synth(options);
    warn(result.warnings, terminal);
    listFiles(result, terminal);
    terminal.out(printable(`${summary(result)} in ${result.outdir}/`));
    return;
  }
  const result = await actions.checkSynth(options);
  warn(result.warnings, terminal);
  listFiles(result, terminal);
  reportIncomplete(result.conflicts, terminal);
  const stale = result.written.length + result.removed.length + result.conflicts.length;
  const command = targets ? `towpath synth --target ${targets.join(',')}` : 'towpath synth';
  const state = stale === 0 ? 'up to date' : `out of date; run \`${command}\``;
  terminal.out(printableLine(`${result.outdir}/ is ${state}`));
  terminal.exit(stale === 0 ? 0 : 1);
}
