import { suggest, twice } from '../../diagnostics';
import { autoscalingOf } from '../autoscaling';
import { hasOneWriter } from '../disks';
import { isLasting } from '../flow-spec';
import { mountsOf, volumeNames } from '../mounts';
import { containersOf, exactlyOne, invalid, type Rule, warning } from './rule';

const sources = ['size', 'claim', 'empty', 'config', 'secret', 'projected'];

/** What only some sources take. */
const details: Readonly<Record<string, readonly string[]>> = {
  storageClass: ['size'],
  accessMode: ['size'],
  sizeLimit: ['empty'],
  items: ['config', 'secret'],
  mode: ['config', 'secret', 'projected'],
  optional: ['config', 'secret'],
};

/** Each volume has one source, and only what that source knows. */
export const volumesHaveOneSource: Rule = (spec) =>
  Object.entries(spec.volumes ?? {}).flatMap(([name, volume]) => {
    const path = ['volumes', name];
    const unmounted =
      volume?.mountPath === undefined ? ['readOnly', 'subPath'].filter((key) => key in (volume ?? {})) : [];
    const wrong = Object.keys(volume ?? {}).filter((key) =>
      details[key]?.every((source) => !(source in (volume ?? {}))),
    );
    return [
      ...exactlyOne(path, 'the volume', volume ?? {}, sources),
      ...unmounted.map((key) =>
        invalid(
          [...path, key],
          `\`${key}\` goes with \`mountPath\` only; a container's \`mounts\` say it for themselves`,
        ),
      ),
      ...wrong.map((key) =>
        invalid(
          [...path, key],
          `\`${key}\` goes with ${details[key]?.map((source) => `\`${source}\``).join(' or ')} only`,
        ),
      ),
    ];
  });

/** Mounts lead to volumes of the flow, and no two to the same place. */
export const mountsLeadSomewhere: Rule = (spec) => {
  const known = volumeNames(spec);
  const places = containersOf(spec).map(({ path, container }) => ({ path, mounts: mountsOf(spec, container) }));
  const used = new Set(places.flatMap(({ mounts }) => mounts.map(({ volume }) => volume)));
  return [
    ...twice(known, (name) => name).map(([name]) =>
      invalid(['volumes', name], `\`${name}\` is the name of the store's own \`volume\``),
    ),
    ...places.flatMap(({ path, mounts }) =>
      mounts.flatMap(({ volume, path: target }, position) => {
        const own = path.length === 0 && spec.volumes?.[volume]?.mountPath === target;
        const where = own ? ['volumes', volume, 'mountPath'] : [...path, 'mounts', volume];
        if (!known.includes(volume)) {
          const hint = suggest(volume, known);
          return [{ ...invalid(where, `the flow has no volume \`${volume}\``), ...(hint && { hint }) }];
        }
        const taken = mounts.slice(0, position).some((other) => other.path === target);
        return taken ? [invalid(where, `two volumes are mounted at ${target}`)] : [];
      }),
    ),
    ...known
      .filter((name) => !used.has(name))
      .map((name) =>
        invalid(['volumes', name], 'no container mounts the volume', "say its `mountPath`, or a container's `mounts`"),
      ),
  ];
};

/** One writer's disk under several pods leaves all but those of one node waiting. */
export const disksFitReplicas: Rule = (spec) => {
  if (!isLasting(spec) || !hasOneWriter(spec)) return [];
  const { replicas = 1 } = spec;
  const scaled = autoscalingOf(spec) !== undefined;
  if (replicas < 2 && !scaled) return [];
  return [
    warning(
      'disk-of-one-writer',
      scaled ? ['autoscaling'] : ['replicas'],
      'several pods share a disk that one node may mount, so pods on other nodes would wait for ever',
      'use `accessMode: ReadWriteMany`, one pod, or a store with `workload: statefulSet`',
    ),
  ];
};
