import { billionthsOf } from '../quantity';
import { unusualBytes, unusualCores } from '../unusual';
import { type ContainerLocation, containersOf, invalid, meant, type Rule, type RuleViolation } from './rule';

const names = ['cpu', 'memory', 'ephemeralStorage'] as const;

/**
 * Checks that no request is above its limit, and warns of amounts that are hardly meant.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export const amountsFit: Rule = (spec) => [
  ...containersOf(spec).flatMap((place) => [...aboveLimit(place), ...amountsAreMeant(place)]),
  ...Object.entries(spec.volumes ?? {}).flatMap(([name, volume]) => [
    ...meant(['volumes', name, 'size'], volume?.size, unusualBytes),
    ...meant(['volumes', name, 'sizeLimit'], volume?.sizeLimit, unusualBytes),
  ]),
  ...(spec.kind === 'store' ? meant(['volume', 'size'], spec.volume?.size, unusualBytes) : []),
];

function aboveLimit({ path, container: { resources } }: ContainerLocation): RuleViolation[] {
  return names.flatMap((name) => {
    const [request, limit] = [resources?.requests?.[name], resources?.limits?.[name]];
    if (!request || !limit || billionthsOf(request) <= billionthsOf(limit)) return [];
    return [
      {
        ...invalid(
          [...path, 'resources', 'requests', name],
          `the request \`${request}\` is above the limit \`${limit}\``,
          'lower the request or raise the limit',
        ),
        other: [...path, 'resources', 'limits', name],
      },
    ];
  });
}

function amountsAreMeant({ path, container: { resources } }: ContainerLocation): RuleViolation[] {
  return (['requests', 'limits'] as const).flatMap((side) => {
    const { cpu, memory, ephemeralStorage } = resources?.[side] ?? {};
    const place = [...path, 'resources', side];
    return [
      ...meant([...place, 'cpu'], cpu, unusualCores),
      ...meant([...place, 'memory'], memory, unusualBytes),
      ...meant([...place, 'ephemeralStorage'], ephemeralStorage, unusualBytes),
    ];
  });
}
