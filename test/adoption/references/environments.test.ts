import type { Fields } from '../../../src/equivalence';
import { adopted, codeOf } from '../adopted';
import { deployment, service } from '../objects';

const at = (env: Readonly<Record<string, string>>, name = 'api'): Fields[] => [
  deployment(name),
  { ...service(name, 80), metadata: { name } },
  deployment('web', { env: Object.entries(env).map(([key, value]) => ({ name: key, value })) }),
];

const url = "text`http://<this.flow('api').host>:<this.flow('api').port>`".replaceAll('<', '${').replaceAll('>', '}');

it('a reference that all environments share is in the code, although the names of the Services differ', async () => {
  const result = await adopted({
    tst: at({ API: 'http://api-tst:80' }, 'api-tst'),
    prod: at({ API: 'http://api-prod:80' }, 'api-prod'),
  });
  expect(result.differences).toEqual([]);
  expect(codeOf(result)).toMatch(/import \{ .*, text, .*\} from 'towpath'/);
  expect(codeOf(result)).toContain(`env: { API: ${url} }`);
  expect(Object.values(result.files).join('')).not.toContain('http://api');
  expect(result.references).toEqual([{ path: 'flows.web.env.API', text: 'http://api-tst:80', code: url }]);
});

it.each([
  ['differ in it', { API: 'http://api/v1' }, { API: 'http://api/v2' }],
  ['do not all have the variable', {}, { API: 'http://api/v2' }],
  ['do not all have the variable among others', { A: 'a' }, { A: 'a', API: 'http://api/v2' }],
])('a reference stays text in environment files if environments %s', async (_, tst, prod) => {
  const result = await adopted({ tst: at(tst), prod: at(prod) });
  expect(result.differences).toEqual([]);
  expect(result.references).toEqual([]);
  expect(codeOf(result)).not.toContain('API');
  expect(result.files['environments/prod.yaml']).toContain('API: http://api/v2');
});

it('an environment where the text is another one sets it in its file', async () => {
  const result = await adopted({ tst: at({ HOST: 'api' }), prod: at({ HOST: 'api.example.com' }) });
  expect(result.differences).toEqual([]);
  expect(codeOf(result)).toContain("HOST: this.flow('api').host");
  expect(codeOf(result)).not.toMatch(/\btext\b/);
  expect(result.files['environments/tst.yaml']).not.toContain('HOST');
  expect(result.files['environments/prod.yaml']).toContain('HOST: api.example.com');
});
