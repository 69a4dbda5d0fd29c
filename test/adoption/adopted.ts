import { join } from 'node:path';
import { stringify } from 'yaml';
import { type AdoptResult, adopt } from '../../src/actions/adopt/adopt';
import { workspaceWith } from '../helpers/workspace';

/** Adopts objects, each environment from a file of its own. */
export async function adopted(
  sources: Readonly<Record<string, readonly object[]>>,
  options: object = {},
): Promise<AdoptResult & { readonly root: string }> {
  const files = Object.entries(sources).map(([name, objects]) => [`old/${name}.yaml`, objects.map(yaml).join('---\n')]);
  const root = workspaceWith(Object.fromEntries(files));
  const places = Object.keys(sources).map((name) => [name, join(root, `old/${name}.yaml`)]);
  const result = await adopt({ root, application: 'shop', sources: Object.fromEntries(places), ...options });
  return { root, ...result };
}

/** The program that was written. */
export function codeOf({ files }: AdoptResult): string {
  return files['apps/shop.ts'] ?? '';
}

function yaml(object: object): string {
  return stringify(object, { version: '1.1' });
}
