import { billionthsOf } from '../quantity';
import { type ContainerLocation, containersOf, invalid, type Rule, type RuleViolation, warning } from './rule';

const names = ['cpu', 'memory', 'ephemeralStorage'] as const;
const mebibyte = 2n ** 20n * 1_000_000_000n;
const petabyte = 10n ** 15n * 1_000_000_000n;
const core = 1_000_000_000n;
const thousandth = core / 1000n;

/**
 * Checks that no request is above its limit, and warns of amounts that are hardly meant.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export const amountsFit: Rule = (spec) => [
  ...containersOf(spec).flatMap((place) => [...aboveLimit(place), ...unusual(place)]),
  ...Object.entries(spec.volumes ?? {}).flatMap(([name, volume]) => [
    ...unusualBytes(['volumes', name, 'size'], volume?.size),
    ...unusualBytes(['volumes', name, 'sizeLimit'], volume?.sizeLimit),
  ]),
  ...(spec.kind === 'store' ? unusualBytes(['volume', 'size'], spec.volume?.size) : []),
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

function unusual({ path, container: { resources } }: ContainerLocation): RuleViolation[] {
  return (['requests', 'limits'] as const).flatMap((side) => {
    const { cpu, memory, ephemeralStorage } = resources?.[side] ?? {};
    const place = [...path, 'resources', side];
    return [
      ...unusualCores([...place, 'cpu'], cpu),
      ...unusualBytes([...place, 'memory'], memory),
      ...unusualBytes([...place, 'ephemeralStorage'], ephemeralStorage),
    ];
  });
}

/** Warns of less than 1m, and of hundreds of cores, for which the `m` was forgotten. */
function unusualCores(path: readonly string[], amount: string | null | undefined): RuleViolation[] {
  if (!amount) return [];
  const value = billionthsOf(amount);
  if (value > 0n && value < thousandth) {
    return [
      warning('quantity-unusual', path, `\`${amount}\` is less than \`1m\`, the least share of a core`, 'write `1m`'),
    ];
  }
  const isPlain = /^\+?\d+$/.test(amount);
  if (value < (isPlain ? 100n : 4096n) * core) return [];
  const meant = isPlain ? `${amount.replace('+', '')}m` : '500m';
  const message = `\`${amount}\` is a number of whole cores that hardly any machine has`;
  return [warning('quantity-unusual', path, message, `write \`${meant}\` for thousandths of a core`)];
}

/**
 * Warns of less than 1 MiB, and of a billion MB and more. The suffix `m` stands for thousandths, so `512m` is half a byte.
 */
function unusualBytes(path: readonly string[], amount: string | null | undefined): RuleViolation[] {
  if (!amount || billionthsOf(amount) === 0n) return [];
  if (billionthsOf(amount) >= petabyte) {
    const message = `\`${amount}\` is an amount that hardly any machine has`;
    return [warning('quantity-unusual', path, message, 'write `Mi`, `Gi` or `Ti` after the number')];
  }
  if (billionthsOf(amount) >= mebibyte) return [];
  const number = /^[\d.]+/.exec(amount)?.[0] ?? '';
  const what = amount.endsWith('m') ? 'thousandths of a byte' : 'less than 1 MiB';
  return [warning('quantity-unusual', path, `\`${amount}\` is ${what}`, `write \`${number}Mi\` for mebibytes`)];
}
