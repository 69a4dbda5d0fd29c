import { join } from 'node:path';
import { synthesize } from 'towpath/testing';
import { compare } from '../../src/equivalence';
import { cases, originalAt } from '../adopted/cases';
import { haveRoutes, routes } from './helpers/custom-kinds';
import { mispredicted } from './helpers/mispredicted';
import { newNamespace } from './helpers/namespace';
import { onServer } from './helpers/server';
import { storedIn, unplaced } from './helpers/stored';

const each = cases.flatMap(({ workspace, environment, applications }) =>
  Object.entries(applications).map(([id, [construct, ...names]]) => ({ workspace, environment, id, construct, names })),
);

onServer.each(each)('$id of $workspace in $environment', ({ workspace, environment, id, construct, names }) => {
  const root = join(__dirname, '../adopted', workspace);
  const original = originalAt(names);
  const compared = original !== undefined && routes !== undefined ? it : it.skip;
  const theirs = original ?? [];
  const ours = Object.values(synthesize(construct, environment, { id, root }).objects);

  beforeAll(haveRoutes);

  compared('is kept as its original is, field by field', () => {
    const [found, wanted] = [storedIn(newNamespace(), ours), storedIn(newNamespace(), theirs)];
    expect(compare(found, wanted, (object) => object)).toEqual([]);
  });

  compared('is kept as the comparison of objects predicts', () => {
    for (const objects of [ours, theirs]) {
      expect(mispredicted(unplaced(objects), storedIn(newNamespace(), objects))).toEqual([]);
    }
  });
});
