import { posix } from 'node:path';
import { ownValue } from '../../data/merge';
import { duplicates, suggest } from '../../diagnostics';
import { autoscalingOf } from '../autoscaling';
import { hasOneWriter } from '../disks';
import { isLongRunning, isStateful } from '../flow-spec';
import { mountsOf, volumeNames } from '../mounts';
import { containersOf, exactlyOne, invalid, type Rule, warning } from './rule';

/** `/data` and `/data/` are one place, although the API server accepts both in one container. */
const placeOf = (path: string) => posix.resolve(path);

const sources = ['size', 'claim', 'empty', 'config', 'secret', 'projected'];

/** Maps a property to the sources that support it. */
const details: Readonly<Record<string, readonly string[]>> = {
  storageClass: ['size'],
  accessMode: ['size'],
  claimName: ['size'],
  sizeLimit: ['empty'],
  items: ['config', 'secret'],
  mode: ['config', 'secret', 'projected'],
  optional: ['config', 'secret'],
};

/** Checks that each volume has exactly one source, and only properties that this source supports. */
export const volumesHaveOneSource: Rule = (spec) =>
  Object.entries(spec.volumes ?? {}).flatMap(([name, volume]) => {
    const path = ['volumes', name];
    const unmounted =
      volume?.mountPath === undefined ? ['readOnly', 'subPath'].filter((key) => key in (volume ?? {})) : [];
    const wrong = Object.keys(volume ?? {}).filter((key) =>
      ownValue(details, key)?.every((source) => !(source in (volume ?? {}))),
    );
    return [
      ...exactlyOne(path, 'the volume', volume ?? {}, sources),
      ...unmounted.map((key) =>
        invalid(
          [...path, key],
          `\`${key}\` applies to the main container and needs \`mountPath\`; set it in \`mounts\` of a sidecar or an init container instead`,
        ),
      ),
      ...wrong.map((key) =>
        invalid([...path, key], `\`${key}\` needs ${details[key]?.map((source) => `\`${source}\``).join(' or ')}`),
      ),
    ];
  });

/** Checks that the disks of a StatefulSet have no names of claims, because Kubernetes names the claims of each pod. */
export const claimsAreNamedOnce: Rule = (spec) => {
  if (!isStateful(spec)) return [];
  const own = spec.kind === 'store' && spec.volume?.claimName !== undefined ? [['volume', 'claimName']] : [];
  const named = Object.entries(spec.volumes ?? {}).filter(([, volume]) => volume?.claimName !== undefined);
  return [...own, ...named.map(([name]) => ['volumes', name, 'claimName'])].map((path) =>
    invalid(path, '`claimName` has no effect, because a StatefulSet names a claim for each pod'),
  );
};

/** Checks that mounts name volumes of the flow, that no path is used twice, and that each volume is mounted. */
export const mountsLeadSomewhere: Rule = (spec) => {
  const known = volumeNames(spec);
  const places = containersOf(spec).map(({ path, container }) => ({ path, mounts: mountsOf(spec, container) }));
  const used = new Set(places.flatMap(({ mounts }) => mounts.map(({ volume }) => volume)));
  return [
    ...duplicates(known, (name) => name).map(([name]) =>
      invalid(['volumes', name], `\`${name}\` is the name of the store's own \`volume\``),
    ),
    ...places.flatMap(({ path, mounts }) =>
      mounts.flatMap(({ volume, path: target }, position) => {
        const own = path.length === 0 && ownValue(spec.volumes, volume)?.mountPath === target;
        const where = own ? ['volumes', volume, 'mountPath'] : [...path, 'mounts', volume];
        if (!known.includes(volume)) {
          const hint = suggest(volume, known);
          return [{ ...invalid(where, `the flow has no volume \`${volume}\``), ...(hint && { hint }) }];
        }
        const taken = mounts.slice(0, position).some((other) => placeOf(other.path) === placeOf(target));
        return taken ? [invalid(where, `two volumes are mounted at ${target}`)] : [];
      }),
    ),
    ...known
      .filter((name) => !used.has(name))
      .map((name) =>
        invalid(['volumes', name], 'no container mounts the volume', 'set its `mountPath`, or `mounts` of a container'),
      ),
  ];
};

/** Warns of several pods that share a disk that only one node can mount. */
export const disksFitReplicas: Rule = (spec) => {
  if (!isLongRunning(spec) || !hasOneWriter(spec)) return [];
  const { replicas = 1 } = spec;
  const scaled = autoscalingOf(spec) !== undefined;
  if (replicas < 2 && !scaled) return [];
  return [
    warning(
      'disk-of-one-writer',
      scaled ? ['autoscaling'] : ['replicas'],
      'several pods share a disk that only one node can mount, so pods on other nodes would wait forever',
      'use `accessMode: ReadWriteMany`, one pod, or a store with `workload: statefulSet`',
    ),
  ];
};
