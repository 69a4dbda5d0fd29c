import { readdirSync } from 'node:fs';
import { builtBy } from './built-by';
import { shownSource } from './manifests';
import type { ReadSource } from './source';

/** @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
const names = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

export function isKustomization(folder: string): boolean {
  return readdirSync(folder).some((name) => names.has(name));
}

/** The objects of a kustomize folder, as the user's own program builds them. */
export function readKustomization(folder: string): ReadSource {
  const programs = [
    { program: 'kustomize', args: ['build', folder] },
    { program: 'kubectl', args: ['kustomize', folder] },
  ];
  return builtBy(programs, shownSource(folder));
}
