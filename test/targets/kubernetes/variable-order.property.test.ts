import fc from 'fast-check';
import { environmentVariables } from '../../../src/targets/kubernetes/environment-variables';

const order = (env: object) =>
  environmentVariables({ env: env as never }, 'declared')?.map((one) => (one as { name: string }).name);

it('every variable comes after those that it uses, and no other variable moves', () => {
  const names = ['D', 'B', 'E', 'A', 'C'];
  const uses = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 6 });
  fc.assert(
    fc.property(uses, (pairs) => {
      // A variable uses only variables with a smaller name, so that there is no cycle.
      const used = pairs.map(([a, b]) => [names[a], names[b]].sort() as [string, string]).filter(([a, b]) => a !== b);
      const textOf = (name: string) =>
        used.flatMap(([inner, outer]) => (outer === name ? [`$(${inner})`] : [])).join('');
      const found = order(Object.fromEntries(names.map((name) => [name, textOf(name)]))) ?? [];
      expect([...found].sort()).toEqual([...names].sort());
      for (const [inner, outer] of used) expect(found.indexOf(inner)).toBeLessThan(found.indexOf(outer));
      const isDeclaredBefore = used.every(([inner, outer]) => names.indexOf(inner) < names.indexOf(outer));
      if (isDeclaredBefore) expect(found).toEqual(names);
    }),
  );
});
