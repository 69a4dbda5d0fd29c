import { z } from 'zod';
import { coerce } from '../../src/model/coerce';

const schema = z.strictObject({
  tag: z.string().nullable().optional(),
  replicas: z.int().nullable().optional(),
  ratio: z.number().optional(),
  on: z.boolean().default(false),
  yes: z.literal(true).optional(),
  level: z.enum(['1', '2']).optional(),
  either: z.union([z.string(), z.number()]).optional(),
  size: z.union([z.number(), z.strictObject({ cpu: z.number() })]).optional(),
  ports: z.array(z.int()).optional(),
  env: z.record(z.string(), z.string().nullable()).optional(),
  counts: z.record(z.string(), z.int()).optional(),
});

it.each([
  [{ tag: '1.10' }, { tag: '1.10' }],
  [{ tag: '7e12345' }, { tag: '7e12345' }],
  [{ tag: null }, { tag: null }],
  [{ replicas: '3' }, { replicas: 3 }],
  [{ ratio: '-0.5e3' }, { ratio: -500 }],
  [{ on: 'true' }, { on: true }],
  [{ yes: 'true' }, { yes: true }],
  [{ level: '1' }, { level: '1' }],
  [{ either: '5' }, { either: '5' }],
  [{ size: '5' }, { size: 5 }],
  [{ size: { cpu: '2' } }, { size: { cpu: 2 } }],
  [{ ports: ['80', '443'] }, { ports: [80, 443] }],
  [{ env: { A: '0123', B: 'no', C: null } }, { env: { A: '0123', B: 'no', C: null } }],
  [{ counts: { a: '1' } }, { counts: { a: 1 } }],
])('converts %j to the type of the schema', (data, expected) => {
  expect(coerce(schema, data)).toEqual(expected);
});

it.each([
  { replicas: '03' },
  { replicas: '0x10' },
  { replicas: '1_000' },
  { replicas: 'three' },
  { on: 'yes' },
  { on: 'True' },
  { unknown: '5' },
])('leaves %j as text, which the check then refuses', (data) => {
  expect(coerce(schema, data)).toEqual(data);
  expect(schema.safeParse(data).success).toBe(false);
});
