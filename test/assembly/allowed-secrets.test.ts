import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Include, JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { type Application, environment, WorkerFlow } from 'towpath';
import { synthesize } from 'towpath/testing';
import { synth } from '../../src/actions/synth/synth';
import { assembleWorkspace } from '../../src/assembly/assemble-workspace';
import type { Issue } from '../../src/diagnostics';
import { build } from '../../src/targets/pulumi/build';
import { readWorkspaceFile } from '../../src/workspace/workspace-file';
import { define, thrownIssues } from '../helpers/define';
import { folderWith } from '../helpers/files';
import { failureAt } from '../helpers/outcome';

const canary = 'canary-3b1d';
const packed = Buffer.from(canary).toString('base64');
const named = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' } };
const object = (fields: object) => (app: Application) => void new ApiObject(app, 'it', fields as never);
const yaml = folderWith({
  'secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: login }\nstringData: { password: ${canary} }\n`,
});

/** An annotation with a copy of an object with content, or of a list of such objects. */
function copyOf(fields: object, items?: readonly object[]): Record<string, string> {
  const filled = (one: object) => ({ ...one, stringData: { a: canary } });
  const copy = items ? { ...fields, items: items.map(filled) } : filled(fields);
  return { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(copy) };
}

type Declare = (app: Application) => void;

/** The issues of an application in two environments of a workspace with this `towpath.yaml`. */
function issuesOf(declare: Declare, settings = '', names?: readonly string[]): readonly Issue[] {
  const root = folderWith({ 'towpath.yaml': settings });
  const { options, issues, locate: locateOption } = readWorkspaceFile(root);
  const environments = [environment('dev', {}), environment('prod', { namespace: 'prod' })];
  const applications = [{ id: 'shop', construct: define(declare) }];
  return assembleWorkspace({ root, name: '', options, locateOption, applications, environments, issues }, names).issues;
}

const found = (...args: Parameters<typeof issuesOf>) => issuesOf(...args).map(({ code, path }) => `${code} ${path}`);

const ways: Record<string, [Declare, string]> = {
  'an object with plain text': [object({ ...named, stringData: { password: canary } }), 'shop/it'],
  'an object with base64': [object({ ...named, data: { password: packed } }), 'shop/it'],
  'a Secret that may not be changed': [object({ ...named, immutable: true, data: { a: packed } }), 'shop/it'],
  'a Secret of a type of its own': [
    object({ ...named, type: 'kubernetes.io/tls', data: { 'tls.crt': packed, 'tls.key': packed } }),
    'shop/it',
  ],
  'a value that is computed late': [
    object({ ...named, stringData: { password: Lazy.any({ produce: () => canary }) } }),
    'shop/it',
  ],
  'a patch that adds content': [
    (app) => new ApiObject(app, 'it', named).addJsonPatch(JsonPatch.add('/data', { password: packed })),
    'shop/it',
  ],
  'a patch of the Secret that an environment asks to make': [
    (app) => {
      const secret = app.secret('empty').node.findChild('secret') as ApiObject;
      secret.addJsonPatch(JsonPatch.add('/metadata/name', 'login'), JsonPatch.add('/stringData', { a: canary }));
    },
    'shop/secret:empty/secret',
  ],
  'a Secret of cdk8s-plus': [
    (app) => new kplus.Secret(app, 'it', { metadata: { name: 'login' } }).addStringData('password', canary),
    'shop/it/Resource',
  ],
  'a typed object of cdk8s-plus': [
    (app) => void new kplus.k8s.KubeSecret(app, 'it', { metadata: { name: 'login' }, data: { a: packed } }),
    'shop/it',
  ],
  'a file of YAML': [(app) => void new Include(app, 'it', { url: join(yaml, 'secret.yaml') }), 'shop/it/login-secret'],
  'an item of a list': [
    object({ apiVersion: 'v1', kind: 'List', items: [{ ...named, data: { a: packed } }] }),
    'shop/it items[0]',
  ],
  'an item of a list of Secrets, which does not say its kind': [
    object({ apiVersion: 'v1', kind: 'SecretList', items: [{ metadata: named.metadata, data: { a: packed } }] }),
    'shop/it items[0]',
  ],
  'an object of a template': [
    object({
      apiVersion: 'template.openshift.io/v1',
      kind: 'Template',
      objects: [{ ...named, stringData: { a: canary } }],
    }),
    'shop/it objects[0]',
  ],
  'the copy that kubectl leaves in an exported object': [
    object({
      ...named,
      metadata: {
        name: 'login',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ ...named, stringData: { a: canary } }),
        },
      },
    }),
    'shop/it',
  ],
  'the copy that kubectl leaves, in an object of another kind': [
    object({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'login', annotations: copyOf(named) } }),
    'shop/it metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
  ],
  'the copy that kubectl leaves, of a list': [
    object({
      ...{ apiVersion: 'v1', kind: 'ConfigMap' },
      metadata: { name: 'other', annotations: copyOf({ apiVersion: 'v1', kind: 'List' }, [named]) },
    }),
    'shop/it metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"].items[0]',
  ],
  'a Secret of a group that nobody knows': [
    object({ ...named, apiVersion: 'core/v1', stringData: { a: canary } }),
    'shop/it',
  ],
};

/** cdk8s gives every object a name and labels, which the schema of a list does not have. */
const ofLists = 'allowFields: [SecretList.metadata.name, SecretList.metadata.labels]\n';
const withEmpty = environment('here', { apps: { shop: { secrets: { empty: { empty: true } } } } });

