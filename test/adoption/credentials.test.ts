import { withoutCredentials } from '../../src/adoption/credentials';
import { secretCommands } from '../../src/adoption/secret-commands';
import type { Fields } from '../../src/equivalence';
import { deployment } from './objects';

const password = (value: string) => ({ name: 'DB_PASSWORD', value });

function read(...objects: Fields[]) {
  const location = { file: 'old/web.yaml', line: 1 };
  const result = withoutCredentials(objects.map((object) => ({ object, location })));
  const keys = result.credentials.flatMap(({ secret }) => (secret ? [`${secret.name}/${secret.key}`] : []));
  return { ...result, keys, commands: secretCommands(result.credentials), text: JSON.stringify(result.objects) };
}

/** A Deployment of two containers, the first of which may be an init container. */
function pair(list: string, first: Fields, second: Fields): Fields {
  const base = deployment('web', second) as { spec: { template: { spec: { containers: Fields[] } } } };
  const { spec } = base.spec.template;
  const other = { name: 'other', image: 'example/other:v1', ...first };
  const changed = list === 'containers' ? [other, ...spec.containers] : [other];
  return {
    ...base,
    spec: { ...base.spec, template: { ...base.spec.template, spec: { ...spec, [list]: changed } } },
  };
}

test.each(['containers', 'initContainers'])('two containers (%s) never share a key', (list) => {
  const { keys, commands } = read(
    pair(list, { env: [password('correct-horse')] }, { env: [password('battery-staple')] }),
  );
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(2);
  expect(commands).toHaveLength(1);
});

test('two workloads with one name have Secrets of their own', () => {
  const env = { env: [password('correct-horse')] };
  const { keys } = read(deployment('web', env), { ...deployment('web', env), kind: 'StatefulSet' });
  expect(keys).toEqual(['web-credentials/DB_PASSWORD', 'web-statefulset-credentials/DB_PASSWORD']);
});

test('a Secret that a workload names keeps its name', () => {
  const secretRef = { name: 'web-credentials' };
  const { keys } = read(deployment('web', { envFrom: [{ secretRef }], env: [password('correct-horse')] }));
  expect(keys).toEqual(['web-deployment-credentials/DB_PASSWORD']);
});

test('a variable that exists keeps its name', () => {
  const args = ['serve', '--password', 'correct-horse'];
  const { text } = read(deployment('web', { args, env: [{ name: 'ARGS_2', value: 'x' }] }));
  expect(text).toContain('"$(ARGS_2-2)"');
  expect(text).toContain('{"name":"ARGS_2","value":"x"}');
});

describe('a ConfigMap', () => {
  const config = (namespace: string) => ({
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'cfg', namespace } },
    data: { DB_PASSWORD: 'correct-horse' },
  });
  const user = (namespace: string) => {
    const web = deployment('web', {
      envFrom: [{ configMapRef: { name: 'cfg' } }],
      env: [{ name: 'URL', value: 'redis://$(DB_PASSWORD)@r' }],
    });
    return { ...web, metadata: { name: 'web', namespace } };
  };

  test('of another namespace changes no workload', () => {
    const { text } = read(config('a'), user('b'));
    expect(text).not.toContain('secretKeyRef');
  });

  test('of the same namespace gives its key to variables that follow', () => {
    const { text } = read(config('a'), user('a'));
    expect(text.indexOf('"name":"DB_PASSWORD"')).toBeGreaterThan(0);
    expect(text.indexOf('"name":"DB_PASSWORD"')).toBeLessThan(text.indexOf('"name":"URL"'));
  });
});
