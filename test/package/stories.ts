import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { merge } from '../../src/data/merge';
import { deployment, service } from '../adoption/objects';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { pythonRepositories } from '../helpers/python-repositories';
import { shop, workspaceWith } from '../helpers/workspace';
import { serveCluster } from '../memory-cluster/serve';
import { root as repository, textOf } from '../project/repository';
import { blocksOf } from './documents';
import { Ground, type Ran } from './ground';

/** A block of a document, as a reader of the text before it types it. */
export interface Step {
  /** How the block begins. */
  readonly block: string;
  /** What the reader types once the file of the block is saved. */
  readonly checked?: string;
  /** What the text around the block says that the reader has done before. */
  before?(ground: Ground): unknown;
  /** Commands that end with another code than 0, as the text says. */
  readonly fails?: Readonly<Record<string, number>>;
  /** What is there afterwards. */
  after?(ground: Ground, ran: Ran): unknown;
  /** Whether its lines are alternatives, each for a reader who starts again. @default false */
  readonly isChoice?: boolean;
}

/** The blocks of a part of a document that one reader types one after the other. */
export interface Story {
  readonly document: string;
  readonly about: string;
  begin(): Ground | Promise<Ground>;
  /** Blocks that are there from the beginning. */
  readonly begun?: readonly string[];
  readonly steps: readonly Step[];
}

const manifests = (...objects: object[]) => objects.map((object) => stringify(object)).join('---\n');
const web = (tag: string) => manifests(deployment('web', { image: `example/web:${tag}` }), service('web', 80));
const kubernetes = { 'kubernetes/test/web.yaml': web('v2'), 'kubernetes/prod/web.yaml': web('v1') };

const partOf = (name: string) => {
  const [workload, inner] = [deployment(name), service(name, 80)];
  const labels = { 'app.kubernetes.io/part-of': name };
  return [workload, inner].map((object) => ({ ...object, metadata: { name, labels } }));
};

