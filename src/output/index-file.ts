import type { ApplicationAssembly } from '../assembly/application-assembly';
import { sha256Of } from '../data/sha256';
import { formatImage } from '../model/image-reference';
import type { OutputFile, OutputUnit, UnitIndex } from './output-unit';

/**
 * The folder for towpath's own files. It lies beside the environments, so that `kubectl apply -R -f dist/prod` never
 * reads it.
 */
export const indexFolder = '.towpath';

/** The folder in which files are written first. */
export const scratchFolder = `${indexFolder}/.tmp`;

/** The list of files that an interrupted synthesis may have left. */
export const journalFile = `${indexFolder}/.journal.json`;

/** The folder that is the lock: only one synthesis at a time has it. */
export const lockFolder = `${indexFolder}/.lock`;

/** Paths that towpath uses itself. No environment has such a name, because names do not start with a dot. */
export const reservedPaths: readonly string[] = [`${scratchFolder}/0`, `${lockFolder}/owner`, journalFile];

/** The name of the index of files that belong to a whole environment. No application can have this name. */
const sharedName = '_environment';

export function indexPath({
  environment,
  application = sharedName,
}: Pick<OutputUnit, 'environment' | 'application'>): string {
  return `${indexFolder}/${environment}/${application}.json`;
}

/** Whether a file of the output folder is one of towpath's own. */
export function isIndex(path: string): boolean {
  return path.startsWith(`${indexFolder}/`);
}

export function indexText(unit: OutputUnit): string {
  const index: UnitIndex = {
    version: 1,
    environment: unit.environment,
    ...unit.about,
    files: Object.fromEntries(unit.files.map((file) => [file.path, indexed(file)])),
  };
  return `${JSON.stringify(index, null, 2)}\n`;
}

/** The entries of an index about an application, beside its files. */
export function indexEntry({ model: { application, instance, namespace, flows } }: ApplicationAssembly): object {
  return {
    application,
    instance,
    ...(namespace && { namespace }),
    flows: Object.fromEntries(
      flows.map(({ id, kind, spec, edges }) => [
        id,
        {
          kind,
          ...(spec.kind === 'external' && { external: `${spec.host}:${spec.port}` }),
          ...('image' in spec && {
            image: formatImage(spec.image),
            ...(spec.image.built && { builds: spec.image.built }),
          }),
          ...(edges.length > 0 && { refersTo: edges.map(({ flow, attribute }) => `${flow}.${attribute}`) }),
        },
      ]),
    ),
  };
}

function indexed({ text, objects }: OutputFile) {
  return {
    sha256: sha256Of(text),
    objects: objects.map(({ flow, path, after = [], manifest: { apiVersion, kind, metadata } }) => ({
      apiVersion,
      kind,
      name: metadata.name,
      ...(metadata.namespace && { namespace: metadata.namespace }),
      ...(flow && { flow }),
      path,
      ...(after.length > 0 && { after }),
    })),
  };
}
