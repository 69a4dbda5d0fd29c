import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { formatLocation } from '../../src/diagnostics';
import { applicationOverlay, isInitial } from '../../src/environments/environment';
import { readEnvironments } from '../../src/environments/folder';
import { folderWith } from '../helpers/files';

/** Formats issues as `code file:line:column path`. Unknown parts are left out. */
function read(files: Record<string, string>) {
  const { environments, issues } = readEnvironments(folderWith(files));
  const found = issues.map(({ code, location, path }) =>
    [code, location && formatLocation(location), path].filter(Boolean).join(' '),
  );
  return { environments, names: environments.map(({ name }) => name), found, issues };
}

describe('the folder', () => {
  it('returns environments in the order of promotion, not of their names', () => {
    const { names, found } = read({
      'environments/a-prod.yaml': 'promotesFrom: [m-tst]',
      'environments/m-tst.yaml': 'promotesFrom: [z-dev]',
      'environments/z-dev.yaml': '',
    });
    expect(found).toEqual([]);
    expect(names).toEqual(['z-dev', 'm-tst', 'a-prod']);
  });

  it('treats an environment without promotesFrom as initial', () => {
    const { environments } = read({ 'environments/dev.yaml': '', 'environments/prod.yaml': 'promotesFrom: [dev]' });
    expect(environments.map(isInitial)).toEqual([true, false]);
  });

  it("reads a team's own file as that application's section, and its errors at its lines", () => {
    const files = {
      'environments/dev.yaml': 'namespace: shop',
      'environments/dev/shop.yaml': 'tag: 1.10\nreplcas: 2\n',
    };
    const { environments, found, issues } = read(files);
    expect(applicationOverlay(environments[0] as never, 'shop').tag).toBe('1.10');
    expect(found).toEqual(['unknown-key environments/dev/shop.yaml:2:1 apps.shop.replcas']);
    expect(issues[0]?.hint).toContain('one of');
  });

  it('refuses an application in two files, and a folder without its environment', () => {
    const { found } = read({
      'environments/dev.yaml': 'apps:\n  shop: { tag: a }\n',
      'environments/dev/shop.yaml': 'tag: b\n',
      'environments/prd/shop.yaml': 'tag: b\n',
    });
    expect(found).toEqual([
      'file-twice environments/dev.yaml:2:3 apps.shop',
      'environment-file-missing environments/prd',
    ]);
  });

  it('accepts .yml too, but not both extensions for one name', () => {
    expect(read({ 'environments/dev.yml': '' })).toMatchObject({ names: ['dev'], found: [] });
    expect(read({ 'environments/dev.yml': '', 'environments/dev.yaml': '' }).found).toEqual([
      'file-twice environments/dev.yml',
    ]);
  });

  it('refuses names that Kubernetes does not allow', () => {
    expect(read({ 'environments/Dev_1.yaml': '' }).found).toEqual(['invalid-name environments/Dev_1.yaml']);
  });

  it('follows no link out of the workspace', () => {
    const outside = folderWith({ 'secret.yaml': 'namespace: secret' });
    const root = folderWith({ 'environments/dev.yaml': '' });
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'environments/tst.yaml'));
    const { environments, issues } = readEnvironments(root);
    expect(JSON.stringify(environments)).not.toContain('secret');
    expect(issues[0]).toMatchObject({ code: 'path-outside-workspace', location: { file: 'environments/tst.yaml' } });
  });

  it('reports a file that cannot be read', () => {
    const root = folderWith({ 'environments/dev.yaml': '' });
    symlinkSync('nowhere.yaml', join(root, 'environments/tst.yaml'));
    expect(readEnvironments(root).issues[0]).toMatchObject({
      code: 'file-unreadable',
      location: { file: 'environments/tst.yaml' },
    });
    expect(readEnvironments(folderWith({ environments: 'a file' }))).toEqual({ environments: [], issues: [] });
  });
});

describe('extends', () => {
  it('merges maps, replaces lists, and removes values with null', () => {
    const { environments, names, found } = read({
      'environments/_base.yaml':
        'namespace: shared\ndefaults: { env: { A: "1", B: "2" } }\napps: { shop: { tag: v1 } }',
      'environments/dev.yaml': 'extends: _base\nnamespace: dev\ndefaults: { env: { B: null, C: "3" } }',
    });
    expect(found).toEqual([]);
    expect(names).toEqual(['dev']);
    expect(environments[0]?.props).toMatchObject({
      namespace: 'dev',
      defaults: { env: { A: '1', B: null, C: '3' } },
      apps: { shop: { tag: 'v1' } },
    });
  });

  it('does not inherit promotesFrom and default', () => {
    const { environments, found } = read({
      'environments/dev.yaml': 'default: true',
      'environments/tst.yaml': 'promotesFrom: [dev]\nnamespace: tst',
      'environments/lab.yaml': 'extends: tst\nnamespace: lab',
    });
    expect(found).toEqual([]);
    expect(environments.filter(isInitial).map(({ name }) => name)).toEqual(['dev', 'lab']);
  });

  it('reports the line of a cycle or of an unknown file', () => {
    const circle = read({ 'environments/a.yaml': 'extends: b', 'environments/b.yaml': 'extends: a' }).found;
    expect(circle.filter((one) => one.startsWith('environment-cycle'))).toEqual([
      'environment-cycle environments/b.yaml:1:1 extends',
    ]);
    const { found, issues } = read({ 'environments/_base.yaml': '', 'environments/dev.yaml': 'extends: _bse' });
    expect(found).toEqual(['unknown-environment environments/dev.yaml:1:1 extends']);
    expect(issues[0]?.hint).toBe('did you mean `_base`?');
  });
});