const kustomization = (tag: string) => ({ 'kustomization.yaml': 'resources: [base.yaml]\n', 'base.yaml': web(tag) });
const below = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: certificates.cert-manager.io }
spec:
  group: cert-manager.io
  names: { kind: Certificate, plural: certificates }
  scope: Namespaced
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
`;

const named = { compose: 'services:\n  web: { image: "nginx:1.27", ports: ["8080:80"] }\n' };

/** The YAML blocks of a document that name their file. */
function yamlFiles(document: string): Record<string, string> {
  const shown = blocksOf('yaml').filter(({ place }) => place.startsWith(`${document}:`));
  return Object.fromEntries(
    shown.flatMap(({ code }) => {
      const [, file] = /^# (\S+\.ya?ml)$/m.exec(code) ?? [];
      return file === undefined ? [] : [[file, code]];
    }),
  );
}

/** A workspace of pssp in three environments of one cluster, with the clock of the reader at this moment. */
async function released(): Promise<Ground> {
  const cluster = await serveCluster('pssp-dev', 'pssp-tst', 'pssp-prod');
  const environment = (name: string, from: string, tag: string) =>
    `${from}namespace: pssp-${name}\ncluster: { context: campus }\napps: { pssp: { tag: ${tag} } }\n`;
  const root = workspaceWith({
    'apps/pssp.ts': textOf('apps/pssp.ts') ?? '',
    'environments/dev.yaml': environment('dev', '', 'v0.3.0'),
    'environments/tst.yaml': environment('tst', 'promotesFrom: [dev]\n', 'v0.2.0'),
    'environments/prod.yaml': environment('prod', 'promotesFrom: [tst]\n', 'v0.1.0'),
  });
  const ground = new Ground(root, new Map([['campus', cluster]]));
  await ground.type('towpath synth');
  ground.checkout();
  return ground;
}

/** A workspace of the repository's own applications. */
function ownWorkspace(): Ground {
  const root = workspaceWith({});
  for (const path of ['apps', 'environments', 'towpath.yaml'])
    cpSync(join(repository, path), join(root, path), { recursive: true });
  return new Ground(root);
}

async function commitDist(ground: Ground, message: string): Promise<void> {
  await ground.type('towpath synth');
  ground.commit(message);
}

export const stories: readonly Story[] = [
  {
    document: 'README.md',
    about: 'an application that has manifests',
    begin: () => new Ground(workspaceWith(kubernetes)),
    steps: [
      {
        block: 'npx towpath adopt shop',
        after: (ground, { output }) => {
          expect(output).toContain('equal');
          expect(existsSync(join(ground.root, 'apps/shop.ts'))).toBe(true);
        },
      },
    ],
  },
  {
    document: 'README.md',
    about: 'the applications of the repository',
    begin: ownWorkspace,
    steps: [{ block: '$ npx towpath synth' }],
  },
  {
    document: 'docs/compose.md',
    about: 'Docker Compose',
    begin() {
      const ground = ownWorkspace();
      ground.write({ 'towpath.yaml': '' });
      return ground;
    },
    steps: [
      { block: '# towpath.yaml' },
      {
        block: '# environments/dev.yaml',
        before: (ground) => {
          // Compose has no place for what django gives to a broker of the cluster.
          ground.write({ 'towpath.yaml': ground.read('towpath.yaml').replace('accept: [', 'accept: [ constructs, ') });
          // The repository keeps what django has in dev in a file of its own.
          const own = parse(ground.read('environments/dev/django.yaml'));
          const shared = parse(ground.read('environments/dev.yaml'));
          ground.write({ 'environments/dev.yaml': stringify(merge(shared, { apps: { django: own } })) });
          rmSync(join(ground.root, 'environments/dev/django.yaml'));
        },
        checked: 'towpath validate -e dev',
      },
      {
        block: 'npx towpath synth --target compose',
        after: (ground) => expect(ground.read('dist/compose/dev/django/compose.yaml')).toContain('published: "8000"'),
      },
      {
        block: 'cp .env.example .env',
        before: (ground) => {
          ground.folder = join(ground.root, 'dist/compose/dev/django');
        },
      },
    ],
  },
  {
    document: 'docs/targets.md',
    about: 'targets of a workspace',
    begin: () =>
      new Ground(workspaceWith({ 'apps/shop.ts': shop, 'environments/dev.yaml': 'apps: { shop: { tag: v1 } }\n' })),
    steps: [
      {
        block: '# towpath.yaml',
        checked: 'towpath synth',
        after: (ground) => {
          for (const file of ['dist/dev/shop/api-deployment.yaml', 'dist/compose/dev/shop/compose.yaml'])
            expect(existsSync(join(ground.root, file))).toBe(true);
        },
      },
    ],
  },
  {
    document: 'docs/guide.md',
    about: 'a workspace that grows',
    async begin() {
      const ground = new Ground(folderWith({}));
      await ground.type('towpath init shop && npm install');
      ground.env.CRDS = folderWith({ 'certificates.cert-manager.io.yaml': definition });
      return ground;
    },
    steps: [
      {
        block: '# yaml-language-server: $schema',
        after: (ground) =>
          expect(ground.read('environments/dev.yaml')).toMatch(
            /^# yaml-language-server: \$schema=.schema\/environment.json\n/,
          ),
      },
      { block: '# environments/tst.yaml', checked: 'towpath validate' },
      {
        block: '// apps/mail.ts',
        checked: 'towpath pin -e tst mail=v1.0.0\ntowpath pin -e prod mail=v1.0.0\ntowpath validate',
      },
      {
        block: 'mkdir crds',
        after: (ground) => expect(ground.read('crds/certificates.yaml')).toBe(definition),
      },
      {
        block: '# .github/workflows/ci.yml',
        before: (ground) => ground.type('npm run synth'),
      },
    ],
  },
  {
    document: 'docs/guide.md',
    about: 'adopting what runs',
    begin: () =>
      new Ground(
        workspaceWith({
          ...kubernetes,
          'all.yaml': manifests(...partOf('billing'), ...partOf('shop')),
        }),
      ),
    steps: [
      {
        block: 'towpath adopt shop tst=kubernetes/test prod=kubernetes/prod --dry-run',
        after: (ground, { output }) => {
          expect(output).toContain('equal');
          expect(ground.read('environments/prod.yaml')).toContain('v1');
        },
      },
      {
        block: 'towpath adopt billing prod=all.yaml',
        before: (ground) => ground.type('rm -r apps environments'),
        after: (ground) => expect(existsSync(join(ground.root, 'environments/prod/billing.yaml'))).toBe(true),
      },
    ],
  },
  {
    document: 'docs/guide.md',
    about: 'adopting other sources',
    begin: () =>
      new Ground(
        workspaceWith({
          ...below('k8s/overlays/test', kustomization('v2')),
          ...below('k8s/overlays/prod', kustomization('v1')),
          ...below('overlays/prod', kustomization('v1')),
          'manifests/web.yaml': web(`\${TAG}`),
          'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
          'chart/templates/web.yaml': web('v1'),
          'values-tst.yaml': '{}\n',
          'values-prod.yaml': '{}\n',
          'docker-compose.yml': named.compose,
          'compose.yaml': named.compose,
          'compose.prod.yaml': `services:\n  web: { image: "example/web:\${TAG}" }\n`,
        }),
      ),
    steps: [
      { block: 'towpath adopt shop tst=k8s/overlays/test', isChoice: true },
      { block: 'towpath adopt shop dev=docker-compose.yml', isChoice: true },
    ],
  },
  {
    document: 'docs/guide.md',
    about: 'adopting a namespace',
    async begin() {
      const cluster = await serveCluster('shop');
      const port = { ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }], type: 'ClusterIP' };
      const open = { ports: [{ containerPort: 80, protocol: 'TCP' }] };
      for (const object of [deployment('web', open, { replicas: 1 }), service('web', 80, port)])
        await cluster.client.create({ ...object, metadata: { name: 'web', namespace: 'shop' } } as never);
      return new Ground(workspaceWith({}), new Map([['campus-prod', cluster]]));
    },
    steps: [
      {
        block: 'towpath adopt shop prod=cluster:campus-prod/shop --live',
        // A cluster in memory sets no defaults, so that a deploy would add them; test/cluster adopts from a real one.
        fails: { 'towpath adopt shop prod=cluster:campus-prod/shop --live': 1 },
        after: (_, { output }) => expect(output).toContain('equal: the files make the 2 objects'),
      },
    ],
  },
  {
    document: 'docs/guide.md',
    about: 'deploying and holding',
    begin: released,
    steps: [
      {
        block: '# towpath.yaml\nrollback',
        checked: 'towpath validate',
      },
      { block: 'towpath deploy                     # everything' },
      {
        block: 'towpath diff -e prod --save plan.json',
        before: (ground) => ground.type('towpath pin -e prod pssp=v0.2.0'),
        fails: { 'towpath diff -e prod --save plan.json': 1 },
      },
      {
        block: 'towpath hold -e prod                                          # list',
        before: (ground) => commitDist(ground, 'v0.2.0 in prod'),
      },
      { block: 'towpath rbac -e prod --guard' },
      {
        block: '# environments/prod.yaml\ngates:',
        checked: 'towpath validate\ntowpath gates -e prod',
        fails: { 'towpath gates -e prod': 1 },
        after: (_, { output }) => {
          for (const gate of ['windows', 'healthy', 'soak', 'approvals', 'reviews', 'trailer', 'smoke'])
            expect(output).toContain(gate);
        },
      },
    ],
  },
  {
    document: 'docs/guide.md',
    about: 'promoting',
    async begin() {
      const ground = await released();
      await ground.type('towpath deploy -e dev\ntowpath deploy -e tst\ntowpath deploy -e prod');
      return ground;
    },
    steps: [{ block: 'towpath promote tst --dry-run' }],
  },
  {
    document: 'docs/releasing.md',
    about: 'one version from dev to prod',
    begun: ['# environments/dev.yaml', '# environments/tst.yaml', '# environments/prod.yaml'],
    async begin() {
      const clusters = new Map([
        ['office', await serveCluster('shop-dev', 'shop-tst')],
        ['prod', await serveCluster('shop')],
      ]);
      const ground = new Ground(workspaceWith({ 'apps/shop.ts': shop, ...yamlFiles('docs/releasing.md') }), clusters);
      ground.env.CLOCK = '2026-11-30T09:00:00Z'; // a Monday
      await ground.type('towpath synth');
      mayApprove(ground);
      ground.checkout();
      // What has run in tst and prod until now.
      await ground.type('towpath deploy -e tst -y\ntowpath deploy -e prod -y --override "first release"');
      return ground;
    },
    steps: [
      { block: 'towpath rbac -e prod --service-account' },
      { block: 'towpath pin -e dev shop --from-git', before: (ground) => git(ground.root, 'tag', 'v1.1.0') },
      { block: 'towpath promote tst --dry-run', before: (ground) => commitDist(ground, 'v1.1.0 in dev') },
      {
        block: 'towpath gates -e prod',
        before: (ground) => {
          ground.env.CLOCK = '2026-12-01T10:00:00Z';
        },
      },
      { block: 'towpath approve -e prod', before: isBob },
      { block: 'towpath deploy -e prod -y' },
      { block: 'towpath rollback -e prod shop' },
      { block: 'towpath hold -e prod' },
    ],
  },
  {
    document: 'docs/python.md',
    about: 'a repository of Python',
    begin() {
      const ground = new Ground(
        workspaceWith(below('shop', pythonRepositories['Flask, a worker and Redis']?.files ?? {})),
      );
      return ground;
    },
    steps: [
      {
        block: 'cd shop',
        // Without a terminal nobody can accept the proposal.
        fails: { 'npx towpath init': 1 },
        after: (_, { output }) => expect(output).toContain('-y'),
      },
      { block: 'FLOW    KIND' },
      {
        block: 'cd deploy',
        before: async (ground) => {
          git(ground.folder, 'init', '--quiet', '--initial-branch=main');
          git(ground.folder, 'config', 'user.name', 'Ada');
          git(ground.folder, 'config', 'user.email', 'ada@example.org');
          expect(await ground.type('towpath init -y')).toMatchObject({ failed: {} });
        },
      },
      { block: 'npx towpath pin shop=v0.2.0' },
    ],
  },
];

/** Bob may approve: his key is in a file of the checkout, and git signs with it from now on if he is the reader. */
function mayApprove(ground: Ground): void {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(ground.home, 'key')]);
  const key = textOf('key.pub', ground.home)?.split(' ').slice(0, 2).join(' ');
  ground.write({ 'environments/approvers': `bob@example.org ${key}\n` });
}

function isBob(ground: Ground): void {
  const settings = { 'user.name': 'Bob', 'user.email': 'bob@example.org', 'gpg.format': 'ssh' };
  for (const [name, value] of Object.entries({ ...settings, 'user.signingkey': join(ground.home, 'key') }))
    git(ground.root, 'config', name, value);
}

/** Blocks that no machine without a cloud or a certain program can run, and the test that does the same otherwise. */
export const elsewhere: Readonly<Record<string, { readonly why: string; readonly test: string }>> = {
  'README.md npm install towpath cdk8s constructs': {
    why: 'installs the packed package itself',
    test: 'test/package/tarball.test.ts',
  },
  'README.md promotesFrom: [tst]': {
    why: 'is prod of the workspace that is synthesized with the packed package',
    test: 'test/package/tarball.test.ts',
  },
  "README.md import { matchers, synthesize } from 'towpath/testing'": {
    why: 'runs in that workspace, with jest',
    test: 'test/package/tarball.test.ts',
  },
  "docs/guide.md import { matchers, synthesize } from 'towpath/testing'": {
    why: 'runs in a workspace that `init` makes with the packed package, with jest',
    test: 'test/package/tarball.test.ts',
  },
  'docs/guide.md // apps/voting-app.ts': { why: 'is what adopt writes', test: 'test/adoption/cases.test.ts' },
  'docs/guide.md ann@example.org ssh-ed25519': {
    why: 'has a shortened key; the form is that of the files of tests with real keys',
    test: 'test/processes/approve.test.ts',
  },
  'docs/guide.md Towpath-Gate: 1 soak': {
    why: 'has the moments of one promotion',
    test: 'test/processes/evidence.test.ts',
  },
  'docs/library.md import { adopt }': {
    why: 'needs manifests and a cluster',
    test: 'test/adoption/adopt.test.ts',
  },
  'docs/library.md import { diffBase }': { why: 'needs git', test: 'test/actions/diff/diff-base.test.ts' },
  'docs/library.md import { promote }': { why: 'needs a forge', test: 'test/cluster/promote.test.ts' },
  "docs/library.md import { TowpathError } from 'towpath';\nimport { deploy": {
    why: 'needs a cluster',
    test: 'test/cluster/deploy.test.ts',
  },
  'docs/library.md import {\n  approve': {
    why: 'needs a cluster and signed commits',
    test: 'test/processes/approve.test.ts',
  },
  'docs/library.md import { readFileSync': { why: 'needs a cluster', test: 'test/scenarios/in-memory.test.ts' },
  'README.md npm ci && npm run synth': { why: 'is what CI runs in a clean checkout', test: '.ci/run' },
  'docs/pulumi.md npm install @pulumi/pulumi': {
    why: 'installs packages of a registry; the same versions are installed for the tests',
    test: 'test/pulumi/stack.test.ts',
  },
  'docs/pulumi.md pulumi stack init dev && pulumi up': {
    why: 'needs the command line of Pulumi',
    test: 'test/pulumi/stack.test.ts',
  },
  'docs/pulumi.md pulumi stack init dev\n': {
    why: 'needs the command line of Pulumi',
    test: 'test/pulumi/top.test.ts',
  },
  'docs/pulumi.md PULUMI_K8S_ENABLE_PATCH_FORCE=true': {
    why: 'needs the command line of Pulumi',
    test: 'test/pulumi/scaled.test.ts',
  },
  'docs/pulumi.md cd dist/pulumi/pssp': {
    why: 'needs the command line of Pulumi',
    test: 'test/pulumi/files.test.ts',
  },
  'docs/pulumi.md towpath synth && kubectl apply': {
    why: 'needs the command line of Pulumi and a real server',
    test: 'test/pulumi/migration.test.ts',
  },
  'docs/pulumi.md pulumi stack rm prod': {
    why: 'needs the command line of Pulumi and a real server',
    test: 'test/pulumi/migration.test.ts',
  },
  'docs/pulumi.md kubectl get -R -f dist/prod': {
    why: 'needs the fields that Pulumi owns on a real server',
    test: 'test/pulumi/migration.test.ts',
  },
};
