import { Command, Option } from 'commander';
import { showIssues } from '../issues';
import { environmentOption, examples } from '../options';
import { pinChangeText } from '../pin-change-text';
import type { Terminal } from '../terminal';

export function pinCommand(terminal: Terminal): Command {
  return new Command('pin')
    .description('set the tag or digest of images in an environment file; the rest of the file stays as it is')
    .argument('<pins...>', 'APP=TAG, APP/IMAGE=TAG or APP/FLOW=TAG; DIGEST or TAG@DIGEST can replace TAG')
    .addOption(environmentOption())
    .addOption(
      new Option(
        '--from-git',
        'set the tag of git on the checked-out commit; write only APP, APP/IMAGE or APP/FLOW',
      ).env('TOWPATH_FROM_GIT'),
    )
    .addHelpText(
      'after',
      examples(
        'towpath pin -e tst pssp=v0.3.0',
        'towpath pin -e prod pssp/wrk=v0.2.9 pssp/api=v0.3.0',
        'towpath pin -e dev --from-git pssp',
      ),
    )
    .action(async (pins: string[], { env, fromGit }: { env: string; fromGit?: boolean }) => {
      const { pin } = await import('../../actions/pin/pin');
      const { changes, warnings } = await pin({ environment: env, pins, fromGit });
      if (warnings.length > 0) showIssues(warnings, terminal);
      for (const change of changes) terminal.out(pinChangeText(change, terminal));
      if (changes.length === 0) terminal.out('no changes: the images already have these pins');
    });
}
