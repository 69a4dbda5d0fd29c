import { App } from 'cdk8s';
import { Application } from '../applications/application';
import { type Issue, IssueCollector, issueError } from '../diagnostics';
import type { Environment } from '../environments/environment';
import { type DeclaredInstance, instanceIn } from '../environments/instance';
import { dnsLabelPattern } from '../kubernetes/object-name';
import type { ApplicationModel } from '../model/application-model';
import type { DefaultsDate } from '../model/defaults';
import { thrownIssues } from '../workspace/thrown-issues';
import { runUserCode } from '../workspace/user-code';
import type { ApplicationEntry } from '../workspace/workspace';
import type { ApplicationAssembly, AssembledObject } from './application-assembly';
import { assembleObjects } from './assemble-objects';
import { longFileNames, objectCollisions } from './collisions';
import { lostOutputs } from './lost-outputs';
import { missingKeys } from './missing-keys';
import type { ObjectCheck } from './object-check';
import { strayIssues } from './strays';
import { unfitVariables } from './unfit-variables';

export interface AssembleOptions {
  /** The dated set of defaults. @default the first set */
  readonly defaults?: DefaultsDate | undefined;
  /** Checks the objects. @default no check */
  readonly check?: ObjectCheck | undefined;
  /** Whether a target reads Kubernetes objects. If not, issues of objects are left out. @default true */
  readonly objects?: boolean | undefined;
  /** Whether nothing uses the constructs afterwards, so that they are given up. @default false */
  readonly discardsConstructs?: boolean | undefined;
}

/**
 * Builds one application for one environment, in a cdk8s `App` of its own, so that paths and names never contain the
 * environment by accident.
 */
export function assemble(
  entry: ApplicationEntry,
  environment: Environment,
  { defaults, check, objects: hasObjects = true, discardsConstructs = false }: AssembleOptions = {},
): ApplicationAssembly {
  const { application, issues } = buildApplication(entry, environment, defaults, hasObjects);
  const problems = new IssueCollector();
  problems.add(...issues);
  const objects =
    application && hasObjects && !problems.hasErrors ? objectsOf(application, entry, problems, check) : [];
  const model = application?.model ?? emptyModel(entry.id, environment.name);
  problems.add(
    ...objectCollisions(objects),
    ...longFileNames(objects),
    ...lostOutputs(objects),
    ...unfitVariables(objects, model),
    ...missingKeys(objects),
    ...withoutKnown(
      problems.issues,
      instanceIn(environment, entry.id),
      withoutTold(problems.issues, entry.id, objects, check?.issuesOf(objects) ?? []),
    ),
  );
  if (application && discardsConstructs) discardObjects(application);
  return {
    application: entry.id,
    environment,
    model,
    objects: problems.hasErrors ? [] : objects,
    issues: problems.issues,
  };
}

/**
 * Removes the constructs of objects from the flows. The places of flows in the code, which the model finds from the call
 * of their constructors, would keep them in memory for all environments.
 */
function discardObjects({ flows }: Application): void {
  for (const { node } of flows) for (const child of node.children) node.tryRemoveChild(child.node.id);
}

/**
 * Leaves out what is told already: a field by which a reference is lost, and the instance and the namespace of an
 * environment, which its file has once and each object again.
 */
function withoutKnown(
  known: readonly Issue[],
  { instance, namespace = '' }: DeclaredInstance,
  found: readonly Issue[],
): Issue[] {
  const lost = known.flatMap(({ code, path }) => (code === 'reference-lost' && path ? [path] : []));
  const wrong = [
    ...(dnsLabelPattern.test(instance) ? [] : [/ metadata\.name$/, / (?:metadata|spec)\..*(?:labels|selector)/i]),
    ...(namespace === '' || dnsLabelPattern.test(namespace) ? [] : [/ metadata\.namespace$/]),
  ];
  return found.filter(({ code, path = '' }) => {
    if (code !== 'invalid-field') return true;
    return !lost.some((field) => path.startsWith(field)) && !wrong.some((field) => field.test(path));
  });
}

/**
 * Leaves out the warnings about values of objects that are told as values of their flow, with the line that sets them.
 * What is left comes from an override, a patch or a construct.
 */
function withoutTold(
  known: readonly Issue[],
  id: string,
  objects: readonly AssembledObject[],
  found: readonly Issue[],
): Issue[] {
  if (found.every(({ severity }) => severity === 'error')) return [...found];
  const flowOf = new Map(objects.map(({ path, flow }) => [path, flow]));
  const identity = (flow: string, { code, message }: Issue) => JSON.stringify([flow, code, message]);
  const told = new Set(
    known.flatMap((issue) => {
      // The path of a value of a flow is `shop.api.env.LEVEL`.
      const [application, flow, ...value] = issue.path?.split('.') ?? [];
      return application === id && flow !== undefined && value.length > 0 ? [identity(flow, issue)] : [];
    }),
  );
  return found.filter((issue) => {
    const flow = issue.severity === 'error' ? undefined : flowOf.get(issue.path?.split(' ')[0] ?? '');
    return flow === undefined || !told.has(identity(flow, issue));
  });
}

/** The objects of an application. Code of constructs runs here too: their validation, and values that are lazy. */
function objectsOf(
  application: Application,
  { id, file }: ApplicationEntry,
  problems: IssueCollector,
  check: ObjectCheck | undefined,
): AssembledObject[] {
  try {
    return runUserCode(file ?? id, () => assembleObjects(application, problems, { file, kindsOf: check?.kindsOf }));
  } catch (error) {
    problems.add(...thrownIssues(error, file));
    return [];
  }
}

/** The model of an application whose code threw. */
function emptyModel(application: string, environment: string): ApplicationModel {
  const parts = { flows: [], configs: [], secrets: [], volumes: [], images: [], additions: [] };
  return { application, environment, instance: application, ...parts };
}

/** The construct tree of one application. Absent if its code threw. */
export function buildApplication(
  { id, construct, file }: ApplicationEntry,
  environment: Environment,
  defaults?: DefaultsDate,
  hasObjects = true,
): { application?: Application; issues: readonly Issue[] } {
  try {
    const props = { environment, ...(defaults && { defaults }) };
    const application: unknown = runUserCode(file ?? id, () => new construct(new App(), id, props));
    if (!Application.is(application)) {
      const message = 'the constructor returns another object, which is not an Application';
      throw issueError('application-no-class', message, {
        hint: 'remove the `return` from the constructor',
        location: file ? { file } : undefined,
      });
    }
    application.complete();
    const issues = hasObjects ? application.issues : application.modelIssues;
    return { application, issues: [...issues, ...strayIssues(application, { id, environment, file })] };
  } catch (error) {
    return { issues: thrownIssues(error, file) };
  }
}
