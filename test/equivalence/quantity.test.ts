import { byValue } from '../../src/equivalence/quantity';

describe('a quantity', () => {
  it.each([
    ['1000m', 1, '1'],
    ['1Gi', '1024Mi', '1073741824'],
    ['1.5Gi', '1536Mi', '1610612736'],
    ['0.5', '500m', '0.5'],
    ['.5', '5e-1', '0.5'],
    ['1k', '1E3', '1000'],
    ['1E', '1e18', '1000000000000000000'],
    ['+1', '1.000', '1'],
    ['-1', '-1000m', '-1'],
    ['0', '0Mi', '0'],
    // What is finer than the finest is rounded up.
    ['0.1n', '1n', '0.000000001'],
  ])('%s is %s', (one, other, value) => {
    expect([byValue(one), byValue(other)]).toEqual([value, value]);
  });

  it.each([
    ['1G', '1Gi'],
    ['1M', '1m'],
    ['100m', '1000m'],
    ['1', '-1'],
    ['1n', '2n'],
  ])('%s is not %s', (one, other) => {
    expect(byValue(one)).not.toBe(byValue(other));
  });

  it.each([['1K'], ['1 Gi'], ['Gi'], [''], ['1e'], ['1e999999999'], [true], [undefined]])('is not %p', (text) => {
    expect(byValue(text)).toBe(text);
  });

  it('of a resource is rounded up to a thousandth', () => {
    expect([byValue('0.0001', 3), byValue('1500u', 3)]).toEqual(['0.001', '0.002']);
  });
});
