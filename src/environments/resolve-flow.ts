import { deepFrozenCopy, isMap, valueAt } from '../data/merge';
import type { Issue, Location, ValuePath } from '../diagnostics';
import { unknownKey } from '../model/check';
import { readings } from '../model/compile';
import { violationsOf } from '../model/conforms';
import type { ExternalSpec, FlowSpec, WorkloadSpec } from '../model/flow-spec';
import { BuiltImage } from '../model/image';
import { kinds } from '../model/kinds';
import type { Layer } from '../model/layer';
import { sharedProperties } from '../model/parts';
import { servicePorts } from '../model/ports';
import { quoteValue } from '../model/quote-value';
import { ruleViolations } from '../model/rules';
import type { RuleViolation } from '../model/rules/rule';
import { secretsInText } from '../model/rules/secrets';
import type { SchemaViolation } from '../model/schema-violation';
import { codeIssue } from './code-issue';
import { isInitial } from './environment';
import { pinImages } from './flow-images';
import { type FlowLocation, flowLayers, locateLastSet, mergeLayers } from './layers';
import { passedChecks, unlessPassed } from './passed-checks';
import { overlayIssue } from './source';

export interface ResolvedFlow {
  /** Absent if a value does not match its schema. If only a rule over several values is broken, there is a spec. */
  readonly spec?: FlowSpec;
  readonly layers: readonly Layer[];
  readonly issues: readonly Issue[];
}

/** Merges and checks the layers of a flow, and returns its spec in one environment or all problems. */
export function resolveFlow(place: FlowLocation, code: unknown, locateCode: () => Location | undefined): ResolvedFlow {
  const { environment, application, flow, kind } = place;
  const layers = flowLayers(place, code, locateCode);
  const inCode = (violation: SchemaViolation): Issue => codeIssue(violation, [application, flow], locateCode());
  const subject = `${kind} ${application}.${flow}`;
  const ofCode = passedChecks(`code of ${subject}`, code);
  const inSchema = unlessPassed(ofCode, 'schema', () => violationsOf(kinds[kind], readings.code, code));
  const issues = [...inSchema.map(inCode), ...ofAnotherKind(place)];
  if (issues.length > 0) return { layers, issues };

  const { enabled = true, ...values } = mergeLayers(layers, kinds[kind]);
  if (!enabled) return { layers, issues, spec: deepFrozenCopy({ kind: 'disabled', flow }) };
  const locate = (path: ValuePath) => locateLastSet(layers, path) ?? locateCode();
  const locatedIssue = (violation: SchemaViolation): Issue =>
    codeIssue(violation, [application, flow], locate(violation.path));
  const passed = passedChecks(subject, values);
  issues.push(
    ...unlessPassed(passed, 'schema', () => violationsOf(kinds[kind], readings.values, values)).map(locatedIssue),
  );
  if (issues.length > 0) return { layers, issues };

  const { image, tag, digest, external, allowLatest: _, ...rest } = values as Values;
  if (external) return { layers, issues, spec: deepFrozenCopy(externalSpec(flow, rest, external)) };

  const pinned = pinImages(place, values, locate);
  if ((tag ?? digest) && !BuiltImage.is(image)) issues.push(pinOfForeignImage(place, image));
  const spec = deepFrozenCopy({ kind, flow, ...rest, ...pinned.images } as unknown as WorkloadSpec);
  // Initial environments may use well-known passwords as plain text.
  const violations = [
    ...unlessPassed(passed, 'rules', () => ruleViolations(spec)),
    ...(isInitial(environment) ? [] : unlessPassed(passed, 'secrets', () => secretsInText(spec))),
  ];
  const locatedRule = (violation: RuleViolation): Issue => {
    const other = violation.other && locateLastSet(layers, violation.other);
    return { ...withPlaceOf(other, violation, locatedIssue(violation)), ...severityOf(violation) };
  };
  issues.push(...pinned.issues, ...violations.map(locatedRule));
  return { layers, issues, spec };
}

/** Checks the `shared` properties of an application. */
export function sharedIssues(application: string, shared: unknown, locateCode: () => Location | undefined): Issue[] {
  return violationsOf(sharedProperties, readings.code, shared).map((violation) =>
    codeIssue(violation, [application, 'shared'], locateCode()),
  );
}

type Values = Record<string, unknown> & {
  image: string | BuiltImage;
  tag?: string;
  digest?: string;
  allowLatest?: string;
  external?: { host: string; port?: number; ports?: Record<string, number> };
};

/** Creates the spec of an external flow. Its ports are those of the code unless `external` sets others. */
function externalSpec(flow: string, values: Record<string, unknown>, external: NonNullable<Values['external']>) {
  const own = servicePorts(values);
  const named = Object.fromEntries(own.flatMap(({ name, servicePort }) => (name ? [[name, servicePort]] : [])));
  const port = external.port ?? Object.values(external.ports ?? {})[0] ?? own[0]?.servicePort;
  const ports = { ...named, ...external.ports };
  return {
    kind: 'external',
    flow,
    host: external.host,
    port,
    ...(Object.keys(ports).length > 0 && { ports }),
  } as ExternalSpec;
}

/** Adds to the hint where the other value of a problem is set. */
function withPlaceOf(place: Location | undefined, { other, hint }: RuleViolation, issue: Issue): Issue {
  if (!other || !place) return issue;
  const line = place.line === undefined ? '' : `:${place.line}`;
  const where = `\`${other.join('.')}\` is set in ${place.file}${line}`;
  return { ...issue, hint: hint ? `${hint}; ${where}` : where };
}

function severityOf({ severity }: RuleViolation): { severity?: 'warning' } {
  return severity ? { severity } : {};
}

/** Reports properties in the flow's section of an environment that its kind of flow does not have. */
function ofAnotherKind({ environment, application, flow, kind }: FlowLocation): Issue[] {
  const prefix = ['apps', application, 'flows', flow];
  return environment.sources.flatMap((source) => {
    const section = valueAt(source.data, prefix);
    if (!isMap(section)) return [];
    const known = Object.keys(kinds[kind]);
    const foreign = Object.keys(section).filter((name) => !known.includes(name));
    return foreign.map((name) =>
      overlayIssue(
        { ...unknownKey([name], name, known), message: `a ${kind} has no \`${name}\`` },
        prefix,
        source.locate,
      ),
    );
  });
}

function pinOfForeignImage({ environment, application, flow }: FlowLocation, image: unknown): Issue {
  const source = environment.sources.at(-1);
  const prefix = ['apps', application, 'flows', flow];
  const violation: SchemaViolation = {
    code: 'pin-of-foreign-image',
    path: ['tag'],
    message: `\`${flow}\` runs ${quoteValue(image)}, which the application does not build, so its tag cannot be set separately`,
    hint: 'set `image:` to the full name with the tag instead',
  };
  return overlayIssue(violation, prefix, source?.locate ?? (() => undefined));
}
