import { Template, written } from '../../../src/targets/compose/template';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: text that Compose reads
test('a `$` that is text is doubled, wherever it stands', () => {
  expect(written({ a: ['$HOME', { b: '${X} $$' }], c: 1 })).toEqual({ a: ['$$HOME', { b: '$${X} $$$$' }], c: 1 });
});

test('a variable is asked for by its name, with a hint or with nothing in its place', () => {
  const required = { variable: 'DB__PASSWORD', hint: 'see .env.example', isOptional: false };
  expect(written(new Template(['$', required, '@', { ...required, isOptional: true }]))).toBe(
    '$$${DB__PASSWORD:?see .env.example}@${DB__PASSWORD-}',
  );
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
