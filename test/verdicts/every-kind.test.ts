import { loadBundle } from '../../src/targets/kubernetes/validation/bundle';
import type { Schema } from '../../src/targets/kubernetes/validation/schema';
import { asked, resolved } from '../../tools/verdicts/changes';
import { type Example, examples, typeOf } from '../../tools/verdicts/examples';
import { placesOf } from '../../tools/verdicts/subject';
import { allSubjects } from '../../tools/verdicts/subjects';
import { kindsWithoutExamples } from './kinds-without-examples';

/** The kinds of stable versions that the asked server has. It serves others only if it is told to. */
const kinds = loadBundle().types.flatMap(({ kind }) =>
  kind && /(^|\/)v\d+ /.test(kind) && !kind.endsWith('List') && asked.kind(kind) ? [kind] : [],
);

/** The kinds of which the server is asked about several objects. */
const judged = new Set(
  allSubjects
    .filter(({ name }) => name !== 'metadata-of-kinds')
    .flatMap((subject) =>
      placesOf(subject).flatMap(({ object }) => subject.seeds.map((seed) => typeOf(object(seed as never) as Example))),
    ),
);

const excused = kindsWithoutExamples.flatMap((entry) => entry.kinds);
const nameOf = (type: string) => type.replace(/^.* /, '');

/** Fields that no example can have: the server sets them, refuses every value, or drops them. */
const fieldsOfNoExample = [
  ...['extra', 'groups', 'uid', 'username'].map((name) => `api.certificates.v1.CertificateSigningRequestSpec ${name}`),
  'api.storage.v1.CSIDriverSpec preventPodSchedulingIfMissing',
  ...[
    '$ref',
    '$schema',
    'additionalItems',
    'definitions',
    'dependencies',
    'id',
    'patternProperties',
    'uniqueItems',
  ].map((name) => `apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps ${name}`),
  // Volumes of drivers that Kubernetes has replaced by those of CSI. Their values are left to the API server.
  ...[
    ...['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'fc', 'flexVolume', 'flocker'],
    ...['gcePersistentDisk', 'glusterfs', 'iscsi', 'photonPersistentDisk', 'portworxVolume', 'quobyte', 'rbd'],
    ...['scaleIO', 'storageos', 'vsphereVolume'],
  ].map((name) => `api.core.v1.PersistentVolumeSpec ${name}`),
  // Only a rule about a map can have it.
  'apiextensions-apiserver.pkg.apis.apiextensions.v1.ValidationRule fieldPath',
];

it('the API server is asked about the values of each kind, or a reason says why not', () => {
  expect(kinds.filter((type) => !judged.has(type) && !excused.includes(nameOf(type)))).toEqual([]);
});

it('every reason is still needed', () => {
  const isNeeded = (name: string) => kinds.some((type) => nameOf(type) === name && !judged.has(type));
  expect(excused.filter((name) => !isNeeded(name))).toEqual([]);
});

it('the examples of a kind have each field of its types', () => {
  const [known, found] = [new Set<string>(), new Set<string>()];
  for (const [type, all] of examples) {
    for (const example of all) collect(example, asked.kind(type) ?? {}, type, [known, found]);
  }
  const compared = /^(apiVersion|kind|metadata|status)$/;
  const lacking = [...known].filter((field) => !found.has(field) && !compared.test(field.replace(/^.* /, '')));
  expect(lacking.sort()).toEqual([...fieldsOfNoExample].sort());
});

/** Collects the fields of the types in an object, and the fields that the object has. */
function collect(value: unknown, schema: Schema, type: string, sets: readonly [Set<string>, Set<string>]): void {
  const { properties = {}, items, additionalProperties: others } = resolved(schema);
  if (Array.isArray(value)) for (const one of value) collect(one, items ?? {}, type, sets);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const owner = schema.$ref ?? type;
  if (owner.endsWith('ObjectMeta')) return;
  for (const name of Object.keys(properties)) sets[0].add(`${owner} ${name}`);
  for (const [name, one] of Object.entries(value)) {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (own) sets[1].add(`${owner} ${name}`);
    collect(one, own ?? (typeof others === 'object' ? others : {}), owner, sets);
  }
}
