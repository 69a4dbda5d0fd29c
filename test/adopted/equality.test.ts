import { join } from 'node:path';
import { synthesize } from 'towpath/testing';
import { compare, leaves } from '../helpers/equivalence';
import { cases, originalAt } from './cases';
import { escapes } from './escapes';
import DjangoApplication from './painless-django/apps/application';

describe.each(cases)('$workspace in $environment', ({ workspace, environment, applications, share }) => {
  const root = join(__dirname, workspace);
  const each = Object.entries(applications).flatMap(([id, [construct, ...names]]) => {
    const original = originalAt(names);
    return original ? [{ id, construct, original }] : [];
  });

  it('equals its original, object by object', () => {
    for (const { id, construct, original } of each) {
      const { objects } = synthesize(construct, environment, { id, root });
      expect(compare(Object.values(objects), original)).toEqual([]);
    }
  });

  it(`is said through the model, for ${100 * share} % at least`, () => {
    const all = each.flatMap(({ original }) => original.flatMap((object) => leaves(object)));
    const escaped = each.flatMap(({ id, construct }) => escapes(construct, id, environment, root));
    expect(escaped.length).toBeLessThanOrEqual((1 - share) * all.length);
  });
});

it('finds what is said past the model', () => {
  const root = join(__dirname, 'painless-django');
  const escaped = escapes(DjangoApplication, 'application', 'production', root);
  // A patch, an override and a construct beside the flows.
  expect(escaped.join()).toContain('"matchLabels","name"');
  expect(escaped.join()).toContain('"labels","component"');
  expect(escaped.join()).toContain('"demo4501@appuio.ch"');
});
