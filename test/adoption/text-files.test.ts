import { adopted, codeOf } from './adopted';

const long = Array.from({ length: 40 }, (_, line) => `line ${line} \${HOME} ü\n`).join('');

const config = (data: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data });

test('a long text of a ConfigMap is a file beside the code, and a short one stays in the code', async () => {
  const data = { 'nginx.conf': long, 'without-end': long.trimEnd(), MODE: 'fast' };
  const result = await adopted({ tst: [config(data)], prod: [config(data)] });
  expect(result.differences).toEqual([]);
  expect(result.files['apps/shop/settings/nginx.conf']).toBe(long);
  expect(result.files['apps/shop/settings/without-end']).toBe(long.trimEnd());
  expect(codeOf(result)).toContain("folder: 'shop/settings'");
  expect(codeOf(result)).toContain("MODE: 'fast'");
  expect(codeOf(result)).not.toContain('line 7');
});

test('a text that differs between environments stays in their files, and one with carriage returns in the code', async () => {
  const result = await adopted({
    tst: [config({ a: long, b: long.replaceAll('\n', '\r\n') })],
    prod: [config({ a: `${long}more\n`, b: long.replaceAll('\n', '\r\n') })],
  });
  expect(result.differences).toEqual([]);
  expect(Object.keys(result.files).filter((file) => file.startsWith('apps/'))).toEqual(['apps/shop.ts']);
});
