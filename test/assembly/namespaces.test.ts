import { type EnvironmentProps, environment, WorkerFlow } from 'towpath';
import { assembleWorkspace } from '../../src/assembly/assemble-workspace';
import { namespacesFor, ownNamespace, sharedNamespace } from '../../src/assembly/namespaces';
import { readEnvironments } from '../../src/environments/folder';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

const Shop = define((app) => new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1 }));

function issuesOf(props: EnvironmentProps): string[] {
  return assembleWorkspace({
    root: __dirname,
    name: 'shop',
    options: { defaults: '2026-12', layout: 'object' },
    locateOption: () => ({ file: 'towpath.yaml' }),
    applications: ['shop', 'site'].map((id) => ({ id, construct: Shop })),
    environments: [environment('prod', props)],
    issues: [],
  }).issues.map(({ code, path }) => `${code} ${path}`);
}

const enforced = { 'pod-security.kubernetes.io/enforce': 'restricted' };
const ours = { 'app.kubernetes.io/managed-by': 'towpath' };

describe('a created namespace', () => {
  const created = (props: EnvironmentProps) =>
    sharedNamespace(environment('prod', { namespace: 'prod', createNamespace: true, ...props }))?.metadata;

  it('has the labels and annotations of the environment', () => {
    expect(created({ namespaceLabels: enforced, namespaceAnnotations: { owner: 'web' } })).toEqual({
      name: 'prod',
      labels: { ...ours, ...enforced },
      annotations: { owner: 'web' },
    });
    expect(created({})).toEqual({ name: 'prod', labels: ours });
  });

  it('can do without the labels of towpath', () => {
    const labels = { 'app.kubernetes.io/managed-by': null };
    expect(created({ namespaceLabels: labels })).toEqual({ name: 'prod' });
  });

  it.each<[label: string, refused: readonly string[], accepted: readonly string[]]>([
    ['enforce', ['nope', '', 'Restricted'], ['privileged', 'baseline', 'restricted']],
    ['warn', ['true'], ['baseline']],
    ['audit-version', ['v1', '1.34', 'v1.034', 'v2.1'], ['latest', 'v1.34', 'v1.0']],
  ])('has only labels of Pod Security that the server takes: %s', (label, refused, accepted) => {
    const key = `pod-security.kubernetes.io/${label}`;
    const labelled = (value: string) => () => created({ namespaceLabels: { [key]: value } });
    for (const value of refused) expect(labelled(value)).toThrow(/: found `/);
    for (const value of accepted) expect(labelled(value)()?.labels).toHaveProperty([key], value);
  });

  it('of one application has its own labels too', () => {
    const shop = { namespace: 'own', namespaceLabels: { team: 'web' } };
    const props = { namespace: 'prod', createNamespace: true, namespaceLabels: enforced, apps: { shop } };
    const own = ownNamespace({ application: 'shop', environment: environment('prod', props) });
    expect(own?.metadata.labels).toEqual({ ...ours, ...enforced, team: 'web' });
  });
});

it.each<[what: string, props: EnvironmentProps, issues: string[]]>([
  [
    'an environment that does not create it',
    { namespace: 'prod', namespaceLabels: enforced },
    ['invalid-value namespaceLabels'],
  ],
  [
    'an application in the namespace of the environment',
    { namespace: 'prod', createNamespace: true, apps: { shop: { namespaceAnnotations: { a: 'b' } } } },
    ['invalid-value apps.shop.namespaceAnnotations'],
  ],
  [
    'applications that create one namespace differently',
    {
      createNamespace: true,
      apps: { shop: { namespace: 'own', namespaceLabels: enforced }, site: { namespace: 'own' } },
    },
    ['object-collision apps.site'],
  ],
])('labels or annotations of the namespace of %s are an error', (_, props, issues) => {
  expect(issuesOf(props)).toEqual(issues);
});

it('applications that create one namespace equally, and an environment that creates only theirs, are no error', () => {
  const own = { namespace: 'own' };
  expect(issuesOf({ createNamespace: true, namespaceLabels: enforced, apps: { shop: own, site: own } })).toEqual([]);
});

describe('the Namespace object', () => {
  it('is the same for all environments that share the namespace, so that they do not change it in turn', () => {
    const environment = 'namespace: shared\ncreateNamespace: true\n';
    const own = 'apps: { shop: { namespace: shared, createNamespace: true } }\n';
    const root = folderWith({
      'environments/dev.yaml': environment,
      'environments/tst.yaml': environment,
      'environments/own.yaml': own,
    });
    const { environments } = readEnvironments(root);
    const all = environments.map((one) => namespacesFor({ application: 'shop', environment: one }, 'shared'));
    expect(all).toHaveLength(3);
    const [first] = all;
    expect(first).toMatchObject([{ kind: 'Namespace', metadata: { name: 'shared' } }]);
    for (const one of all) expect(one).toEqual(first);
  });
});
