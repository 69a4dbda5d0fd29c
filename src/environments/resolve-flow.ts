import { formatPath, type Issue, type Location, type ValuePath } from '../diagnostics';
import { check, type Finding, show, unknownKey } from '../spec/check';
import { codeSchema, valuesSchema } from '../spec/compile';
import type { FlowSpec, WorkloadSpec } from '../spec/flow-spec';
import { BuiltImage } from '../spec/image';
import { flowKinds, kinds } from '../spec/kinds';
import { locateIn } from './environment';
import { type PinnedImage, pinImage } from './image-pin';
import { type FlowPlace, flowLayers, type Layer, mergeLayers } from './layers';
import { frozen, isMap } from './merge';
import { overlayIssue } from './source';

const schemas = Object.fromEntries(
  flowKinds.map((kind) => [kind, { code: codeSchema(kinds[kind]), values: valuesSchema(kinds[kind]) }]),
) as Record<
  (typeof flowKinds)[number],
  { code: ReturnType<typeof codeSchema>; values: ReturnType<typeof valuesSchema> }
>;

export interface ResolvedFlow {
  /** Absent when there are errors. */
  readonly spec?: FlowSpec;
  readonly layers: readonly Layer[];
  readonly issues: readonly Issue[];
}

/** Code and overlays of one flow → its spec in one environment, or everything that is wrong with them. */
export function resolveFlow(place: FlowPlace, code: unknown, locateCode: () => Location | undefined): ResolvedFlow {
  const { application, flow, kind, environment } = place;
  const layers = flowLayers(place, code, locateCode);
  const inCode = (finding: Finding): Issue => codeIssue(finding, [application, flow], locateCode());
  const issues = [...check(schemas[kind].code, code).findings.map(inCode), ...ofAnotherKind(place)];
  if (issues.length > 0) return { layers, issues };

  const values = mergeLayers(layers);
  issues.push(...check(schemas[kind].values, values).findings.map(inCode));
  if (issues.length > 0) return { layers, issues };

  const { image, tag, digest, external, ...rest } = values as Values;
  if (external)
    return { layers, issues, spec: frozen({ kind: 'external', flow, port: rest.port as number, ...external }) };

  const pinned = pinImage(image, environment, application, flow);
  if (pinned.problem) issues.push(pinIssue(place, pinned.problem));
  if ((tag ?? digest) && !BuiltImage.is(image)) issues.push(pinOfForeignImage(place, image));
  const spec = frozen({ kind, flow, ...rest, image: pinned.image } as WorkloadSpec);
  return { layers, issues: [...issues, ...consistency(spec, inCode)], spec };
}

type Values = Record<string, unknown> & {
  image: string | BuiltImage;
  tag?: string;
  digest?: string;
  external?: { host: string; port?: number };
};

/** Rules over several properties at once. */
function consistency(spec: WorkloadSpec, at: (finding: Finding) => Issue): Issue[] {
  const probes = Object.entries(spec.probes ?? {}) as [string, object][];
  const findings = probes.flatMap(([name, probe]): Finding[] => {
    const ways = ['http', 'tcp', 'exec'].filter((way) => way in probe);
    if (ways.length === 1) return [];
    const message = ways.length === 0 ? 'the probe says no way to probe' : `the probe says ${ways.join(' and ')}`;
    return [{ code: 'invalid-value', path: ['probes', name], message, hint: 'say exactly one of http, tcp and exec' }];
  });
  if (spec.kind === 'worker') {
    for (const [name, probe] of probes) {
      if (!('http' in probe) && !('tcp' in probe)) continue;
      findings.push({
        code: 'invalid-value',
        path: ['probes', name],
        message: 'a worker listens on no port, so nothing answers an http or tcp probe',
        hint: 'use exec, or make the flow a ServiceFlow',
      });
    }
  }
  const issues = findings.map(at);
  if (spec.user === undefined && spec.security === 'restricted') {
    issues.push({
      ...at({
        code: 'user-unknown',
        path: ['user'],
        message:
          'no `user` is said, so a kubelet refuses the pod unless the image itself names a numeric user other than root',
        hint: 'say the numeric user that the process runs as, such as `user: 1000`',
      }),
      severity: 'warning',
    });
  }
  return issues;
}

/** What the flow's own section says though its kind has no such property. */
function ofAnotherKind({ environment, application, flow, kind }: FlowPlace): Issue[] {
  const prefix = ['apps', application, 'flows', flow];
  const known = Object.keys(kinds[kind]);
  return environment.sources.flatMap((source) => {
    const said = prefix.reduce<unknown>((value, step) => (isMap(value) ? value[step] : undefined), source.data);
    const foreign = isMap(said) ? Object.keys(said).filter((name) => !known.includes(name)) : [];
    return foreign.map((name) =>
      overlayIssue(
        { ...unknownKey([name], name, known), message: `a ${kind} has no \`${name}\`` },
        prefix,
        source.locate,
      ),
    );
  });
}

/** Stands where the environment speaks of the application, or where it should. */
function pinIssue({ environment, application, flow }: FlowPlace, problem: NonNullable<PinnedImage['problem']>): Issue {
  const location = locateIn(environment, ['apps', application]) ?? environment.sources.at(-1)?.locate([]);
  return { ...problem, path: formatPath([application, flow, 'image']), ...(location && { location }) };
}

function pinOfForeignImage({ environment, application, flow }: FlowPlace, image: unknown): Issue {
  const source = environment.sources.at(-1);
  const prefix = ['apps', application, 'flows', flow];
  const finding: Finding = {
    code: 'pin-of-foreign-image',
    path: ['tag'],
    message: `${flow} runs ${show(image)}, which the application does not build, so there is no tag of its own to set`,
    hint: 'set `image:` with the whole name instead',
  };
  return overlayIssue(finding, prefix, source?.locate ?? (() => undefined));
}

/** A finding in code, with the user's own path and line. */
function codeIssue(finding: Finding, prefix: ValuePath, location: Location | undefined): Issue {
  const path = formatPath([...prefix, ...finding.path]);
  const hint = finding.hint ? { hint: finding.hint } : {};
  const place = { path, ...(location && { location }) };
  if (finding.code !== 'decided-elsewhere') {
    return { severity: 'error', code: finding.code, message: finding.message, ...hint, ...place };
  }
  const name = String(finding.path.at(-1));
  return {
    severity: 'error',
    code: 'decided-by-deployment',
    message: `\`${name}\` is decided by each environment, not by the application`,
    hint: `set it in environments/<env>.yaml under apps.${prefix.join('.flows.')}`,
    ...place,
  };
}
