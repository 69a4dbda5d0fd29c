import { ApiObject, JsonPatch } from 'cdk8s';
import { environment, WorkerFlow } from 'towpath';
import type { Application } from '../../src/applications/application';
import { assembleWorkspace } from '../../src/assembly/assemble-workspace';
import { readWorkspaceFile } from '../../src/workspace/workspace-file';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.org }
spec:
  group: example.org
  names: { kind: Thing, plural: things }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: integer } } } } } }
`;

/** Issues of an application in two environments of a workspace with these files, as `severity code path`. */
function found(declare: (app: Application) => void, files: Record<string, string> = {}): string[] {
  const root = folderWith(files);
  const { options, issues, locate: locateOption } = readWorkspaceFile(root);
  const environments = [
    environment('dev', {}),
    environment('prod', { namespace: 'prod', cluster: { context: 'prod' } }),
  ];
  const applications = [{ id: 'shop', construct: define(declare) }];
  return assembleWorkspace({ name: '', root, options, locateOption, applications, environments, issues }).issues.map(
    ({ severity, code, path }) => [severity, code, path].join(' '),
  );
}

const thing = (app: Application) =>
  new ApiObject(app, 'thing', { apiVersion: 'example.org/v1', kind: 'Thing', spec: { siez: 1 } } as never);
const patched = (app: Application) => {
  const job = new ApiObject(app, 'job', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } } },
  } as never);
  job.addJsonPatch(JsonPatch.add('/spec/backofLimit', 1));
};

describe('objects of a workspace', () => {
  it('are valid if flows create them', () => {
    expect(found((app) => new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1 }))).toEqual([]);
  });

  it('are checked after their patches, and reported once for all environments', () => {
    expect(found(patched)).toEqual(['error unknown-field shop/job spec.backofLimit']);
  });

  it('may have unknown fields that `allowFields` lists', () => {
    expect(found(patched, { 'towpath.yaml': 'allowFields: [Job.spec.backofLimit]\n' })).toEqual([]);
  });

  it('are checked against the version of Kubernetes in `kubernetes`', () => {
    const newer = (app: Application) =>
      new ApiObject(app, 'class', { apiVersion: 'resource.k8s.io/v1', kind: 'DeviceClass', spec: {} } as never);
    expect(found(newer)).toEqual([]);
    expect(found(newer, { 'towpath.yaml': 'kubernetes: 1.33\n' })).toEqual([
      'error api-not-served shop/class apiVersion',
    ]);
  });
});

describe('objects of a custom kind', () => {
  it('are not checked without a CustomResourceDefinition, which gives a warning', () => {
    expect(found(thing)).toEqual(['warning kind-unknown shop/thing']);
  });

  it.each([
    ['crds, unless another is named', { 'crds/things.yaml': definition }],
    [
      'the folder that is named',
      { 'definitions/deep/all.yml': `---\n${definition}`, 'towpath.yaml': 'crds: definitions\n' },
    ],
  ])('are checked with a definition in %s', (_, files) => {
    expect(found(thing, files)).toEqual(['error unknown-field shop/thing spec.siez']);
  });

  it('are checked with a definition among the objects of the application', () => {
    const own = (app: Application) => {
      const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }];
      const spec = { group: 'example.org', names: { kind: 'Thing', plural: 'things' }, scope: 'Namespaced', versions };
      const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec };
      new ApiObject(app, 'crd', { ...crd, metadata: { name: 'things.example.org' } } as never);
      thing(app);
    };
    expect(found(own)).toEqual(['error unknown-field shop/thing spec']);
  });
});

describe('the folder of definitions', () => {
  it('must exist if `crds` sets it', () => {
    expect(found(thing, { 'towpath.yaml': 'crds: nowhere\n' })).toContain('error file-unreadable crds');
  });

  it('must be a folder if `crds` is there', () => {
    expect(found(thing, { crds: '' })).toContain('error file-unreadable crds');
  });

  it.each(['../crds', '/crds', 'a/../../b', '..', '"a\\0"', '"a\\n"'])('must be inside the workspace: %s', (folder) => {
    expect(found(thing, { 'towpath.yaml': `crds: ${folder}\n` })).toContain('error invalid-value crds');
  });

  it('is reported with a file that cannot be read, if an object needs the file', () => {
    const files = { 'crds/things.yaml': `${definition}\t: {` };
    expect(found(thing, files)).toContain('error crd-invalid ');
  });
});
