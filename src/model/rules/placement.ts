import { ownValue } from '../../data/merge';
import { duplicates } from '../../diagnostics';
import { topologies } from '../../kubernetes/topologies';
import type { WorkloadSpec } from '../flow-spec';
import { labelValue } from '../formats';
import { invalid, type Rule, type RuleViolation } from './rule';

type Placement = NonNullable<WorkloadSpec['placement']>;
type Entry<Name extends 'nodes' | 'tolerations' | 'spread'> = NonNullable<Placement[Name]>[number];

/** Checks the conditions, tolerations and spreads of `placement` for members that do not go together. */
export const placementFits: Rule = ({ placement: { nodes = [], tolerations = [], spread = [] } = {} }) => [
  ...nodes.flatMap((entry, position) => nodeFits(['placement', 'nodes', position], entry)),
  ...tolerations.flatMap((entry, position) => tolerationFits(['placement', 'tolerations', position], entry)),
  ...spread.flatMap((entry, position) => spreadFits(['placement', 'spread', position], entry)),
  ...spreadTwice(spread),
];

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#operators */
function nodeFits(path: RuleViolation['path'], { operator, values = [] }: Entry<'nodes'>): RuleViolation[] {
  const place = [...path, 'values'];
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    return values.length > 0 ? [invalid(place, `\`${operator}\` has no \`values\``)] : [];
  }
  if (operator === 'Gt' || operator === 'Lt') {
    const isNumber = values.length === 1 && /^\d{1,18}$/.test(String(values[0]));
    return isNumber ? [] : [invalid(place, `\`${operator}\` needs one value, which is a whole number`)];
  }
  if (values.length === 0) return [invalid(place, `\`${operator}\` needs \`values\``, 'set at least one value')];
  return values.flatMap((value, index) =>
    labelValue.safeParse(value).success
      ? []
      : [invalid([...place, index], `found \`${value}\`; expected the value of a label of a node`)],
  );
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function tolerationFits(
  path: RuleViolation['path'],
  { key, operator = 'Equal', value = '', effect, tolerationSeconds }: Entry<'tolerations'>,
): RuleViolation[] {
  return [
    ...(key === undefined && operator !== 'Exists'
      ? [invalid(path, 'a toleration without `key` needs `operator: Exists`', 'set `key`, or `operator: Exists`')]
      : []),
    ...(operator === 'Exists' && value !== ''
      ? [invalid([...path, 'value'], '`operator: Exists` has no `value`', 'remove one of the two')]
      : []),
    ...(tolerationSeconds !== undefined && effect !== 'NoExecute'
      ? [invalid([...path, 'tolerationSeconds'], '`tolerationSeconds` needs `effect: NoExecute`')]
      : []),
  ];
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition */
function spreadFits(path: RuleViolation['path'], { minDomains, whenUnsatisfiable }: Entry<'spread'>): RuleViolation[] {
  if (minDomains === undefined || whenUnsatisfiable === 'DoNotSchedule') return [];
  return [invalid([...path, 'minDomains'], '`minDomains` needs `whenUnsatisfiable: DoNotSchedule`')];
}

/** Reports a topology that is listed twice with the same effect. */
function spreadTwice(spread: readonly Entry<'spread'>[]): RuleViolation[] {
  const entries = spread.map(({ topology, whenUnsatisfiable = 'ScheduleAnyway' }, position) => {
    return { topology: ownValue(topologies, topology) ?? topology, whenUnsatisfiable, position };
  });
  const twice = duplicates(entries, ({ topology, whenUnsatisfiable }) => `${topology} ${whenUnsatisfiable}`);
  return twice.map(([, { topology, whenUnsatisfiable, position }]) =>
    invalid(
      ['placement', 'spread', position],
      `two entries have the topology \`${topology}\` and \`whenUnsatisfiable: ${whenUnsatisfiable}\``,
      'remove one of them',
    ),
  );
}
