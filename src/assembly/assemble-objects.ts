import { ApiObject, Chart } from 'cdk8s';
import type { Application } from '../applications/application';
import type { Issue, IssueCollector } from '../diagnostics';
import { type SharedMetadata, sharedMetadata } from '../environments/shared-metadata';
import { lostReferences } from '../targets/kubernetes/references';
import { type CustomKinds, customKinds } from '../targets/kubernetes/validation';
import { thrownIssues } from '../workspace/thrown-issues';
import type { AssembledObject, KubernetesObject } from './application-assembly';
import { dependencies } from './dependencies';
import { fileOf } from './file-names';
import { refusedOutput } from './lost-outputs';
import { isOfOtherCopy, otherCopyIssues } from './other-copies';
import { render } from './render';
import { withoutNamespace } from './scope';
import { writtenSecrets } from './written-secrets';

/** What the assembly of an application's objects needs to know beside the application. */
export interface ObjectContext {
  /** The file of the application's code, for problems that the code throws. */
  readonly file: string | undefined;
  /** Returns the custom kinds that are known if the application has the given objects. @default those among the objects */
  readonly kindsOf?: ((objects: readonly KubernetesObject[]) => CustomKinds) | undefined;
}

/** Renders all objects of an application, sorted by file. An object that cannot be rendered is reported and left out. */
export function assembleObjects(
  application: Application,
  problems: IssueCollector,
  { file, kindsOf = customKinds }: ObjectContext,
): AssembledObject[] {
  const constructs = application.node.findAll();
  for (const { node } of constructs) {
    if (node === application.node) continue; // the application's own issues are collected as data
    for (const message of node.validate()) problems.error('construct-invalid', message, { path: node.path });
  }
  const apiObjects = constructs.filter(ApiObject.isApiObject) as ApiObject[];
  const rendered = new Map<ApiObject, KubernetesObject>();
  const ofOtherCopy: ApiObject[] = [];
  for (const object of apiObjects) {
    try {
      rendered.set(object, render(object));
    } catch (error) {
      if (isOfOtherCopy(object)) ofOtherCopy.push(object);
      else problems.add(...renderIssues(error, object, application, file));
    }
  }
  problems.add(...otherCopyIssues(ofOtherCopy, file));
  const after = dependencies(constructs);
  const shared = sharedMetadata(application.environment, application.node.id, application.shared);
  const kinds = kindsOf([...rendered.values()]);
  const objects = [...rendered].map(([object, json]) => {
    const scoped = withoutNamespace(inApplication(json, object, application), kinds);
    const place = fileOf(object, scoped, application);
    const manifest = place.flow === undefined ? withMetadata(scoped, shared) : scoped;
    problems.add(...writtenSecrets(object, manifest, application));
    const written: AssembledObject = { ...place, path: object.node.path, after: after.get(object) ?? [], manifest };
    return { object, written };
  });
  problems.add(...lostReferences(application, objects));
  return objects.map(({ written }) => written).sort((a, b) => (a.file < b.file ? -1 : 1));
}

/**
 * Adds the namespace and the labels of the application to an object that is in another chart inside of the application.
 * The namespace and the labels that the object has itself are kept.
 */
function inApplication(json: KubernetesObject, object: ApiObject, application: Application): KubernetesObject {
  if (Chart.of(object) === application) return json;
  const { namespace = application.namespace, labels } = json.metadata;
  const metadata = { ...json.metadata, labels: { ...application.labels, ...(labels as object) } };
  return { ...json, metadata: namespace === undefined ? metadata : { ...metadata, namespace } };
}

/** The issues of an object that cannot be rendered. */
function renderIssues(error: unknown, object: ApiObject, application: Application, file: string | undefined): Issue[] {
  const { path } = object.node;
  const ownIssues = [...reportedIssues(error, application), ...refusedOutput(error, path)];
  return ownIssues.length > 0 ? ownIssues : thrownIssues(error, file).map((issue) => ({ ...issue, path }));
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
