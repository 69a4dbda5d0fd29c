import { lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, root as repository, textOf } from '../project/repository';
import { folderWith } from './files';

/** A folder as a user has it: these files, and what they import installed beside them. */
export function workspaceWith(files: Readonly<Record<string, string>>): string {
  const root = folderWith(files);
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(repository, join(root, 'node_modules/towpath'));
  for (const peer of ['@pulumi', 'cdk8s', 'cdk8s-plus-28', 'constructs', 'typescript', 'ts-node', 'zod']) {
    symlinkSync(join(repository, 'node_modules', peer), join(root, 'node_modules', peer));
  }
  return root;
}

/** Every file below a folder with its text; what is not there is empty. */
export function tree(folder: string): Record<string, string> {
  if (!lstatSync(folder, { throwIfNoEntry: false })) return {};
  return Object.fromEntries(filesBelow(folder).map((file) => [file, textOf(file, folder) ?? '']));
}

/** What a write of any kind would change: every entry of a folder, with the moment of its last change. */
export function listing(folder: string): string[] {
  // Links in `node_modules` lead to whole packages, which a recursive `readdirSync` would walk through.
  const entries = readdirSync(folder).filter((entry) => entry !== 'node_modules');
  const inner = (entry: string) =>
    lstatSync(join(folder, entry)).isDirectory()
      ? readdirSync(join(folder, entry), { recursive: true, encoding: 'utf8' }).map((path) => join(entry, path))
      : [];
  return entries
    .flatMap((entry) => [entry, ...inner(entry)])
    .map((entry) => {
      const { ino, mtimeNs, ctimeNs } = lstatSync(join(folder, entry), { bigint: true });
      return [entry, ino, mtimeNs, ctimeNs].join(' ');
    })
    .sort();
}

/** An application of two flows, as the file of a user's. */
export const shop = `
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow, WorkerFlow } from 'towpath';

export default class Shop extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    new ServiceFlow(this, 'api', { image: this.image('api', 'example/api'), user: 1000, port: 80 });
    new WorkerFlow(this, 'wrk', { image: this.image('wrk', 'example/wrk'), user: 1000 });
  }
}
`;

/** A workspace of that application in two environments. */
export const shopFiles = {
  'apps/shop.ts': shop,
  'environments/dev.yaml': 'namespace: shop-dev\napps:\n  shop:\n    tag: v1\n',
  'environments/prod.yaml': 'namespace: shop-prod\npromotesFrom: [dev]\napps:\n  shop:\n    tag: v1\n',
};
