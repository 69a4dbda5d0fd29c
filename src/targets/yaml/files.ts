import type { ApplicationAssembly, AssembledObject } from '../../assembly/application-assembly';
import { about } from '../../assembly/index-file';
import type { OutputFile, OutputUnit } from '../../assembly/output';
import type { Layout } from '../../assembly/workspace-file';
import { TowpathError } from '../../diagnostics';
import { knownLater } from '../../spec/later';
import { latersIn } from '../../spec/reference';
import { namespaceFiles, sharedNamespaceUnits } from './namespaces';
import { inApplyOrder } from './order';
import { stringifyDocuments, stringifyObject } from './stringify';

/**
 * Plain Kubernetes YAML: what `kubectl apply -R -f dist/<env>` takes.
 * @throws TowpathError for every value that is known only later
 */
export function yamlUnits(assemblies: readonly ApplicationAssembly[], layout: Layout): OutputUnit[] {
  refuseLaterValues(assemblies);
  const units = assemblies.map(
    (assembly): OutputUnit => ({
      environment: assembly.environment.name,
      application: assembly.application,
      files: [...namespaceFiles(assembly), ...files(assembly, layout)],
      about: about(assembly),
    }),
  );
  return [...units, ...sharedNamespaceUnits(assemblies)];
}

/** Nothing that reads YAML knows such a value. */
export function refuseLaterValues(assemblies: readonly ApplicationAssembly[]): void {
  const issues = assemblies.flatMap(({ environment, flows }) =>
    flows
      .flatMap(({ spec }) => latersIn(spec))
      .map(({ path = '' }) => ({ ...knownLater(`\`${path}\``), path: `${environment.name}: ${path}` })),
  );
  if (issues.length > 0) throw new TowpathError(issues);
}

function files({ application, environment, objects }: ApplicationAssembly, layout: Layout): OutputFile[] {
  if (layout === 'object')
    return objects.map((object) => fileOf(`${environment.name}/${application}/${object.file}`, object));
  if (objects.length === 0) return [];
  const ordered = inApplyOrder(objects);
  const text = writable(ordered, () => stringifyDocuments(ordered.map(({ manifest }) => manifest)));
  return [{ path: `${environment.name}/${application}.yaml`, text, objects: ordered }];
}

function fileOf(path: string, object: AssembledObject): OutputFile {
  return { path, text: writable([object], () => stringifyObject(object.manifest)), objects: [object] };
}

/** A value that has no form in YAML is the user's to mend, so it gets the construct's path. */
function writable(objects: readonly AssembledObject[], write: () => string): string {
  try {
    return write();
  } catch (error) {
    if (TowpathError.is(error)) throw error;
    const path = objects.length === 1 ? objects[0]?.path : undefined;
    const message = (error as Error).message;
    throw new TowpathError([{ code: 'not-writable', severity: 'error', message, ...(path && { path }) }]);
  }
}
