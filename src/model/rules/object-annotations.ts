import { ownValue } from '../../data/merge';
import { isRange } from '../addresses';
import type { WorkloadSpec } from '../flow-spec';
import { routesOf } from '../routes';
import { invalid, type Rule, type RuleViolation } from './rule';

type Annotations = Readonly<Record<string, string | null>> | null | undefined;

interface Exposed {
  readonly expose?: string | undefined;
  readonly annotations?: Annotations;
  readonly loadBalancerSourceRanges?: readonly string[] | null | undefined;
}

const sourceRanges = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const topologyMode = 'service.kubernetes.io/topology-mode';
const topologyHints = 'service.kubernetes.io/topology-aware-hints';
const ingressClass = 'kubernetes.io/ingress.class';

/**
 * Checks the annotations of Services and Ingresses that the API server compares with their fields. It takes any text for
 * others.
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export const objectAnnotationsFit: Rule = (spec) => {
  if (spec.kind !== 'service' && spec.kind !== 'store') return [];
  const { expose, service, services = {} } = spec;
  const further = Object.entries(services);
  return [
    ...ofService(spec, ['service', 'annotations'], { ...service, expose }),
    ...further.flatMap(([key, values]) => ofService(spec, ['services', key, 'annotations'], values ?? {})),
    ...routesOf(spec).flatMap(({ path, values }) => {
      const { place, value } = annotationOf(spec, [...path, 'annotations'], values.annotations, ingressClass);
      if (value === undefined || values.class === undefined || value === values.class || values.as === 'openshift')
        return [];
      return [invalid(place, `the annotation says \`${value}\`, and \`class\` is \`${values.class}\``, oneOfThem)];
    }),
  ];
};

const oneOfThem = 'remove the annotation';

function ofService(spec: WorkloadSpec, path: readonly string[], service: Exposed): RuleViolation[] {
  const { expose = 'cluster', annotations, loadBalancerSourceRanges } = service;
  const at = (key: string) => annotationOf(spec, path, annotations, key);
  const [ranges, mode, hints] = [at(sourceRanges), at(topologyMode), at(topologyHints)];
  const found: RuleViolation[] = [];
  if (mode.value !== undefined && hints.value !== undefined && mode.value !== hints.value) {
    const message = `\`${topologyMode}\` says \`${mode.value}\`, and \`${topologyHints}\` says \`${hints.value}\``;
    found.push(invalid(hints.place, message, oneOfThem));
  }
  if (ranges.value === undefined) return found;
  const instead = 'remove the annotation, and set `service.loadBalancerSourceRanges` in the environment';
  if (expose !== 'loadBalancer') {
    found.push(invalid(ranges.place, `\`${sourceRanges}\` needs \`expose: loadBalancer\``, 'remove the annotation'));
  } else if (!loadBalancerSourceRanges && ranges.value.trim() !== '') {
    const wrong = ranges.value
      .split(',')
      .map((range) => range.trim())
      .find((range) => !isRange(range));
    const form = 'a range of addresses such as 10.0.0.0/8, with zeros after the prefix';
    if (wrong !== undefined) found.push(invalid(ranges.place, `found \`${wrong}\`; expected ${form}`, instead));
  }
  return found;
}

/** The value of an annotation of an object, and the path of the property that sets it. */
function annotationOf(
  { annotations: ofAll }: WorkloadSpec,
  path: readonly string[],
  own: Annotations,
  key: string,
): { readonly place: readonly string[]; readonly value: string | undefined } {
  const isOwn = ownValue(own, key) !== undefined;
  return { place: [...(isOwn ? path : ['annotations']), key], value: ownValue(isOwn ? own : ofAll, key) ?? undefined };
}
