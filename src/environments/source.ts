import { formatPath, type Issue, type Location, type ValuePath } from '../diagnostics';
import { check, type Finding } from '../spec/check';
import { coerce } from '../spec/coerce';
import { overlaySchema } from '../spec/compile';
import { shaped } from '../spec/shaped';
import type { EnvironmentProps } from './environment-types';
import { environmentProperties, teamProperties } from './properties';
import { readYaml } from './yaml/read';

/** One file's (or one program's) share of an environment. */
export interface Source {
  /** Relative to the workspace; absent for an environment built in code. */
  readonly file?: string;
  /** Of a file with errors, what has the shape of the schema. */
  readonly data: EnvironmentProps;
  /** Where a path of `data` stands in the file. */
  locate(path: ValuePath): Location | undefined;
}

const environmentSchema = overlaySchema(environmentProperties);
const teamSchema = overlaySchema(teamProperties);

export interface ReadSource {
  readonly source: Source;
  readonly issues: readonly Issue[];
}

/** Reads the text of `environments/<env>.yaml`. */
export function readEnvironmentSource(text: string, file: string): ReadSource {
  return readSource(text, file, environmentSchema, []);
}

/** Reads the text of `environments/<env>/<app>.yaml`: the section of one application. */
export function readTeamSource(text: string, file: string, app: string): ReadSource {
  return readSource(text, file, teamSchema, ['apps', app]);
}

function readSource(text: string, file: string, schema: typeof environmentSchema, prefix: ValuePath): ReadSource {
  const yaml = readYaml(text);
  const locate = (path: ValuePath): Location => ({ file, ...yaml.positionOf(path.slice(prefix.length)) });
  const issues: Issue[] = yaml.problems.map(({ code, message, hint, path, line, column }) => ({
    code,
    severity: 'error',
    message,
    hint,
    path: formatPath([...prefix, ...path]),
    location: { file, line, column },
  }));
  const data = coerce(schema, yaml.data);
  if (issues.length === 0) {
    issues.push(...check(schema, data).findings.map((finding) => overlayIssue(finding, prefix, locate)));
  }
  const usable = issues.length === 0 ? data : shaped(schema, data);
  return { source: { file, data: nest(prefix, usable) as EnvironmentProps, locate }, issues };
}

/** An environment's share that was written in code. */
export function codeSource(data: EnvironmentProps): ReadSource {
  const { findings } = check(environmentSchema, data);
  const source: Source = { data, locate: () => undefined };
  return { source, issues: findings.map((finding) => overlayIssue(finding, [], source.locate)) };
}

/** A finding in an environment, with its place there. */
export function overlayIssue(finding: Finding, prefix: ValuePath, locate: Source['locate']): Issue {
  const path = [...prefix, ...finding.path];
  const location = locate(path);
  const place = { path: formatPath(path), ...(location && { location }) };
  if (finding.code !== 'decided-elsewhere') {
    return { severity: 'error', code: finding.code, message: finding.message, ...hintOf(finding), ...place };
  }
  const name = String(path.at(-1));
  return {
    code: 'decided-by-application',
    severity: 'error',
    message: `\`${name}\` is decided by the application, the same in every environment`,
    hint: `set \`${name}\` in the application's code`,
    ...place,
  };
}

function hintOf(finding: Finding): { hint?: string } {
  return finding.hint ? { hint: finding.hint } : {};
}

function nest(prefix: ValuePath, data: unknown): unknown {
  return [...prefix].reverse().reduce<unknown>((inner, step) => ({ [step]: inner }), data);
}
