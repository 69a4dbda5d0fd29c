import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Application } from 'towpath';
import { stringify } from 'yaml';
import { type DeleteOptions, deleteApplication } from '../../src/actions/delete/delete';
import { deploy, previewDeploy } from '../../src/actions/deploy/deploy';
import { diffLive } from '../../src/actions/diff/diff-live';
import { diffReleases } from '../../src/actions/diff/diff-releases';
import { gates } from '../../src/actions/gates/gates';
import { history } from '../../src/actions/history/history';
import { releaseDetails } from '../../src/actions/history/release-details';
import { hold, holds, liftHold } from '../../src/actions/hold/hold';
import { rollback } from '../../src/actions/rollback/rollback';
import { deployOrRollBack } from '../../src/actions/rollback/rollback-on-failure';
import { status } from '../../src/actions/status/status';
import { synth } from '../../src/actions/synth/synth';
import type { LiveObject } from '../../src/cluster/cluster';
import { readReleasedObjects, readReleases } from '../../src/release/store/record';
import type { Release } from '../../src/release/store/release';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import type { Ground } from './ground';
import { handIn } from './handed-in';
import { type OnRequest, recorded } from './recorded';

export type Declare = (app: Application) => void;

interface Options {
  /** The application's name. */
  readonly name?: string;
  /** The namespace that it stands in; one of its own without it. */
  readonly namespace?: string;
  /** The name of the workspace; without it nothing names the workspace. */
  readonly workspace?: string;
}

const kinds = [
  ['v1', 'ConfigMap'],
  ['v1', 'PersistentVolumeClaim'],
  ['v1', 'Secret'],
  ['v1', 'Service'],
  ['apps/v1', 'Deployment'],
] as const;

/** A workspace of one application with one environment, `dev`, and the verbs on it. Nothing is waited for. */
export async function shopOn(
  ground: Ground,
  declare: Declare,
  { name = 'shop', namespace: given, workspace }: Options = {},
) {
  const namespace = given ?? (await ground.newNamespace());
  const settings = { allowSecrets: ['text', 'data', 'login'], ...(workspace !== undefined && { workspace }) };
  const root = folderWith({ 'environments/dev.yaml': '', 'towpath.yaml': stringify(settings) });
  const file = join(root, 'environments/dev.yaml');
  const cluster = ground.connect();
  const instanceRef = { instance: name, namespace };
  const requests: string[] = [];
  const shop = {
    namespace,
    root,
    cluster,
    file,
    /** The writes and watches of its verbs. */
    requests,
    /** The writes of its verbs. */
    writes: () => requests.filter((request) => !request.startsWith('watch ')),
    onRequest: undefined as OnRequest | undefined,
    /** What the application declares from now on. */
    declare: (next: Declare) => {
      options.applications = { [name]: define(next) };
    },
    /** What the environment says of the application from now on. */
    say: (overlay: object, more: object = {}) => {
      const environment = { cluster: { context: 'loopback' }, namespace, ...more, apps: { [name]: overlay } };
      writeFileSync(file, stringify(environment));
    },
    /** Synthesizes the workspace and commits it with its `dist/`, so that git can vouch for a release of it. */
    commit: async () => {
      await synth(options);
      git(root, 'init', '--quiet');
      git(root, 'add', '-A');
      git(root, 'commit', '--quiet', '-m', 'a release');
    },
    deploy: (more: Partial<Parameters<typeof deploy>[0]> = {}) => deploy({ ...options, wait: false, ...more }),
    deployOrRollBack: (more: Partial<Parameters<typeof deploy>[0]> = {}) =>
      deployOrRollBack({ ...options, wait: false, ...more }),
    rollback: (more: Partial<Parameters<typeof rollback>[0]> = {}) =>
      rollback({ ...options, flows: [name], wait: false, ...more }),
    remove: (more: Partial<DeleteOptions> = {}) => deleteApplication({ ...options, application: name, ...more }),
    preview: (more: Partial<Parameters<typeof previewDeploy>[0]> = {}) => previewDeploy({ ...options, ...more }),
    diff: (more: Partial<Parameters<typeof diffLive>[0]> = {}) => diffLive({ ...options, ...more }),
    history: () => history(options),
    gates: (at?: Date) => gates({ ...options, at }),
    hold: (more: Partial<Parameters<typeof hold>[0]> = {}) => hold({ ...options, why: 'loses orders', ...more }),
    liftHold: (more: Partial<Parameters<typeof liftHold>[0]> = {}) => liftHold({ ...options, ...more }),
    status: () => status({ ...options, environments: ['dev'] }),
    holds: async () => (await holds(options)).holds,
    /** The options that lead a verb to the workspace and its cluster. */
    options: () => ({ root, kubeconfig: file, applications: options.applications }),
    release: (revision: number) => releaseDetails({ ...options, revisions: [revision] }),
    diffReleases: (from: number, to: number) => diffReleases({ ...options, from, to }),
    /** `Deployment/shop-api`, and so on: everything that stands there, without what towpath keeps for itself. */
    names: async () => (await everything()).map(nameOf).filter((one) => !one.startsWith('ConfigMap/towpath.')),
    /** By `Kind/name`, what people and deploys write: controllers write beside it. */
    contents: async () =>
      Object.fromEntries(
        (await everything()).map((one) => [nameOf(one), [one.metadata.uid, one.metadata.labels, one.spec, one.data]]),
      ),
    /** An object by `Kind/name`. */
    get: async (wanted: string) => (await everything()).find((one) => nameOf(one) === wanted),
    image: async (flow: string) => {
      const spec = (await shop.get(`Deployment/${name}-${flow}`))?.spec as {
        template: { spec: { containers: { image: string }[] } };
      };
      return spec.template.spec.containers[0]?.image;
    },
    /** The newest first. */
    releases: (): Promise<Release[]> => readReleases(cluster, instanceRef),
    released: (revision: number) => readReleasedObjects(cluster, instanceRef, revision),
  };
  const options = { root, environment: 'dev', kubeconfig: file, applications: { [name]: define(declare) } };
  shop.say({ tag: 'v1' });
  handIn(file, () =>
    recorded(ground.connect(), (request) => {
      requests.push(request);
      return shop.onRequest?.(request);
    }),
  );
  return shop;

  async function everything(): Promise<LiveObject[]> {
    const resources = await cluster.resources();
    const lists = await Promise.all(
      kinds.map(([apiVersion, kind]) => {
        const resource = resources.find(apiVersion, kind);
        if (!resource) throw new Error(`there is no ${kind}`);
        return cluster.list(resource, { namespace });
      }),
    );
    const made = ['ConfigMap/kube-root-ca.crt'];
    return lists.flatMap(({ items }) => items).filter((one) => !made.includes(nameOf(one)));
  }
}

export type Shop = Awaited<ReturnType<typeof shopOn>>;

function nameOf({ kind, metadata: { name } }: LiveObject): string {
  return `${kind}/${name}`;
}
