import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Application, type ConfigProps, environment, ServiceFlow, text, WorkerFlow } from 'towpath';
import { objectOf, type SynthesizedApplication, synthesize } from 'towpath/testing';
import { define, thrownIssues } from '../helpers/define';
import { folderWith } from '../helpers/files';

function withConfig(props: (app: Application) => ConfigProps, overlay = {}): SynthesizedApplication {
  const Shop = define((app) => {
    new ServiceFlow(app, 'api', { image: 'a:1', user: 1, port: 80 });
    const config = app.config('settings', props(app));
    new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, env: { MODE: config.key('MODE', { optional: true }) } });
    new WorkerFlow(app, 'files', { image: 'a:1', user: 1, volumes: { c: { config, mountPath: '/c' } } });
  });
  return synthesize(Shop, environment('here', { apps: { shop: overlay } }), { id: 'shop' });
}

const configOf = (app: SynthesizedApplication) => Object.values(app.objects).find(({ kind }) => kind === 'ConfigMap');
const contentOf = (app: SynthesizedApplication, flow: string) => {
  const { spec } = objectOf(app, flow, 'deployment') as never as {
    spec: { template: { metadata: { annotations?: Record<string, string> } } };
  };
  return spec.template.metadata.annotations?.['towpath.dev/config'];
};

it('holds text, and references as text', () => {
  const app = withConfig((shop) => {
    const api = shop.flow('api');
    return { data: { MODE: 'dev', HOST: api.host, PORT: api.port, URL: text`http://${api.host}:${api.port}` } };
  });
  expect(configOf(app)).toMatchObject({
    metadata: { name: 'shop-settings' },
    data: { MODE: 'dev', HOST: 'shop-api', PORT: '80', URL: 'http://shop-api:80' },
  });
});

it('an environment changes, adds and removes keys, and can set another name', () => {
  const overlay = { configs: { settings: { name: 'prod-settings', data: { MODE: 'prod', NEW: '1', OLD: null } } } };
  const app = withConfig(() => ({ data: { MODE: 'dev', OLD: '1' } }), overlay);
  expect(configOf(app)).toMatchObject({ metadata: { name: 'prod-settings' }, data: { MODE: 'prod', NEW: '1' } });
  expect(configOf(app)).not.toHaveProperty('data.OLD');
  expect(JSON.stringify(objectOf(app, 'wrk', 'deployment'))).toContain('{"key":"MODE","name":"prod-settings"');
});

it('a folder with a link that leads out of it is refused, and the file is not included', () => {
  const elsewhere = folderWith({ credentials: 'canary' });
  const folder = folderWith({ 'a.conf': 'a' });
  symlinkSync(join(elsewhere, 'credentials'), join(folder, 'b.conf'));
  const [issue] = thrownIssues(() => configOf(withConfig(() => ({ folder }))));
  expect(issue).toMatchObject({ code: 'config-invalid', message: expect.stringContaining('b.conf') });
  expect(JSON.stringify(issue)).not.toContain('canary');
});

describe('of a folder', () => {
  const folder = folderWith({ 'a.conf': 'a', 'b.conf': 'b' });
  writeFileSync(join(folder, 'c.bin'), Buffer.from([0xff, 0xfe]));

  it('contains the files of the folder, and those that are not text as binary data', () => {
    expect(configOf(withConfig(() => ({ folder })))).toMatchObject({
      data: { 'a.conf': 'a', 'b.conf': 'b' },
      binaryData: { 'c.bin': '//4=' },
    });
  });

  it('can be changed by an environment, which can remove files too', () => {
    const overlay = { configs: { settings: { data: { 'a.conf': null, 'b.conf': 'other', 'c.bin': 'text' } } } };
    const config = configOf(withConfig(() => ({ folder }), overlay));
    expect(config).toHaveProperty('data', { 'b.conf': 'other', 'c.bin': 'text' });
    expect(config).not.toHaveProperty('binaryData');
  });

  it('can be changed by the code', () => {
    const config = configOf(withConfig(() => ({ folder, data: { 'a.conf': 'other', 'b.conf': null, 'c.bin': null } })));
    expect(config).toHaveProperty('data', { 'a.conf': 'other' });
    expect(config).not.toHaveProperty('binaryData');
  });
});

describe('the annotation that restarts pods', () => {
  const plain = withConfig(() => ({ data: { MODE: 'a', OTHER: 'b' } }));

  it('is set on the flows that use the ConfigMap, as a variable or a volume', () => {
    expect(contentOf(plain, 'wrk')).toMatch(/^[0-9a-f]{16}$/);
    expect(contentOf(plain, 'files')).toBe(contentOf(plain, 'wrk'));
    expect(contentOf(plain, 'api')).toBeUndefined();
  });

  it('changes with the content, whether code or an environment sets it', () => {
    const overlay = { configs: { settings: { data: { OTHER: 'c' } } } };
    expect(
      contentOf(
        withConfig(() => ({ data: { MODE: 'a', OTHER: 'b' } }), overlay),
        'wrk',
      ),
    ).not.toBe(contentOf(plain, 'wrk'));
  });

  it('does not change with the order of keys, nor with the name', () => {
    const overlay = { configs: { settings: { name: 'other' } } };
    const other = withConfig(() => ({ data: { OTHER: 'b', MODE: 'a' } }), overlay);
    expect(contentOf(other, 'wrk')).toBe(contentOf(plain, 'wrk'));
  });

  it('is left out if the code sets rollsPods to false', () => {
    expect(
      contentOf(
        withConfig(() => ({ data: { MODE: 'a' }, rollsPods: false })),
        'wrk',
      ),
    ).toBeUndefined();
  });
});

it('of a folder refuses a pipe, for whose content Node would wait for ever', () => {
  const folder = folderWith({ 'a.txt': 'a' });
  execFileSync('mkfifo', [join(folder, 'b.txt')]);
  const [issue] = thrownIssues(() => withConfig(() => ({ folder })));
  expect(issue?.message).toContain('b.txt` cannot be read: it is not a file');
});
