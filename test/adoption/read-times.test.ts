import { readObjects } from '../../src/adoption/read-objects';

test('dates and times stay text, as kubectl reads them', () => {
  const written = ['2026-01-01', '2026-01-01T10:00:00Z', '12:30', '1:30:00', '12:30:45.5'];
  const args = `\nmetadata:\n  name: a\nspec:\n  args: [${written.join(', ')}, yes, 0x10]\n`;
  const { objects, issues } = readObjects(`apiVersion: example.org/v1\nkind: Example${args}`, 'a.yaml');
  expect(issues).toEqual([]);
  expect(objects[0]?.object.spec).toEqual({ args: [...written, true, 16] });
});