describe('the chain', () => {
  it('reports an environment that does not exist, and suggests a similar name', () => {
    const { found, issues } = read({
      'environments/dev.yaml': '',
      'environments/prod.yaml': 'promotesFrom:\n  - devv\n',
    });
    expect(found).toEqual(['unknown-environment environments/prod.yaml:2:5 promotesFrom[0]']);
    expect(issues[0]?.hint).toBe('did you mean `dev`?');
  });

  it('reports a cycle once', () => {
    const { found } = read({
      'environments/a.yaml': 'promotesFrom: [b]',
      'environments/b.yaml': 'promotesFrom: [a]',
      'environments/c.yaml': 'promotesFrom: [a]',
    });
    expect(found).toEqual(['environment-cycle environments/a.yaml:1:1 promotesFrom']);
  });

  it('reports each of several cycles, with the environments on it alone', () => {
    const { found, issues } = read({
      'environments/a.yaml': 'promotesFrom: [b]',
      'environments/b.yaml': 'promotesFrom: [a, c]',
      'environments/c.yaml': 'promotesFrom: [b]',
    });
    expect(found).toEqual([
      'environment-cycle environments/a.yaml:1:1 promotesFrom',
      'environment-cycle environments/b.yaml:1:1 promotesFrom',
    ]);
    expect(issues.map(({ message }) => message.split(': ')[1])).toEqual(['a → b → a', 'b → c → b']);
  });

  it('can branch and join again many times', () => {
    const layers = 40;
    const files = Array.from({ length: layers }, (_, layer) => {
      const below = layer === 0 ? [] : [`a${layer - 1}`, `b${layer - 1}`];
      const text = `promotesFrom: [${below.join(', ')}]`;
      return [`a${layer}`, `b${layer}`].map((name) => [`environments/${name}.yaml`, text] as const);
    });
    const { names } = read(Object.fromEntries(files.flat()));
    expect(names).toEqual(Array.from({ length: layers }, (_, layer) => [`a${layer}`, `b${layer}`]).flat());
  });

  it('needs one default among several initial environments', () => {
    const two = { 'environments/a.yaml': '', 'environments/b.yaml': '' };
    expect(read(two).found).toEqual(['environment-no-default environments/a.yaml']);
    expect(read(two).issues[0]?.hint).toContain('`default: true`');
    expect(read({ ...two, 'environments/b.yaml': 'default: true' }).found).toEqual([]);
    const both = { 'environments/a.yaml': 'default: true', 'environments/b.yaml': 'default: true' };
    expect(read(both).found).toEqual([
      'environment-no-default environments/a.yaml:1:1 default',
      'environment-no-default environments/b.yaml:1:1 default',
    ]);
  });

  it.each([
    ['is not valid YAML', 'promotesFrom[a]\nnamespace: b\n', 'yaml-syntax environments/b.yaml:1:1'],
    ['is not a map', '- a\n', 'yaml-not-a-map environments/b.yaml:1:1'],
  ])('is not judged if a file %s', (_, text, problem) => {
    expect(read({ 'environments/a.yaml': '', 'environments/b.yaml': text }).found).toEqual([problem]);
  });

  it('refuses a default that is not initial', () => {
    const { found } = read({ 'environments/a.yaml': '', 'environments/b.yaml': 'promotesFrom: [a]\ndefault: true' });
    expect(found).toEqual(['environment-no-default environments/b.yaml:2:1 default']);
  });
});

describe('values', () => {
  it('are read as they are written', () => {
    const text = [
      'apps:',
      '  shop:',
      '    tag: 1.10',
      '    images: { api: { tag: 7e12345 } }',
      '    flows: { api: { replicas: 3, env: { A: 0123, B: no, C: 0x1F, D: 2024-01-01, E: "", F: ~ } } }',
    ].join('\n');
    const { environments, found } = read({ 'environments/dev.yaml': text });
    expect(found).toEqual([]);
    expect(environments[0]?.props.apps?.shop).toEqual({
      tag: '1.10',
      images: { api: { tag: '7e12345' } },
      flows: { api: { replicas: 3, env: { A: '0123', B: 'no', C: '0x1F', D: '2024-01-01', E: '', F: null } } },
    });
  });

  it('are all checked at once, each with its line', () => {
    const text = [
      'namespce: x',
      'cluster: { server: nowhere }',
      'defaults:',
      '  replicas: many',
      '  pullPolicy: always',
      'apps:',
      '  shop:',
      '    tag: "-bad"',
      '    flows:',
      '      api:',
      '        env: { 1A: x }',
      '        port: 80',
      '        resources: { limits: { memory: 1 GB } }',
    ].join('\n');
    const { found, issues } = read({ 'environments/dev.yaml': text });
    expect(found.sort()).toEqual([
      'decided-by-application environments/dev.yaml:12:9 apps.shop.flows.api.port',
      'invalid-name environments/dev.yaml:11:16 apps.shop.flows.api.env.1A',
      'invalid-value environments/dev.yaml:13:32 apps.shop.flows.api.resources.limits.memory',
      'invalid-value environments/dev.yaml:2:12 cluster.server',
      'invalid-value environments/dev.yaml:4:3 defaults.replicas',
      'invalid-value environments/dev.yaml:5:3 defaults.pullPolicy',
      'invalid-value environments/dev.yaml:8:5 apps.shop.tag',
      'unknown-key environments/dev.yaml:1:1 namespce',
    ]);
    const hints = issues.map(({ hint }) => hint).filter(Boolean);
    expect(hints).toEqual(expect.arrayContaining(['did you mean `namespace`?', 'did you mean `Always`?']));
  });
});
