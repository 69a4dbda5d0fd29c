import { selectionOf } from '../../src/actions/deploy/selection';
import { TowpathError } from '../../src/diagnostics';

const known = [
  { application: 'pssp', flows: ['api', 'db'] },
  { application: 'shop', flows: ['api', 'web', 'pssp'] },
];

function issuesFor(names: readonly string[], place?: string): unknown {
  try {
    return selectionOf(known, names, place);
  } catch (error) {
    return TowpathError.is(error) ? error.issues.map(({ code, message }) => [code, message]) : error;
  }
}

it.each<[text: string, names: string[], selected: Record<string, string[] | undefined>]>([
  ['every application, if there are no names', [], { pssp: undefined, shop: undefined }],
  ['an application by its name, even if a flow has the same name', ['pssp'], { pssp: undefined }],
  ['flows by their names', ['web', 'pssp/db', 'pssp/api'], { shop: ['web'], pssp: ['db', 'api'] }],
  ['the whole application, if one of its flows is named too', ['pssp', 'pssp/db'], { pssp: undefined }],
])('selects %s', (_, names, selected) => {
  expect(Object.fromEntries(selectionOf(known, names))).toEqual(selected);
});

it('reports every name that matches nothing or several flows', () => {
  expect(issuesFor(['prod', 'api', 'pssp/web', 'db'])).toEqual([
    ['unknown-flow', 'there is no application or flow `prod` in this workspace'],
    ['unknown-flow', '`api` is a flow of several applications: pssp/api, shop/api'],
    ['unknown-flow', 'there is no application or flow `pssp/web` in this workspace'],
  ]);
});

it('reports where a name was looked up', () => {
  expect(issuesFor(['old'], 'in the releases of `prod`')).toEqual([
    ['unknown-flow', 'there is no application or flow `old` in the releases of `prod`'],
  ]);
});