describe.each(Object.entries(ways))('the content of a Secret in %s', (_, [declare, path]) => {
  const application = define((app) => {
    app.secret('empty');
    declare(app);
  });
  const issuesIn = (settings: string) =>
    thrownIssues(() =>
      synthesize(application, withEmpty, { id: 'shop', root: folderWith({ 'towpath.yaml': `${ofLists}${settings}` }) }),
    ).filter(({ severity }) => severity === 'error');

  it('is refused, and the message does not contain it', () => {
    const issues = issuesIn('');
    expect(issues.map((issue) => `${issue.code} ${issue.path}`)).toEqual([`secret-with-content ${path}`]);
    expect(JSON.stringify(issues)).not.toMatch(new RegExp(`${canary}|${packed}|${canary.length}`));
  });

  it('is written if `allowSecrets` lists the Secret', () => {
    expect(issuesIn('allowSecrets: [other, login]\n')).toEqual([]);
  });

  it('is refused if `allowSecrets` lists another Secret', () => {
    expect(issuesIn('allowSecrets: [logins, log]\n').map(({ code }) => code)).toEqual(['secret-with-content']);
  });
});

const broken = { 'kubectl.kubernetes.io/last-applied-configuration': `${'['.repeat(50_000)}${']'.repeat(50_000)}` };

it.each<[string, object]>([
  ['without data', named],
  ['with nothing in its data', { ...named, data: {}, stringData: null }],
  ['with keys for somebody to fill', { ...named, data: { password: '', token: null } }],
  ['whose token a controller writes', { ...named, type: 'kubernetes.io/service-account-token' }],
  ['of whose copy nothing can be read', { ...named, metadata: { name: 'a', annotations: broken } }],
])('a Secret %s has no content', (_, fields) => {
  expect(found(object(fields)).filter((line) => line.startsWith('secret-with-content'))).toEqual([]);
});

it('an object of a custom kind called Secret is not checked as a Secret', () => {
  const names = { kind: 'Secret', plural: 'secrets' };
  const versions = [
    { name: 'v1', served: true, schema: { openAPIV3Schema: { 'x-kubernetes-preserve-unknown-fields': true } } },
  ];
  const spec = { group: 'example.org', names, scope: 'Namespaced', versions };
  const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec };
  const root = folderWith({ 'crds/secret.yaml': JSON.stringify(crd) });
  const codesFor = (apiVersion: string) => {
    const Shop = define(object({ ...named, apiVersion, data: { a: packed } }));
    const { options, locate: locateOption } = readWorkspaceFile(root);
    const workspace = { root, name: '', options, locateOption, issues: [] };
    const applications = [{ id: 'shop', construct: Shop }];
    const { issues } = assembleWorkspace({ ...workspace, applications, environments: [environment('dev', {})] });
    return issues.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  };
  expect(codesFor('example.org/v1')).toEqual([]);
  expect(codesFor('example.com/v1')).toEqual(['secret-with-content']);
});

it('all fields of all Secrets are reported, once for all environments', () => {
  const both: Declare = (app) => {
    new ApiObject(app, 'a', {
      ...named,
      metadata: { name: 'a' },
      data: { x: packed, y: packed },
      stringData: { z: 'z' },
    } as never);
    new ApiObject(app, 'b', { ...named, metadata: { name: 'b' }, stringData: { z: 'z' } } as never);
  };
  expect(issuesOf(both).map(({ message }) => message.match(/`[^`]*`/g)?.join(' '))).toEqual([
    '`a` `data.x` `data.y` `stringData.z`',
    '`b` `stringData.z`',
  ]);
});

describe('an entry of `allowSecrets`', () => {
  const secret = object({ ...named, stringData: { a: canary } });

  it('gives a warning if it matches no Secret with content', () => {
    expect(found(secret, 'allowSecrets: [login, gone]\n')).toEqual(['allowance-unused allowSecrets']);
    expect(issuesOf(secret, 'allowSecrets: [login, gone]\n')[0]).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('`gone`'),
      location: { file: 'towpath.yaml' },
    });
  });

  it('gives no warning if only some environments are synthesized', () => {
    const inProd: Declare = (app) => {
      if (app.environment.name === 'prod') secret(app);
    };
    expect(found(inProd, 'allowSecrets: [login]\n', ['dev'])).toEqual([]);
    expect(found(inProd, 'allowSecrets: [login]\n')).toEqual([]);
  });

  it('must be a valid name', () => {
    expect(found(secret, 'allowSecrets: [Not/AName]\n')).toContain('invalid-value allowSecrets[0]');
  });
});

describe('a Secret with content', () => {
  const Shop = define((app) => {
    new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1 });
    object({ ...named, stringData: { password: canary } })(app);
  });
  const root = folderWith({ 'environments/dev.yaml': 'namespace: dev\n' });
  const options = { root, applications: { shop: Shop } };

  it.each(['yaml', 'pulumi'] as const)('is not written by the target %s', async (target) => {
    expect(await failureAt(() => synth({ ...options, targets: [target] }))).toEqual(['secret-with-content']);
    expect(existsSync(join(root, 'dist/dev'))).toBe(false);
  });

  it('is not deployed by a component of Pulumi', () => {
    const issues = thrownIssues(() =>
      build({ application: Shop, id: 'shop', environment: environment('dev', {}), root }),
    );
    expect(issues.map(({ code }) => code)).toEqual(['secret-with-content']);
  });
});

it('a patch that does not fit a Secret is reported without the content of the Secret', () => {
  const patched: Declare = (app) =>
    new ApiObject(app, 'it', { ...named, stringData: { password: canary } } as never).addJsonPatch(
      JsonPatch.test('/stringData/password', `${canary}-other`),
    );
  const issues = issuesOf(patched, 'allowSecrets: [login]\n');
  expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual(['application-not-loaded shop/it']);
  expect(JSON.stringify(issues)).not.toContain(canary);
});
