import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PortalDeployment } from '../../src/actions/portal/portal-deployments';
import { writePortalFiles } from '../../src/actions/portal/portal-files';
import type { PortalFlow } from '../../src/actions/portal/portal-flows';
import { lacking } from '../../tools/lacking';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { callPortal, variable } from './helpers/runner';

const repository = join(__dirname, '../..');
const isHere = process.env[variable] !== undefined;
if (!isHere) lacking('portal', 'acme-portal-sdk cannot be installed');

const application = `import { Application, WorkerFlow } from 'towpath';
export default class Shop extends Application {
  constructor(scope, id, props) {
    super(scope, id, props);
    new WorkerFlow(this, 'load-data', { image: this.image('shop', 'example/shop'), user: 1 });
  }
}
`;

/** A hostile docstring: terminal codes, and what a shell would run. */
const flows = `from prefect import flow
@flow
def load_data():
    """Loads \\x1b[31mred $(touch hacked) and \`touch hacked\` "quoted" \\\\ ä."""
@flow(name="load-data")
def other(): ...
@flow
def free(): ...
`;

/** A workspace in a path with spaces and umlauts, with the four files in it. */
function workspace(): string {
  const folder = folderWith({
    'my wörk/apps/shop.ts': application,
    'my wörk/environments/dev.yaml': 'apps: { shop: { tag: main } }\n',
    'my wörk/environments/prod.yaml': 'promotesFrom: [dev]\napps: { shop: { tag: v1 } }\n',
    'my wörk/flows/load.py': flows,
    'my wörk/root/again.py': 'from prefect import flow\n@flow\ndef free(): ...\n',
    'my wörk/a$(touch hacked)/x.py': 'from prefect import flow\n@flow\ndef hidden(): ...\n',
  });
  const root = join(folder, 'my wörk');
  writePortalFiles({ root });
  linkPackages(root);
  return root;
}

function linkPackages(root: string): void {
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  for (const name of ['cdk8s', 'constructs'])
    symlinkSync(join(repository, 'node_modules', name), join(root, 'node_modules', name));
  symlinkSync(repository, join(root, 'node_modules/towpath'));
}

/** Puts a program in the place of towpath. */
function install(root: string, script: string): void {
  const place = join(root, 'node_modules/.bin/towpath');
  writeFileSync(place, `#!/bin/sh\n${script}\n`);
  chmodSync(place, 0o755);
}

const realTowpath = `exec "${process.execPath}" "${join(repository, 'lib/cli/main.js')}" "$@"`;

