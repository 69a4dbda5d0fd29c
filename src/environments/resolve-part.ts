import { deepFrozenCopy } from '../data/merge';
import type { Issue, Location } from '../diagnostics';
import { readings } from '../model/compile';
import { violationsOf } from '../model/conforms';
import type { Layer } from '../model/layer';
import { configProperties, sharedVolumeProperties } from '../model/parts';
import { secretsInConfig } from '../model/rules/secrets';
import { codeIssue } from './code-issue';
import { type Environment, isInitial } from './environment';
import { locateLastSet, mergeLayers } from './layers';
import { overlays } from './overlays';

/** Properties of the parts of an application that environments can change. */
const parts = { configs: configProperties, volumes: sharedVolumeProperties };

export interface PartLocation {
  readonly environment: Environment;
  readonly application: string;
  readonly part: keyof typeof parts;
  readonly name: string;
}

export interface ResolvedPart {
  /** The merged values. Absent if there are errors; warnings do not remove them. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly layers: readonly Layer[];
  readonly issues: readonly Issue[];
}

/** Merges and checks the layers of a ConfigMap or a shared volume, and returns its values in one environment. */
export function resolvePart(
  { environment, application, part, name }: PartLocation,
  code: unknown,
  locateCode: () => Location | undefined,
): ResolvedPart {
  const properties = parts[part];
  const found = violationsOf(properties, readings.code, code);
  const layers = [
    { origin: 'code', data: code, locate: locateCode },
    ...overlays(environment, ['apps', application, part, name]),
  ];
  const values = mergeLayers(layers, properties);
  const violations = found.length > 0 ? found : violationsOf(properties, readings.values, values);
  const issues = violations.map((violation) => codeIssue(violation, [application, part, name], locateCode()));
  if (issues.length > 0) return { layers, issues };
  const { data = {} } = values as { data?: Parameters<typeof secretsInConfig>[0] };
  const secrets = isInitial(environment) || part !== 'configs' ? [] : secretsInConfig(data);
  const warnings = secrets.map((violation): Issue => {
    const location = locateLastSet(layers, violation.path) ?? locateCode();
    return { ...codeIssue(violation, [application, part, name], location), severity: 'warning' };
  });
  return { values: deepFrozenCopy(values), layers, issues: warnings };
}
