import { readdirSync } from 'node:fs';
import { goldenFolder, readGolden } from '../../tools/verdicts/golden';
import { subjects } from '../../tools/verdicts/subjects';
import { ourErrors } from './our-verdict';
import { refusedOnPurpose } from './refused-on-purpose';

describe.each(subjects.map((subject) => [subject.name, subject] as const))('of the values of %s', (name, subject) => {
  const judged = readGolden(name).map((one) => ({ ...one, errors: ourErrors(subject, one.value) }));

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
    subjects.some(
      (subject) =>
        names.includes(subject.name) &&
        readGolden(subject.name).some(
          ({ accepted, value }) => accepted && covers(value) && ourErrors(subject, value).length > 0,
        ),
    ),
  );
  expect(refusedOnPurpose.filter((purpose) => !needed.includes(purpose))).toEqual([]);
});

it('every golden file belongs to a subject', () => {
  expect(readdirSync(goldenFolder).sort()).toEqual(subjects.map(({ name }) => `${name}.txt`).sort());
});
