import { ApiObject, App } from 'cdk8s';
import type { Application } from '../applications/application';
import { type Issue, IssueCollector } from '../diagnostics';
import type { Environment } from '../environments/environment';
import { type SharedMetadata, sharedMetadata } from '../environments/shared-metadata';
import type { ApplicationModel } from '../model/application-model';
import type { DefaultsDate } from '../model/defaults';
import { restoringFolder } from '../workspace/current-folder';
import { thrownIssues } from '../workspace/thrown-issues';
import type { ApplicationEntry } from '../workspace/workspace';
import type { ApplicationAssembly, AssembledObject, KubernetesObject } from './application-assembly';
import { longFileNames, objectCollisions } from './collisions';
import { dependencies } from './dependencies';
import { fileOf } from './file-names';
import { lostOutputs, refusedOutput } from './lost-outputs';
import type { ObjectCheck } from './object-check';
import { render } from './render';
import { writtenSecrets } from './written-secrets';

export interface AssembleOptions {
  /** The dated set of defaults. @default the first set */
  readonly defaults?: DefaultsDate | undefined;
  /** Checks the objects. @default no check */
  readonly check?: ObjectCheck | undefined;
  /** Whether a target reads Kubernetes objects. If not, issues of objects are left out. @default true */
  readonly objects?: boolean | undefined;
}

/**
 * Builds one application for one environment, in a cdk8s `App` of its own, so that paths and names never contain the
 * environment by accident.
 */
export function assemble(
  entry: ApplicationEntry,
  environment: Environment,
  { defaults, check, objects: hasObjects = true }: AssembleOptions = {},
): ApplicationAssembly {
  const { application, issues } = buildApplication(entry, environment, defaults, hasObjects);
  const problems = new IssueCollector();
  problems.add(...issues);
  const objects =
    application && hasObjects && !problems.hasErrors
      ? restoringFolder(() => assembleObjects(application, problems, entry.file))
      : [];
  problems.add(
    ...objectCollisions(objects),
    ...longFileNames(objects),
    ...lostOutputs(objects),
    ...(check?.(objects) ?? []),
  );
  return {
    application: entry.id,
    environment,
    model: application?.model ?? emptyModel(entry.id, environment.name),
    objects: problems.hasErrors ? [] : objects,
    issues: problems.issues,
  };
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
    const application = restoringFolder(() => new construct(new App(), id, props));
    return { application, issues: hasObjects ? application.issues : application.modelIssues };
  } catch (error) {
    return { issues: thrownIssues(error, file) };
  }
}

function assembleObjects(
  application: Application,
  problems: IssueCollector,
  file: string | undefined,
): AssembledObject[] {
  const constructs = application.node.findAll();
  for (const { node } of constructs) {
    if (node === application.node) continue; // the application's own issues are collected as data
    for (const message of node.validate()) problems.error('construct-invalid', message, { path: node.path });
  }
  const apiObjects = constructs.filter(ApiObject.isApiObject) as ApiObject[];
  const after = dependencies(constructs, apiObjects);
  const shared = sharedMetadata(application.environment, application.node.id, application.shared);
  const objects = apiObjects.flatMap((object): AssembledObject[] => {
    try {
      const rendered = render(object);
      const place = fileOf(object, rendered, application);
      const manifest = place.flow === undefined ? withMetadata(rendered, shared) : rendered;
      problems.add(...writtenSecrets(object, manifest, application));
      return [{ ...place, path: object.node.path, after: after.get(object) ?? [], manifest }];
    } catch (error) {
      const ownIssues = [...reportedIssues(error, application), ...refusedOutput(error, object.node.path)];
      const issues =
        ownIssues.length > 0
          ? ownIssues
          : thrownIssues(error, file).map((issue) => ({ ...issue, path: object.node.path }));
      problems.add(...issues);
      return [];
    }
  });
  return objects.sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Adds shared labels and annotations to an object beside the flows, unless the object sets them itself. */
function withMetadata(object: KubernetesObject, shared: SharedMetadata): KubernetesObject {
  const metadata = Object.entries(shared).map(([key, value]) => [
    key,
    { ...value, ...(object.metadata[key] as object) },
  ]);
  return { ...object, metadata: { ...object.metadata, ...Object.fromEntries(metadata) } };
}

/** The application's own issues that cdk8s has put into the text of an error. */
function reportedIssues(error: unknown, application: Application): Issue[] {
  return application.issues.filter(({ severity, message }) => severity === 'error' && String(error).includes(message));
}
