import { conformanceViolations } from 'towpath/testing';
import { parseAllDocuments } from 'yaml';
import { yaml } from '../../../src/targets/yaml/target';

test('YAML keeps the rules of all targets', async () => {
  const violations = await conformanceViolations(yaml, {
    read: (files) => files.flatMap(({ text }) => parseAllDocuments(text).flatMap(({ errors }) => errors))[0]?.message,
  });
  expect(violations).toEqual([]);
});
