import { compare, type Fields } from '../../src/equivalence';

/** What is written, what a server makes of it, and what is something else. */
export type Fact = [what: string, written: Fields, kept: Fields, other: Fields];

export function judge(facts: Fact[]): void {
  describe.each(facts)('%s', (_, written, kept, other) => {
    it('is what a server makes of it', () => {
      expect(compare([written], [kept])).toEqual([]);
      expect(compare([kept], [written])).toEqual([]);
    });

    it('is nothing else', () => {
      expect(compare([written], [other])).not.toEqual([]);
    });
  });
}
