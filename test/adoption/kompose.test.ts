import { composeFilesOf, readComposeFiles } from '../../src/actions/adopt/sources/compose';
import { type Fields, fieldsOf, itemsOf } from '../../src/equivalence/fields';
import { caseFolder } from '../helpers/cases';
import { expectedObjects, workloadFacts } from './kompose-facts';

/** Why a fact is not the one that kompose expects, by the name of the workload and the fact. */
type Reasons = Readonly<Record<string, string>>;

const claims = 'kompose makes an empty claim of a folder of the host, in which the files are missing';
const built = 'the image is only built; Compose names it after the project';
const shell = 'Docker runs a health check that is a text in a shell';
const usual = 'the usual port of a known server is opened, because other services connect to it';
const label = 'labels of kompose are no settings of Compose';
const unfilled = 'kompose was told to leave variables as they are';
const ofHost = 'kompose was given the value as a variable of its own environment';
const volumesFrom = '`volumes_from` is a finding';
const oneFile = 'kompose keeps one of two files with the same name';
const undefinedVolume = 'the volume is not defined, which Compose refuses';
const withImage = (names: readonly string[]) => Object.fromEntries(names.map((name) => [`${name}.image`, built]));
const nodes = withImage(['nginx', 'node1', 'node2', 'node3']);

/** Inputs of kompose with its expectation, relative to the folder of cases, and where ours is another one. */
const cases: readonly (readonly [compose: string, expected: string, Reasons?])[] = [
  [
    'change-in-volume/compose.yaml',
    'output-k8s.yaml',
    { 'redis.ports': usual, 'web.claims': 'kompose was told to use empty folders' },
  ],
  ['compose-env-no-interpolation/compose.yaml', 'output-k8s.yaml', { 'foo.image': unfilled, 'foo.env': unfilled }],
  ['compose-file-support/compose.yaml', 'output-k8s.yaml'],
  [
    'configmap/compose.yaml',
    'output-k8s-template.json',
    { 'redis.env': 'a variable of the service counts, not that of an env file' },
  ],
  [
    'configmap-pod/compose.yaml',
    'output-k8s.yaml',
    {
      'redis.env': 'a variable of the service counts, not that of an env file',
      'redis.kind': 'a server that opens a port is restarted',
    },
  ],
  ['controller/compose-global.yaml', 'output-k8s-global-template.json'],
  ['deploy/labels/compose.yaml', 'output-k8s.yaml', { 'app.resources': label }],
  ['deploy/placement/compose-placement.yaml', 'output-placement-k8s.yaml'],
  ['domain/compose.yaml', 'output-k8s.json'],
  ['env/compose.yaml', 'output-k8s.yaml'],
  ['env-multiple/compose.yaml', 'output-k8s.yaml', { 'another-namenode.env': oneFile }],
  ['envvars-interpolation/compose.yaml', 'output-k8s.yaml'],
  ['envvars-with-status/compose.yaml', 'output-k8s.yaml'],
  ['host-port-protocol/compose.yaml', 'output-k8s.yaml'],
  [
    'image-pull-policy/compose-files/v12-image-pull-policy.yml',
    '../provider-files/kubernetes-v12-image-pull-policy.json',
    { 'nginx0.policy': label },
  ],
  ['initcontainer/compose.yaml', 'output-k8s.yaml'],
  ['label/compose.yaml', 'output-k8s.yaml'],
  ['multiple-files/first.yaml+multiple-files/second.yaml', 'output-k8s.yaml'],
  ['namespace/compose.yaml', 'output-k8s.yaml'],
  ['network-mode-service/compose.yaml', 'output-k8s.yaml'],
  ['nginx-node-redis/compose.yaml', 'output-k8s-template.json', nodes],
  ['nginx-node-redis/compose-v3.yaml', 'output-k8s-template-v3.json', nodes],
  ['ports-with-ip/docker-compose.yml', 'output-k8s.json'],
  ['read-only/compose.yaml', 'output-k8s.yaml'],
  ['resources-lowercase/compose.yaml', 'output-k8s.yaml'],
  ['security-contexts/compose.yaml', 'output-k8s.yaml'],
  ['service-label/docker-compose.yaml', 'output-k8s.json'],
  ['single-file-output/compose.yaml', 'output-k8s.yaml'],
  ['stdin/docker-compose.yaml', 'output-k8s.json'],
  ['storage-class-name/compose.yaml', 'output-k8s.json', { 'nginx.claims': claims }],
  ['v3.0/compose.yaml', 'output-k8s.yaml', { 'redis.ports': usual, 'redis.check': shell }],
  [
    'volume-mounts/hostpath/docker-compose.yml',
    'output-k8s-template.json',
    { 'db.mounts': 'a path of the host exists on no node' },
  ],
  [
    'volume-mounts/named-volume/docker-compose-v3.yml',
    'output-k8s-v3.json',
    { 'db.mounts': undefinedVolume, 'db.claims': undefinedVolume },
  ],
  ['volume-mounts/simple-vol-mounts/docker-compose.yml', 'output-k8s-template.json', { 'httpd.claims': claims }],
  ['volume-mounts/tmpfs/docker-compose.yml', 'output-k8s-template.json'],
  [
    'volume-mounts/volumes-from/docker-compose.yml',
    'output-k8s-template.json',
    { 'nginx.mounts': volumesFrom, 'nginx.claims': volumesFrom, 'web.mounts': claims, 'web.claims': claims },
  ],
  ['unused/v3/docker-compose-3.5.yaml', 'output-k8s-3.5.json'],
  ['unused/v3/docker-compose-deploy.yaml', 'output-deploy-k8s.json', { 'db.ports': usual, 'foo.ports': usual }],
  ['unused/v3/docker-compose-env.yaml', 'output-env-k8s.json'],
  ['unused/v3/docker-compose-env-subs.yaml', 'output-env-subs.json'],
  ['unused/v3/docker-compose-memcpu.yaml', 'output-memcpu-k8s.json', { 'foo.ports': usual }],
  ['unused/v3/docker-compose-memcpu-partial.yaml', 'output-memcpu-partial-k8s.json', { 'foo.ports': usual }],
  ['unused/v3/docker-compose-unset-env.yaml', 'output-unset-env-k8s.json', { 'foo.env': ofHost }],
  ['unused/v3/docker-compose-volumes.yaml', 'output-volumes-k8s-template.json', { 'foobar.claims': claims }],
  ['unused/v3/docker-compose.yaml', 'output-k8s-template.json'],
];

