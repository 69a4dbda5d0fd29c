import { z } from 'zod';
import { check } from '../../src/model/check';

const schema = z.strictObject({
  replicas: z.int().optional(),
  placement: z.strictObject({ spread: z.string(), weight: z.int() }).optional().nullable(),
  probes: z.strictObject({ weight: z.int(), timeout: z.int(), replicas: z.int() }).optional(),
  hooks: z.strictObject({ timeout: z.int(), weight: z.int() }).optional(),
  locked: z.strictObject({ chosen: z.never() }).optional(),
  sidecars: z.record(z.string(), z.strictObject({ port: z.int() })).optional(),
});

const hintFor = (key: string) => check(schema, { [key]: 1 }).violations.map(({ code, hint }) => [code, hint]);

test.each([
  ['spread', 'did you mean `placement.spread`?'],
  ['timeout', 'did you mean `probes.timeout` or `hooks.timeout`?'],
  ['replcas', 'did you mean `replicas`?'],
])('the unknown key %s gets the place where it belongs', (key, hint) => {
  expect(hintFor(key)).toEqual([['unknown-key', hint]]);
});

test.each(['weight', 'chosen', 'port', 'constructor'])(
  'the unknown key %s gets the list of keys, because no single place is meant',
  (key) => {
    expect(hintFor(key)).toEqual([['unknown-key', expect.stringMatching(/^one of: |^did you mean `\w+`\?$/)]]);
  },
);
