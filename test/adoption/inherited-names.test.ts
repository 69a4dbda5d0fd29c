import { factor } from '../../src/adoption/factor';
import { kinds } from '../../src/model/kinds';
import { inheritedNames, otherName, withOtherName } from '../helpers/inherited-names';

const factored = (name: string) => {
  const values = new Map<string, unknown>([
    ['tst', { env: { A: 'a' }, labels: { [name]: 'x' } }],
    ['prod', { env: { A: 'a', [name]: 'x' }, labels: { [name]: 'y' } }],
  ]);
  const { code, overlays } = factor(values, kinds.worker);
  return { code, overlays: [...overlays] };
};

test.each(inheritedNames)('adopt gives `%s` no other meaning than another word', (name) => {
  expect(withOtherName(name, factored(name))).toEqual(JSON.parse(JSON.stringify(factored(otherName(name)))));
});
