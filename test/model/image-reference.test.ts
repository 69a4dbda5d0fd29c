import { formatImage, fullRepository, isRepository, mirrored, parseImage } from '../../src/model/image-reference';

const sha = `sha256:${'a'.repeat(64)}`;

describe('parseImage', () => {
  it.each([
    ['redis', { repository: 'redis' }],
    ['redis:7.4', { repository: 'redis', tag: '7.4' }],
    ['example/pssp-api:v0.3.0', { repository: 'example/pssp-api', tag: 'v0.3.0' }],
    ['localhost:5000/a/b', { repository: 'localhost:5000/a/b' }],
    ['localhost:5000/a/b:1', { repository: 'localhost:5000/a/b', tag: '1' }],
    ['[::1]:5000/a:1', { repository: '[::1]:5000/a', tag: '1' }],
    ['REGISTRY.example.org/a__b--c.d:_x', { repository: 'REGISTRY.example.org/a__b--c.d', tag: '_x' }],
    [`quay.io/a/b:1@${sha}`, { repository: 'quay.io/a/b', tag: '1', digest: sha }],
    [`a@${sha}`, { repository: 'a', digest: sha }],
    [`a:${'t'.repeat(128)}`, { repository: 'a', tag: 't'.repeat(128) }],
  ])('parses %s, and formats the parts as the same text', (text, parts) => {
    expect(parseImage(text)).toEqual(parts);
    expect(formatImage(parts)).toBe(text);
  });

  it.each([
    '',
    'Redis',
    'a b',
    'a:',
    'a:-1',
    `a:${'t'.repeat(129)}`,
    'a@sha256:short',
    `a@sha256:${'A'.repeat(64)}`,
    '/a',
    'a/',
    'a//b',
    'a:1:2',
    'https://a/b',
    `${'a'.repeat(256)}`,
    'a\nb',
  ])('refuses %j', (text) => {
    expect(parseImage(text)).toBeUndefined();
  });
});

it('distinguishes a repository from a name with a tag', () => {
  expect(isRepository('example/pssp-api')).toBe(true);
  expect(isRepository('localhost:5000/api')).toBe(true);
  expect(isRepository('example/pssp-api:v1')).toBe(false);
});

it.each([
  ['redis', 'docker.io/library/redis'],
  ['example/api', 'docker.io/example/api'],
  ['quay.io/a', 'quay.io/a'],
  ['localhost/a', 'localhost/a'],
  ['reg:5000/a', 'reg:5000/a'],
])('expands %s to its full name', (short, full) => {
  expect(fullRepository(short)).toBe(full);
});

describe('mirrored', () => {
  const mirrors = {
    'docker.io': 'm.example.org/hub',
    'docker.io/library': 'm.example.org/lib/',
    'quay.io/a/': 'm.example.org/a',
  };

  it.each([
    ['redis', 'm.example.org/lib/redis'],
    ['example/api', 'm.example.org/hub/example/api'],
    ['quay.io/a/b', 'm.example.org/a/b'],
    ['quay.io/ab', 'quay.io/ab'],
    ['ghcr.io/x', 'ghcr.io/x'],
  ])('replaces %s by %s', (name, expected) => {
    expect(mirrored(name, mirrors)).toBe(expected);
  });

  it('also matches the name as it is written', () => {
    expect(mirrored('example/api', { example: 'm.example.org/ours' })).toBe('m.example.org/ours/api');
  });
});
