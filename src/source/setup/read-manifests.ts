import { posix } from 'node:path';
import type { ManifestFolder } from './setup';

/** Folders whose files are no objects of this repository's own programs. */
const templates = /(?:^|\/)templates(?:\/|$)/;

/**
 * Finds the folders with objects of Kubernetes: charts of Helm, overlays of Kustomize, and folders with manifests. What
 * belongs to a chart or to an overlay is no folder of its own.
 *
 * @param texts YAML files by their paths
 */
export function manifestFolders(texts: ReadonlyMap<string, string>): ManifestFolder[] {
  const files = [...texts.keys()];
  const named = (name: RegExp) => files.filter((file) => name.test(posix.basename(file))).map(posix.dirname);
  const charts = named(/^Chart\.yaml$/);
  const kustomizations = named(/^kustomization\.ya?ml$/);
  // A base that overlays are made from is not deployed by itself.
  const overlays = kustomizations.filter((folder) => posix.basename(folder) !== 'base' || kustomizations.length === 1);
  const taken = [...charts, ...kustomizations];
  const plain = [...texts]
    .filter(([file, text]) => isManifest(text) && !templates.test(posix.dirname(file)))
    .map(([file]) => posix.dirname(file))
    .filter((folder) => !taken.some((other) => isWithin(folder, other)));
  return [
    ...charts.map((folder) => ({ kind: 'chart' as const, folder })),
    ...overlays.map((folder) => ({ kind: 'kustomize' as const, folder })),
    ...[...new Set(plain)].map((folder) => ({ kind: 'manifests' as const, folder })),
  ];
}

function isManifest(text: string): boolean {
  return /^apiVersion:\s*\S/m.test(text) && /^kind:\s*\S/m.test(text);
}

function isWithin(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}
