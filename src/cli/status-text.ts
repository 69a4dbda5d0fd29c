import type { DeploymentStatus, Status } from '../actions/status/status';
import { printable } from '../diagnostics';
import { shortVersion } from './short-names';
import { statusSections } from './status-sections';
import { table } from './table';
import { wrap } from './wrap';

export function statusText(status: Status, width: number): string {
  const { flows, environments } = status;
  const rows = flows.map(({ application, flow, deployments }) => {
    const cells = environments.map((name) =>
      deployments
        .filter(({ environment }) => environment === name)
        .map(deploymentText)
        .join(' | '),
    );
    return [application, flow, ...cells.map((text) => text || '-')];
  });
  return [
    table(
      ['application', 'flow', ...environments].map((head) => ({ head })),
      rows,
      width,
    ),
    ...statusSections(status).flatMap(({ title, lines }) => [
      '',
      `${title}:`,
      ...lines.map((line) => wrap(`  ${printable(line)}`, width, 4)),
    ]),
  ].join('\n');
}

/** A deployment in a few words, such as `v2 (pin v3) progressing, drift 1`. */
export function deploymentText({
  version,
  digest,
  pin,
  state,
  declared,
  object,
  drifted = 0,
}: DeploymentStatus): string {
  if (state === 'external') return 'external';
  const runs = object && shortVersion(version ?? digest ?? '(no version)');
  const isPinned = pin === undefined || pin === version || pin === digest;
  const words = [runs, !isPinned && `(pin ${shortVersion(pin)})`, state].filter(Boolean).join(' ');
  return [words, declared === false && 'orphan', drifted > 0 && `drift ${drifted}`].filter(Boolean).join(', ');
}
