import type { Fields } from '../../src/equivalence';
import { adopted, codeOf } from './adopted';
import { deployment } from './objects';

/** Two workers, a ConfigMap and a Role of one environment; a Role is no flow, and stands as it was found. */
function objectsWith(metadata: Fields, ofRole: Fields = metadata, ofPods: Fields = {}): Fields[] {
  const workers = ['web', 'mail'].map((name): Fields => {
    const { spec, ...worker } = deployment(name) as { spec: { template: Fields } };
    const template = { ...spec.template, metadata: { ...(spec.template.metadata as Fields), ...ofPods } };
    return { ...worker, metadata: { name, ...metadata }, spec: { ...spec, template } };
  });
  return [
    ...workers,
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'cfg', ...metadata }, data: { A: 'a' } },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'r', ...ofRole }, rules: [] },
  ];
}

const times = (text: string, part: string) => text.split(part).length - 1;

it('annotations of all objects are said once, in the code or in the file of each environment', async () => {
  const at = (env: string) => ({ annotations: { team: 'books', stage: env } });
  const { differences, files, ...rest } = await adopted({
    tst: objectsWith(at('tst'), at('tst'), at('tst')),
    prod: objectsWith(at('prod'), at('prod'), at('prod')),
  });
  expect(differences).toEqual([]);
  expect(codeOf({ ...rest, differences, files })).toContain(
    "annotations: { team: 'books' },\n        podAnnotations: { team: 'books' },",
  );
  expect(times(Object.values(files).join(''), 'books')).toBe(2);
  expect(files['environments/prod.yaml']).toMatch(
    /defaults:\n +annotations:\n +stage: prod\n +podAnnotations:\n +stage: prod\n/,
  );
});

it('an annotation that one object lacks is not shared', async () => {
  const result = await adopted({ prod: objectsWith({ annotations: { team: 'books' } }, {}) });
  expect(result.differences).toEqual([]);
  expect(times(codeOf(result), 'books')).toBe(3);
});

it('labels of all objects are said once, with the name of the environment', async () => {
  const at = (env: string) => ({ labels: { team: 'books', stage: env } });
  const result = await adopted({ tst: objectsWith(at('tst')), prod: objectsWith(at('prod')) });
  expect(result.differences).toEqual([]);
  expect(codeOf(result)).toContain("labels: { team: 'books', stage: '{env}' }");
  expect(times(Object.values(result.files).join(''), 'books')).toBe(1);
});

it('a label that one object lacks is not shared', async () => {
  const result = await adopted({ prod: objectsWith({ labels: { team: 'books' } }, {}) });
  expect(result.differences).toEqual([]);
  expect(times(codeOf(result), 'books')).toBe(3);
});

it('an image that is no name of one is an image of the application, which the environment replaces', async () => {
  const result = await adopted({ prod: [deployment('web', { image: 'WEB_IMAGE' }), deployment('mail')] });
  expect(result.differences).toEqual([]);
  expect(codeOf(result)).toContain("const webImage = this.image('web', 'placeholder/web-image');");
  expect(codeOf(result)).not.toContain('JsonPatch');
  expect(result.files['environments/prod.yaml']).toContain(
    'registry:\n  mirrors:\n    placeholder/web-image: WEB_IMAGE\n',
  );
});
