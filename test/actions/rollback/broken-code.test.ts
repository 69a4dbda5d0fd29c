import { TowpathError } from '../../../src/diagnostics';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { withValue } from './mutations';
import { deployed, environments, type Kept, recordOf, restore } from './shop';

const broken = {
  shop: define(() => {
    throw new Error('the code is broken');
  }),
};

let root = '';
let record: Kept;
beforeAll(async () => {
  root = folderWith(environments);
  record = await recordOf(root);
});

/** What becomes of a record where the code cannot be run, and everything of it stands in the cluster. */
async function judged(kept: Kept): Promise<string[]> {
  const live = record.objects.map(({ manifest }) => deployed(manifest));
  try {
    const { plan, declared } = await restore(kept, { root, applications: broken, live });
    expect(declared.isWhole).toBe(false);
    return plan.objects.filter(({ action }) => action !== 'none').map(({ manifest }) => manifest.metadata.name);
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    const found = error.issues.map(({ code, message }) => `${code} ${message.split(/:? /)[0]}`);
    return [...new Set(found)];
  }
}

const indexOf = (kind: string) => record.objects.findIndex(({ manifest }) => manifest.kind === kind);
const inObject = (kind: string, path: readonly string[], value: unknown) =>
  withValue(record, ['objects', indexOf(kind), 'manifest', ...path], value);

it('restores live objects of the application', async () => {
  expect(await judged(inObject('Deployment', ['spec', 'replicas'], 7))).toEqual(['shop-api']);
});

it.each<[name: string, change: () => Kept, found: string]>([
  [
    'a right of a pod',
    () => inObject('Deployment', ['spec', 'template', 'spec', 'hostPID'], true),
    'release-exceeds-rights Deployment/shop-api',
  ],
  [
    'a right of a role',
    () => inObject('Role', ['rules'], [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }]),
    'release-exceeds-rights Role/shop-api',
  ],
  [
    'a namespace with other content',
    () => inObject('Namespace', ['metadata', 'labels'], { 'pod-security.kubernetes.io/enforce': 'privileged' }),
    'release-exceeds-rights Namespace/prod',
  ],
  [
    'a name that the cluster does not know',
    () => inObject('Service', ['metadata', 'name'], 'shop-other'),
    'release-object-unknown Service/shop-other',
  ],
])('refuses %s', async (_, change, found) => {
  expect(await judged(change())).toEqual([found]);
});

it('does not accept live objects outside the set of the application', async () => {
  const live = record.objects.map(({ manifest }) => manifest);
  const asked = restore(record, { root, applications: broken, live });
  const error = await asked.catch((one: unknown) => one);
  const issues = TowpathError.is(error) ? error.issues : [];
  // The namespace is what the environment says, whatever the code does.
  expect(issues.map(({ code }) => code)).toEqual(record.objects.slice(1).map(() => 'release-object-unknown'));
});

it('restores the objects of a job that has run and was deleted', async () => {
  const [job] = record.objects.filter(({ manifest }) => manifest.kind === 'Job');
  const name = job?.manifest.metadata.name ?? '';
  const live = record.objects.filter((object) => object !== job).map(({ manifest }) => deployed(manifest));
  const options = { root, applications: broken, live };
  await expect(restore(record, options)).rejects.toThrow(name);
  const { plan } = await restore(withValue(record, ['release', 'ran'], [name]), options);
  expect(plan.objects.find(({ manifest }) => manifest.kind === 'Job')?.action).toBe('done');
});
