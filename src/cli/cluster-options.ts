import { InvalidArgumentError, Option } from 'commander';

/** Options of commands that ask a cluster. Each has its variable `TOWPATH_<FLAG>`. */
export function contextOption(): Option {
  return new Option('--context <name>', 'context of the kubeconfig; not another one than the environment names').env(
    'TOWPATH_CONTEXT',
  );
}

export function kubeconfigOption(): Option {
  return new Option('--kubeconfig <file>', 'kubeconfig to use in place of KUBECONFIG').env('TOWPATH_KUBECONFIG');
}

/** What decides what a deploy does, and so what a diff shows. */
export function deployOptions(): Option[] {
  return [
    new Option('--take-ownership', 'make ours what kubectl apply, Helm, Argo CD or Pulumi wrote').env(
      'TOWPATH_TAKE_OWNERSHIP',
    ),
    new Option('--force-conflicts', 'take fields from whoever owns them').env('TOWPATH_FORCE_CONFLICTS'),
    new Option('--no-prune', 'leave what is no longer declared').env('TOWPATH_NO_PRUNE'),
    new Option('--prune-data', 'delete claims and namespaces too that are no longer declared').env(
      'TOWPATH_PRUNE_DATA',
    ),
  ];
}

export function waitOption(): Option {
  return new Option('--no-wait', 'do not wait until it is up').env('TOWPATH_NO_WAIT');
}

export function yesOption(): Option {
  return new Option('-y, --yes', 'do not ask; without a terminal nobody is asked').env('TOWPATH_YES');
}

/** A duration as kubectl takes it: `90s`, `5m`, `1h30m`; 0 is no time at all. */
export function timeoutOption(): Option {
  return new Option('--timeout <duration>', 'how long to wait for a step, and for all of it in the end: 90s, 5m, 1h30m')
    .default(300_000, '5m')
    .argParser(milliseconds)
    .env('TOWPATH_TIMEOUT');
}

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

export function milliseconds(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text)
    throw new InvalidArgumentError('expected a duration such as 90s, 5m or 1h30m.');
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit as string] as number), 0);
}
