import type { ApplicationAssembly, AssembledObject } from '../../assembly/application-assembly';
import { issueError, TowpathError } from '../../diagnostics';
import type { OutputFile } from '../../output/output-unit';
import type { Layout } from '../../workspace/workspace-file';
import { inApplyOrder } from './order';
import { stringifyDocuments, stringifyObject } from './stringify';

/** @throws TowpathError `not-writable` for a value that has no form in YAML */
export function applicationFiles(
  { application, environment, objects }: ApplicationAssembly,
  layout: Layout,
): OutputFile[] {
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

/** Adds the construct's path to the error about a value that has no form in YAML, because the user must fix it. */
function writable(objects: readonly AssembledObject[], write: () => string): string {
  try {
    return write();
  } catch (error) {
    if (TowpathError.is(error)) throw error;
    const path = objects.length === 1 ? objects[0]?.path : undefined;
    const message = (error as Error).message;
    throw issueError('not-writable', message, { path });
  }
}
