import type { Issue, Location } from '../diagnostics';
import { check } from '../spec/check';
import { codeSchema, valuesSchema } from '../spec/compile';
import type { Layer } from '../spec/layer';
import { configProperties, sharedVolumeProperties } from '../spec/parts';
import { codeIssue } from './code-issue';
import type { Environment } from './environment';
import { mergeLayers } from './layers';
import { frozen } from './merge';
import { overlays } from './overlays';

/** What an application has beside its flows, and environments may adjust. */
const parts = { configs: configProperties, volumes: sharedVolumeProperties };

export interface PartPlace {
  readonly environment: Environment;
  readonly application: string;
  readonly part: keyof typeof parts;
  readonly name: string;
}

export interface ResolvedPart {
  /** Absent when there are errors. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly layers: readonly Layer[];
  readonly issues: readonly Issue[];
}

/** Code and overlays of a ConfigMap or a shared volume → its values in one environment. */
export function resolvePart(
  { environment, application, part, name }: PartPlace,
  code: unknown,
  locateCode: () => Location | undefined,
): ResolvedPart {
  const properties = parts[part];
  const found = check(codeSchema(properties), code).findings;
  const layers = [
    { origin: 'code', data: code, locate: locateCode },
    ...overlays(environment, ['apps', application, part, name]),
  ];
  const values = mergeLayers(layers, properties);
  const findings = found.length > 0 ? found : check(valuesSchema(properties), values).findings;
  const issues = findings.map((finding) => codeIssue(finding, [application, part, name], locateCode()));
  return issues.length > 0 ? { layers, issues } : { values: frozen(values), layers, issues };
}
