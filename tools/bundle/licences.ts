import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groups } from './groups';

/** The licences of the bundled packages, which ask that their text goes with their code. */
export function licences(root: string): string {
  const packages = groups.flatMap((group) => group.packages ?? []).sort();
  return packages.map((name) => licence(join(root, 'node_modules', name), name)).join('\n\n');
}

function licence(folder: string, name: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`the package ${name} has no licence file`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