(isHere ? describe : describe.skip)('the extension', () => {
  test('shows declared flows and those of the source, by its own rules', () => {
    const root = workspace();
    install(root, realTowpath);
    const { result, stderr } = callPortal(root, 'flow_finder');
    expect(stderr).toBe('');
    const found = result as PortalFlow[];
    expect(found.map(({ name, line_number }) => [name, line_number])).toEqual([
      ['shop/load-data', 3],
      ['load-data', 6],
      ['free', 8],
      ['free (root/again.py)', 3],
    ]);
    const attributes = Object.entries(found[0]?.child_attributes ?? {});
    expect(attributes.filter(([key]) => key.startsWith('version'))).toEqual([
      ['version in dev', 'main'],
      ['version in prod', 'v1'],
    ]);
    for (const flow of found) {
      expect(existsSync(flow.source_path)).toBe(true);
      expect(flow.source_path.startsWith(root)).toBe(true);
      expect(JSON.stringify(flow)).not.toMatch(/[$`]/);
      expect(flow.description).not.toContain('\u001b');
      expect(flow.grouping).not.toContain('root');
      for (const value of Object.values(flow.child_attributes)) expect(typeof value).not.toBe('object');
    }
    for (const key of ['id', 'name'] as const) expect(new Set(found.map((flow) => flow[key])).size).toBe(found.length);
    expect(callPortal(root, 'flow_finder').result).toEqual(found);
  });

  test('gets only the flows and the groups that it asks for, and runs nothing that a flow contains', () => {
    const root = workspace();
    install(root, realTowpath);
    const found = callPortal(root, 'flow_finder').result as PortalFlow[];
    expect(callPortal(root, 'flow_finder', { flows_to_fetch: found.slice(1, 2) }).result).toEqual(found.slice(1, 2));
    expect(callPortal(root, 'flow_finder', { flow_groups: ['shop'] }).result).toEqual(found.slice(0, 1));
    expect(existsSync(join(root, 'hacked'))).toBe(false);
  });

  test('gets deployments with the keys of the SDK, filtered by flow', () => {
    const root = workspace();
    const deployment = (flow: string): PortalDeployment => ({
      ...{ name: `p--main--${flow}--dev`, project_name: 'p', branch: 'main', flow_name: flow, env: 'dev' },
      ...{ commit_hash: '', package_version: 'v1', tags: [], id: `${flow}@dev`, flow_id: flow, url: 'file:///x' },
      ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', child_attributes: { order: 1 } },
    });
    const all = [deployment('shop/a'), deployment('shop/b')];
    install(root, `cat <<'END'\n${JSON.stringify(all)}\nEND`);
    expect(callPortal(root, 'deployment_finder').result).toEqual(all);
    const deployments_to_fetch = all.slice(1);
    expect(callPortal(root, 'deployment_finder', { deployments_to_fetch }).result).toEqual(deployments_to_fetch);
  });

  test('deploys to the initial environment, promotes, and gets the address of the file that says what runs', () => {
    const root = workspace();
    git(root, 'init', '-q', '-b', 'main');
    git(root, 'add', '-A');
    git(root, 'commit', '-q', '-m', 'first');
    install(root, `case "$1" in portal) ${realTowpath} ;; *) printf '%s\\n' "$@" >> calls ;; esac`);
    const flows_to_deploy = ['shop/load-data', '--prune'];
    const url = (file: string) => `file://${encodeURI(root)}/environments/${file}`;
    expect(callPortal(root, 'flow_deploy', { flows_to_deploy, ref: 'main' }).result).toBe(url('dev.yaml'));
    const promotion = { flows_to_deploy, source_env: 'dev', target_env: 'prod', ref: 'main', additional_context: {} };
    expect(callPortal(root, 'deployment_promote', promotion).result).toBe(url('prod.yaml'));
    expect(readFileSync(join(root, 'calls'), 'utf8').trim().split('\n')).toEqual([
      ...['deploy', '--yes', '--', ...flows_to_deploy],
      ...['promote', '--from=dev', '--to=prod', '--commit', '--deploy', '--yes', '--', ...flows_to_deploy],
    ]);
  });

  test('deploys nothing of a ref that is not checked out, and shows what towpath says when it fails', () => {
    const root = workspace();
    git(root, 'init', '-q', '-b', 'main');
    git(root, 'add', '-A');
    git(root, 'commit', '-q', '-m', 'first');
    git(root, 'branch', 'other');
    git(root, 'commit', '-q', '--allow-empty', '-m', 'second');
    install(root, 'echo called >> calls; echo "error gate-closed: too late" >&2; exit 2');
    const flows_to_deploy = ['shop/load-data'];
    expect(callPortal(root, 'flow_deploy', { flows_to_deploy, ref: 'other' }).stderr).toContain(
      'other is not checked out',
    );
    expect(existsSync(join(root, 'calls'))).toBe(false);
    expect(callPortal(root, 'flow_deploy', { flows_to_deploy, ref: 'main' }).stderr).toContain('gate-closed: too late');
  });

  test('serves the root of the repository for a workspace in a folder below it', () => {
    const deploy = 'my wörk/dep löy';
    const folder = folderWith({
      [`${deploy}/towpath.yaml`]: 'source: ..\n',
      [`${deploy}/apps/shop.ts`]: application,
      [`${deploy}/environments/dev.yaml`]: 'apps: { shop: { tag: main } }\n',
      'my wörk/load.py': 'from prefect import flow\n@flow\ndef load_data(): ...\n@flow\ndef free(): ...\n',
    });
    const [repositoryRoot, root] = [join(folder, 'my wörk'), join(folder, deploy)];
    git(repositoryRoot, 'init', '-q', '-b', 'main');
    git(repositoryRoot, 'add', '-A');
    git(repositoryRoot, 'commit', '-q', '-m', 'first');
    linkPackages(root);
    expect(writePortalFiles({ root }).folder).toBe(repositoryRoot);
    expect(existsSync(join(root, '.acme_portal_sdk'))).toBe(false);
    install(root, `case "$1" in portal) ${realTowpath} ;; *) pwd > called ;; esac`);
    const found = callPortal(repositoryRoot, 'flow_finder').result as PortalFlow[];
    expect(found.map(({ name, source_relative }) => [name, source_relative])).toEqual([
      ['shop/load-data', 'load.py'],
      ['free', 'load.py'],
    ]);
    const deployed = callPortal(repositoryRoot, 'flow_deploy', { flows_to_deploy: ['shop/load-data'], ref: 'main' });
    expect(deployed.result).toBe(`file://${encodeURI(root)}/environments/dev.yaml`);
    expect(readFileSync(join(root, 'called'), 'utf8')).toBe(`${root}\n`);
  });
});
