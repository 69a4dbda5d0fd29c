import { environmentProperties } from '../../src/environments/properties';
import { propertiesOfAnyKind } from '../../src/model/kinds';
import { workspaceSchema } from '../../src/workspace/workspace-file';
import { readGolden } from '../../tools/verdicts/golden';
import { placesOf } from '../../tools/verdicts/subject';
import { subjects } from '../../tools/verdicts/subjects';
import { Places } from './places';
import { withoutVerdict } from './without-verdict';

const places = new Places({ flow: propertiesOfAnyKind, environment: environmentProperties });
places.addSchema(workspaceSchema, 'towpath.yaml');
const all = [...places.all];

const values = varied();
/** The places where the subjects have several values, so that the API server is asked about more than one. */
const judged = all.filter((place) => (values.get(place)?.size ?? 0) > 1);
const excused = withoutVerdict.flatMap((entry) => entry.places);

it('the API server is asked about each place for a text or a number, or a reason says why not', () => {
  expect(all.filter((place) => !judged.includes(place) && !excused.includes(place))).toEqual([]);
});

it('every reason is still needed', () => {
  expect(excused.filter((place) => !all.includes(place) || judged.includes(place))).toEqual([]);
});

function varied(): Map<string, Set<unknown>> {
  const found = new Map<string, Set<unknown>>();
  for (const subject of subjects) {
    for (const { flow, whole } of placesOf(subject)) {
      for (const { value } of readGolden(subject.name)) {
        const written = whole?.(value as never) ?? { flow: flow?.(value as never) };
        const here = [
          ...places.valuesIn(propertiesOfAnyKind, written.flow),
          ...places.valuesIn(environmentProperties, 'environment' in written ? written.environment : undefined),
        ];
        for (const [place, one] of here) found.set(place, (found.get(place) ?? new Set()).add(one));
      }
    }
  }
  return found;
}
