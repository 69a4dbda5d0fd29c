import type { ReleaseDetails } from '../actions/history/release-details';
import { printableLine } from '../diagnostics';
import { allowedText } from '../promotion/lifted-rule';
import { age } from './age';
import { shortCommit, shortVersion } from './short-names';
import { table } from './table';

const heads = ['flow', 'kind', 'version', 'commit'];

/** A release with its flows and objects. */
export function releaseText({ release, namespace, objects }: ReleaseDetails, width: number): string {
  const { application, revision, environment, state, at, by, reason, override, lifted, restores, flows } = release;
  const facts: [string, string | undefined][] = [
    ['release', `${revision} of ${application} in ${environment} (namespace ${namespace})`],
    ['state', reason === undefined ? state : `${state}: ${reason}`],
    ['time', `${at} (${age(at)} ago)`],
    ['account', by],
    ['commit', shortCommit(release)],
    ['gates overridden', override],
    ['allowed', allowedText(lifted)],
    ['restores', restores === undefined ? undefined : `release ${restores}`],
  ];
  const rows = Object.entries(flows).map(([flow, one]) => [
    flow,
    one.kind,
    shortVersion(one.external ?? one.tag ?? one.digest ?? '-'),
    shortCommit(one),
  ]);
  return [
    ...facts.flatMap(([name, text]) => (text === undefined ? [] : [printableLine(`${name}: ${text}`)])),
    ...(rows.length === 0
      ? []
      : [
          '',
          table(
            heads.map((head) => ({ head })),
            rows,
            width,
          ),
        ]),
    '',
    ...(objects?.map(({ manifest }) => printableLine(`${manifest.kind}/${manifest.metadata.name}`)) ?? [
      'the objects of this release are not stored',
    ]),
  ].join('\n');
}
