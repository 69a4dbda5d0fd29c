import { type Command, Option } from 'commander';
import { showIssues } from '../issues';
import { namedCommand } from '../named-command';
import { commitOption, environmentOption, examples, outdirOption } from '../options';
import { pinChangeText } from '../pin-change-text';
import { shortCommit } from '../short-names';
import type { Terminal } from '../terminal';

interface Flags {
  readonly env: string;
  readonly fromGit?: boolean;
  readonly commit?: boolean;
  readonly outdir?: string;
}

export function pinCommand(terminal: Terminal): Command {
  return namedCommand('pin')
    .argument('<pins...>', 'APP=TAG, APP/IMAGE=TAG or APP/FLOW=TAG; DIGEST or TAG@DIGEST can replace TAG')
    .addOption(environmentOption())
    .addOption(
      new Option(
        '--from-git',
        'set the tag of git on the checked-out commit; write only APP, APP/IMAGE or APP/FLOW',
      ).env('TOWPATH_FROM_GIT'),
    )
    .addOption(commitOption('synthesize, and commit the environment file and the output'))
    .addOption(outdirOption('output folder, for --commit'))
    .addHelpText(
      'after',
      examples(
        'towpath pin -e tst pssp=v0.3.0',
        'towpath pin -e prod pssp/wrk=v0.2.9 pssp/api=v0.3.0',
        'towpath pin -e dev --from-git pssp',
        'towpath pin -e tst pssp=v0.3.0 --commit',
      ),
    )
    .action(async (pins: string[], { env: environment, ...flags }: Flags) => {
      const { pin } = await import('../../actions/pin/pin');
      const { changes, commit, warnings } = await pin({ ...flags, environment, pins });
      if (warnings.length > 0) showIssues(warnings, terminal);
      for (const change of changes) terminal.out(pinChangeText(change, terminal));
      if (commit !== undefined) terminal.out(`committed ${shortCommit({ commit })}`);
      if (changes.length === 0) terminal.out('no changes: the images already have these pins');
    });
}
