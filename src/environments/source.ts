import { errorIssue, formatPath, type Issue, type Location, type ValuePath } from '../diagnostics';
import { check } from '../model/check';
import { coerce } from '../model/coerce';
import { overlaySchema } from '../model/compile';
import { matchingShape } from '../model/matching-shape';
import type { SchemaViolation } from '../model/schema-violation';
import type { EnvironmentProps } from './environment-types';
import { environmentProperties, teamProperties } from './properties';
import { violationIssue } from './violation-issue';
import { schemaViolations } from './yaml/checked';
import { readYaml } from './yaml/read';

/** The part of an environment that comes from one file, or from code. */
export interface EnvironmentSource {
  /** The path of the file, relative to the workspace. Absent for an environment from code. */
  readonly file?: string;
  /** The data of the source. If a file has errors, the values that do not match the schema are left out. */
  readonly data: EnvironmentProps;
  /** Finds the line of a path of `data` in the file. */
  locate(path: ValuePath): Location | undefined;
}

const environmentSchema = overlaySchema(environmentProperties);
const teamSchema = overlaySchema(teamProperties);

export interface ReadSource {
  readonly source: EnvironmentSource;
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
  const issues: Issue[] = yaml.problems.map(({ code, message, hint, path, line, column }) =>
    errorIssue(code, message, { hint, path: formatPath([...prefix, ...path]), location: { file, line, column } }),
  );
  const data = coerce(schema, yaml.data);
  issues.push(...schemaViolations(yaml, schema, data).map((violation) => overlayIssue(violation, prefix, locate)));
  const usable = issues.length === 0 ? data : matchingShape(schema, data);
  return { source: { file, data: nest(prefix, usable) as EnvironmentProps, locate }, issues };
}

/** Checks the data of an environment that was written in code. */
export function codeSource(data: EnvironmentProps): ReadSource {
  const { violations } = check(environmentSchema, data);
  const source: EnvironmentSource = { data, locate: () => undefined };
  return { source, issues: violations.map((violation) => overlayIssue(violation, [], source.locate)) };
}

/** Converts a finding in an environment to an issue with its path and line. */
export function overlayIssue(
  violation: SchemaViolation,
  prefix: ValuePath,
  locate: EnvironmentSource['locate'],
): Issue {
  const path = [...prefix, ...violation.path];
  const place = [...prefix, ...(violation.place ?? violation.path)];
  return violationIssue(violation, path, locate(place), (name) => ({
    code: 'decided-by-application',
    message: `\`${name}\` is set by the application and is the same in every environment`,
    hint: `set \`${name}\` in the application's code`,
  }));
}

function nest(prefix: ValuePath, data: unknown): unknown {
  return [...prefix].reverse().reduce<unknown>((inner, step) => ({ [step]: inner }), data);
}
