import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { JobFlow, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { type PromoteOptions, promote, synth } from 'towpath/actions';
import type { ApplicationClass } from '../../../src/workspace/workspace';
import { define } from '../../helpers/define';
import { copyOf, folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';

/** An application of two images: `web` and `admin` share one of them, with a job before `web`. */
export const Shop = define((app) => {
  const image = app.image('web', 'example/web');
  const web = new ServiceFlow(app, 'web', { image, user: 1, port: 80 });
  new WorkerFlow(app, 'admin', { image, user: 1 });
  new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1 });
  new StoreFlow(app, 'db', { image: 'redis:7.4', user: 1, port: 6379, volume: { mountPath: '/data', size: '1Gi' } });
  new JobFlow(app, 'migrate', { image, user: 1, before: [web] });
});

const files = {
  'environments/dev.yaml': 'namespace: shop-dev\napps: { shop: { tag: v3.0.0 } }\n',
  'environments/tst.yaml': 'promotesFrom: [dev]\nnamespace: shop-tst\napps: { shop: { tag: v2.0.0 } }\n',
  'environments/prod.yaml':
    '# Prod.\npromotesFrom: [tst]\nnamespace: shop-prod\napps:\n  shop:\n    tag: v1.0.0   # the version\n',
};

interface Options {
  readonly construct?: ApplicationClass;
  readonly files?: Readonly<Record<string, string>>;
  readonly hasGit?: boolean;
}

/** A synthesized workspace with dev, tst and prod, and a checkout of it. */
export async function shopIn({ construct = Shop, files: more = {}, hasGit = true }: Options = {}) {
  const isUsual = construct === Shop && Object.keys(more).length === 0 && hasGit;
  if (isUsual) usual ??= prepared(construct, files, hasGit);
  const root = usual && isUsual ? copyOf(await usual) : await prepared(construct, { ...files, ...more }, hasGit);
  const options = { root, applications: { shop: construct } };
  return {
    root,
    options,
    git: (...args: string[]) =>
      git(root, ...args)
        .toString()
        .trim(),
    read: (file: string) => readFileSync(join(root, file), 'utf8'),
    write: (file: string, text: string) => writeFileSync(join(root, file), text),
    synth: () => synth(options),
    /** From the pins of tst to prod, unless the options say otherwise. */
    promote: (given: Partial<PromoteOptions> = {}) => promote({ ...options, to: 'prod', take: 'pins', ...given }),
  };
}

/** The workspace without options. It is made once for a file of tests, and each test gets a copy. */
let usual: Promise<string> | undefined;

async function prepared(shop: ApplicationClass, files: Readonly<Record<string, string>>, hasGit: boolean) {
  const root = folderWith(files);
  await synth({ root, applications: { shop } });
  if (!hasGit) return root;
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'config', 'user.name', 'Ada');
  git(root, 'config', 'user.email', 'ada@example.org');
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'first');
  return root;
}

export type Workspace = Awaited<ReturnType<typeof shopIn>>;
