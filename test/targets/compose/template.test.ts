import { Template, written } from '../../../src/targets/compose/template';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: text that Compose reads
test('every literal `$` in a text is doubled', () => {
  expect(written({ a: ['$HOME', { b: '${X} $$' }], c: 1 })).toEqual({ a: ['$$HOME', { b: '$${X} $$$$' }], c: 1 });
});

test('a required variable is written with a hint, and an optional variable with an empty default', () => {
  const required = { variable: 'DB__PASSWORD', hint: 'see .env.example', isOptional: false };
  expect(written(new Template(['$', required, '@', { ...required, isOptional: true }]))).toBe(
    '$$${DB__PASSWORD:?see .env.example}@${DB__PASSWORD-}',
  );
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
