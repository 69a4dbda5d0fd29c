import fc from 'fast-check';
import { expandVariables, usedBy } from '../../src/model/variable-use';

const texts = fc.string({ unit: fc.constantFrom('$', '(', ')', 'A', 'B'), maxLength: 20 });

/** The function of Kubernetes, character by character. @see https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go */
function expanded(text: string, values: Readonly<Record<string, string>>, used: string[] = []): string {
  let result = '';
  for (let at = 0; at < text.length; at++) {
    const next = text[at + 1];
    const end = text.indexOf(')', at);
    if (text[at] !== '$') result += text[at];
    else if (next === '$') [result, at] = [`${result}$`, at + 1];
    else if (next === '(' && end !== -1) {
      const name = text.slice(at + 2, end);
      if (name !== '') used.push(name);
      result += values[name] ?? `$(${name})`;
      at = end;
    } else result += '$';
  }
  return result;
}

test('variables in any text are expanded as Kubernetes does', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const used: string[] = [];
      const wanted = expanded(text, { A: 'a' }, used);
      expect(expandVariables(text, (name) => (name === 'A' ? ['a'] : undefined)).join('')).toBe(wanted);
      expect(usedBy(text)).toEqual(used);
    }),
    { numRuns: 2000 },
  );
});

test('a text with many references and no end is searched for the end once', () => {
  const search = jest.spyOn(String.prototype, 'indexOf');
  usedBy('$('.repeat(1000));
  expect(search.mock.calls.filter(([wanted]) => wanted === ')')).toHaveLength(1);
  search.mockRestore();
});
