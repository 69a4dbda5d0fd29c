import { conformanceViolations } from 'towpath/testing';
import { parseAllDocuments } from 'yaml';
import { yaml } from '../../src/targets/yaml/target';

test('the YAML target follows the rules that all targets follow', async () => {
  const violations = await conformanceViolations(yaml, {
    read: (files) => files.flatMap(({ text }) => parseAllDocuments(text).flatMap(({ errors }) => errors))[0]?.message,
  });
  expect(violations).toEqual([]);
});
