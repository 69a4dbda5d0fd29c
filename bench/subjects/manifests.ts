import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from './checkout';
import { largeFiles } from './workspace';

export const kinds = ['deployment', 'service', 'pvc'] as const;

/** The YAML that towpath writes for one store in `dev`, by kind. The peers make the same objects from it. */
export function manifests(checkout: Checkout): Record<(typeof kinds)[number], string> {
  const folder = checkout.project(largeFiles(1));
  const [program = '', ...args] = checkout.towpath('synth', '-e', 'dev');
  execFileSync(program, args, { cwd: folder });
  const text = (kind: string) => readFileSync(join(folder, `dist/dev/large/store-0-${kind}.yaml`), 'utf8');
  return { deployment: text('deployment'), service: text('service'), pvc: text('pvc') };
}