const each = cases.map(([compose, expected, reasons = {}]) => ({ compose, expected, reasons }));

describe('kompose', () => {
  const folder = caseFolder('kompose');

  (folder ? it.each(each) : it.skip.each(each))('and adopt read $compose alike', ({ compose, expected, reasons }) => {
    const files = compose.split('+').map((file) => `${folder}/${file}`);
    const found = composeFilesOf(files.join('+')) ?? [];
    const { objects } = readComposeFiles(found, { application: 'app', environment: 'dev', values: {}, own: '' });
    const ours = objects.map(({ object }) => object);
    const theirs = expectedObjects(`${files[0]?.slice(0, files[0].lastIndexOf('/'))}/${expected}`);
    const [own, other] = [workloadFacts(ours), workloadFacts(theirs)];
    const differing = Object.entries(other).flatMap(([name, facts]) =>
      Object.entries(facts).flatMap(([key, value]) =>
        same(fieldsOf(own[name])[key], value) ? [] : [`${name}.${key}`],
      ),
    );
    expect(differing.sort()).toEqual(Object.keys(reasons).sort());
    expect(leadingPorts(ours)).toEqual(expect.arrayContaining(leadingPorts(theirs)));
  });
});

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** The ports of Services, each with the workload and the port of its container: `web: 8080 > 80`. */
function leadingPorts(objects: readonly Fields[]): string[] {
  const services = objects.filter(({ kind }) => kind === 'Service');
  return services.flatMap(({ metadata, spec }) => {
    // kompose opens the port 55555 for a service without ports, and leads it nowhere.
    const ports = itemsOf(fieldsOf(spec).ports).filter(({ port }) => port !== 55_555);
    const name = String(fieldsOf(metadata).name)
      .replace(/-published$/, '')
      .replace('_', '-');
    return ports.map(
      ({ port, targetPort = port }) => `${name}: ${port} > ${String(targetPort).replace(/^port-(\d+).*$/, '$1')}`,
    );
  });
}
