import { stdin } from 'node:process';
import { type Command, InvalidArgumentError } from 'commander';
import type { AdoptResult } from '../../actions/adopt/adopt';
import type { AdoptOptions } from '../../actions/adopt/adopt-options';
import type { LiveProof } from '../../actions/adopt/live-proof';
import { adoptionText } from '../adoption-text';
import { kubeconfigOption } from '../cluster-options';
import { showIssues } from '../issues';
import { jsonText } from '../json';
import { namedCommand } from '../named-command';
import { examples, outputOption } from '../options';
import type { Terminal } from '../terminal';

interface Flags {
  readonly own?: string[];
  readonly set?: string[];
  readonly setFrom?: string[];
  readonly select?: string;
  readonly kubeconfig?: string;
  readonly strict?: boolean;
  readonly live?: boolean;
  readonly dryRun?: boolean;
  readonly acceptSecrets?: boolean;
  readonly output: string;
}

type Sources = Readonly<Record<string, string>>;

export function adoptCommand(terminal: Terminal): Command {
  return namedCommand('adopt')
    .argument('<application>', 'name of the application')
    .argument(
      '<environment=source...>',
      'the source of each environment, in the order of promotion: a file or folder of YAML, a kustomize folder, CHART+VALUES, a Compose file, cluster:CONTEXT/NAMESPACE, or -',
      readSource,
    )
    .option(
      '--own <text...>',
      'part of the name of images that the application builds; default: those whose tag differs',
    )
    .option('--set <value...>', 'NAME=VALUE for a placeholder of the sources; ENV:NAME=VALUE for one environment')
    .option('--set-from <file...>', 'file with such values, a line each; ENV:FILE for one environment')
    .option('--select <application>', 'adopt only this application, if the sources have several')
    .option('--strict', 'report also differences that mean nothing to a cluster, such as a default that is written out')
    .option('--live', 'ask each cluster by dry runs which pods a deploy with --take-ownership would restart')
    .addOption(kubeconfigOption())
    .option('--accept-secrets', 'exit with 0 although values that look like credentials were not copied')
    .option('--dry-run', 'print the files and write none')
    .addOption(outputOption())
    .addHelpText(
      'after',
      examples(
        'towpath adopt shop prod=kubernetes/prod',
        'towpath adopt shop tst=kubernetes/test prod=kubernetes/prod --dry-run',
        'towpath adopt shop tst=k8s/overlays/test prod=k8s/overlays/prod',
        'towpath adopt shop tst=chart+values-tst.yaml prod=chart+values-prod.yaml',
        'towpath adopt shop tst=k8s prod=k8s --set tst:TAG=v2 prod:TAG=v1',
        'towpath adopt shop dev=docker-compose.yml',
        'kubectl kustomize overlays/prod | towpath adopt shop prod=-',
        'towpath adopt shop prod=cluster:campus-prod/shop --live',
        'towpath adopt billing prod=all.yaml --select billing',
        'towpath adopt shop prod=prod.yaml --own registry.example.org/shop --accept-secrets',
      ),
    )
    .action(
      async (application: string, sources: Sources, { output, acceptSecrets = false, setFrom, ...flags }: Flags) => {
        const { adopt } = await import('../../actions/adopt/adopt');
        const input = Object.values(sources).includes('-') ? await standardInput() : undefined;
        const options = { application, sources, envFiles: setFrom, input, ...flags };
        const canAsk = terminal.isInteractive && output !== 'json' && !flags.dryRun && flags.select === undefined;
        for (const select of canAsk ? await selections(options, terminal) : [flags.select]) {
          const result = await adopt({
            ...options,
            ...(canAsk && select !== undefined && { application: select }),
            select,
          });
          if (output === 'json') terminal.out(jsonText(result));
          else show(result, flags.dryRun === true, terminal);
          if (output !== 'json' && result.findings.length > 0) showIssues(result.findings, terminal);
          if (result.findings.some(({ severity }) => severity === 'error')) terminal.exit(2);
          else if (
            result.differences.length > 0 ||
            result.live?.some(isChanged) ||
            (result.credentials.length > 0 && !acceptSecrets)
          )
            terminal.exit(1);
        }
      },
    );
}

/**
 * Asks whether several applications of the sources are adopted apart.
 * @returns the applications to adopt, one after the other; only undefined if everything becomes one application
 */
async function selections(options: AdoptOptions, terminal: Terminal): Promise<readonly (string | undefined)[]> {
  const { severalApplications } = await import('../../actions/adopt/selected');
  const names = await severalApplications(options);
  if (names.length < 2) return [undefined];
  terminal.err(`The sources have ${names.length} applications: ${names.join(', ')}.`);
  return (await terminal.ask('Adopt each of them apart?')) ? names : [undefined];
}

async function standardInput(): Promise<string> {
  const { largestFile } = await import('../../files/read-file');
  const { textOfStream } = await import('../../files/text-of-stream');
  return textOfStream(stdin, largestFile);
}

function show(result: AdoptResult, isDry: boolean, terminal: Terminal): void {
  const { files, written } = result;
  if (isDry)
    for (const [file, text] of Object.entries(files)) terminal.out(`${terminal.paint.dim(`--- ${file}`)}\n${text}`);
  for (const file of written) terminal.out(`${terminal.paint.green('+')} ${file}`);
  terminal.out(adoptionText(result, terminal));
}

function isChanged({ restarts, changes, problems }: LiveProof): boolean {
  return restarts.length + changes.length + problems.length > 0;
}

function readSource(argument: string, earlier: Sources = {}): Sources {
  const [, environment, source] = /^([^=]+)=(.+)$/.exec(argument) ?? [];
  if (environment === undefined || source === undefined) {
    throw new InvalidArgumentError('expected an environment and its source, such as prod=kubernetes/prod.');
  }
  if (/,[a-z\d-]+=/.test(source)) throw new InvalidArgumentError('separate the environments with spaces.');
  if (Object.hasOwn(earlier, environment))
    throw new InvalidArgumentError(`the environment ${environment} is named twice.`);
  if (source === '-' && Object.values(earlier).includes('-'))
    throw new InvalidArgumentError('only one environment can be read from standard input.');
  return { ...earlier, [environment]: source };
}
