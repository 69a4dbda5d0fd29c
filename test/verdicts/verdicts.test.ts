import { readdirSync } from 'node:fs';
import { goldenFolder, readGolden } from '../../tools/verdicts/golden';
import { placesOf } from '../../tools/verdicts/subject';
import { allSubjects, subjects } from '../../tools/verdicts/subjects';
import { ourErrors } from './our-verdict';
import { refusedOnPurpose } from './refused-on-purpose';

/** The verdicts about all places of all subjects, each under the name of its subject and with a number of its own. */
const judgedPlaces = subjects.flatMap((subject) => {
  const verdicts = readGolden(subject.name);
  return placesOf(subject).map((place, index) => {
    const judged = verdicts.map((one) => ({ ...one, errors: ourErrors(place, one.value) }));
    return [subject.name, index + 1, judged] as const;
  });
});

describe.each(judgedPlaces)('of the values of %s, place %i', (name, _, judged) => {
  it('towpath accepts none that the API server refuses', () => {
    expect(judged.filter(({ accepted, errors }) => !accepted && errors.length === 0)).toEqual([]);
  });

  it('towpath refuses only those that the API server refuses, and those that it refuses for a reason of its own', () => {
    const purposes = refusedOnPurpose.filter((purpose) => purpose.subjects.includes(name));
    const more = judged.filter(({ accepted, errors }) => accepted && errors.length > 0);
    expect(more.filter(({ value }) => !purposes.some(({ covers = () => true }) => covers(value)))).toEqual([]);
  });
});

it('every reason for refusing more than the API server is still needed', () => {
  const needed = refusedOnPurpose.filter(({ subjects: names, covers = () => true }) =>
    judgedPlaces.some(
      ([name, , judged]) =>
        names.includes(name) &&
        judged.some(({ accepted, value, errors }) => accepted && covers(value) && errors.length > 0),
    ),
  );
  expect(refusedOnPurpose.filter((purpose) => !needed.includes(purpose))).toEqual([]);
});

it('every golden file belongs to a subject', () => {
  expect(readdirSync(goldenFolder).sort()).toEqual(allSubjects.map(({ name }) => `${name}.txt`).sort());
});
