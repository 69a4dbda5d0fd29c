import { nameProblem } from '../../../src/targets/kubernetes/names';

test.each(['a', 'a.b', 'a-b.c', '1.2', 'a'.repeat(253)])('%s can be the name of a PodDisruptionBudget', (name) => {
  expect(nameProblem(name, 'pdb')).toBeUndefined();
});

test.each(['a..b', 'a.-b', 'a-.b', '.a', 'a.', 'A', 'a_b', 'a'.repeat(254)])(
  '%s can be the name of no PodDisruptionBudget',
  (name) => {
    expect(nameProblem(name, 'pdb')).toContain(`the object name \`${name}\``);
  },
);
