import { TowpathError, text } from 'towpath';
import { Reference, referencesIn, Text } from '../../src/model/reference';

const host = new Reference('db', 'host', () => 'shop-db');
const port = new Reference('db', 'port', () => 6379);

describe('a reference', () => {
  it('keeps a port a number and a host a text', () => {
    expect(host.resolve()).toBe('shop-db');
    expect(port.resolve()).toBe(6379);
  });

  it.each([
    ['a template literal', () => `redis://${host}`],
    ['concat', () => 'redis://'.concat(host as never)],
    ['String()', () => String(host)],
    ['a number', () => Number(port as never)],
    ['JSON', () => JSON.stringify({ host })],
    ['a text put into a literal', () => `${text`${host}`}`],
  ])('is refused in %s, with what to write instead', (_, use) => {
    expect(use).toThrow(TowpathError);
    expect(use).toThrow(/reference-in-string/);
  });

  it('is recognised by its mark, even if another copy of the library created it', () => {
    expect(Reference.is(Object.defineProperty({}, Symbol.for('towpath.Reference'), { value: true }))).toBe(true);
    expect(Reference.is({ flow: 'db', attribute: 'host' })).toBe(false);
  });
});

describe('text', () => {
  it('joins references, strings and numbers', () => {
    expect(text`redis://${host}:${port}/${0}`.resolve()).toBe('redis://shop-db:6379/0');
  });

  it('includes the parts of a nested text', () => {
    const address = text`${host}:${port}`;
    const url = text`redis://${address}/0`;
    expect(url.resolve()).toBe('redis://shop-db:6379/0');
    expect(referencesIn(url).map(({ attribute }) => attribute)).toEqual(['host', 'port']);
  });

  it.each([
    ...[undefined, null, Number.NaN, Number.POSITIVE_INFINITY],
    ...[{}, [], { secret: 'keys', key: 'token' }, () => 1, Symbol('a'), new Date(0)],
  ])('refuses %p, which would become text that nobody means', (value) => {
    expect(() => text`redis://${value as never}/0`).toThrow(/invalid-value: value 1 of text`…` is .*; expected text/);
  });

  it('refuses parentheses, which pass a string to the tag', () => {
    expect(() => text('redis' as never)).toThrow(/invalid-value.*\n.*write text`…` without parentheses/);
  });

  it('keeps what a template literal would keep', () => {
    expect(text`a\n${''}b`.resolve()).toBe('a\nb');
    expect(text``.resolve()).toBe('');
    expect(Text.is(text``)).toBe(true);
  });
});

it('finds references at any depth', () => {
  expect(referencesIn({ env: { A: 'x', B: text`${host}`, C: [port] } })).toEqual([host, port]);
});
