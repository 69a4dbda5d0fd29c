import { deployment } from '../objects';

/** Texts that are or nearly are names of objects. */
export const objects = [
  ...[
    'a',
    'a-b',
    'a.b',
    'A',
    'a_b',
    '-a',
    'a-',
    'a..b',
    '.a',
    'a.',
    '',
    ' ',
    '1',
    'a b',
    'a/b',
    '\u00fc',
    'system:a',
    'a:b',
    'a.-b',
  ],
  ...['a'.repeat(63), 'a'.repeat(64), 'a'.repeat(253), 'a'.repeat(254)],
];

/** A Deployment whose pods have a volume from the given source. */
export const volume = (source: object) => deployment({ volumes: [{ name: 'v', ...source }] });
