import { validateObject } from '../../src/targets/kubernetes/validation';
import { readGolden } from '../../tools/verdicts/golden';
import { placesOf } from '../../tools/verdicts/subject';
import { allSubjects } from '../../tools/verdicts/subjects';
import { leftToTheServer } from './left-to-the-server';
import { type Purpose, refusedObjects, refusedOnPurpose } from './refused-on-purpose';

/** The check of objects finds what an override, a patch or a foreign construct says, which no rule of a flow sees. */
const judgedObjects = allSubjects.flatMap((subject) =>
  placesOf(subject).map(({ object, isLooser }, index) => {
    const judged = readGolden(subject.name).map(({ accepted, value }) => {
      const errors = validateObject(object(value as never)).filter(({ severity }) => severity === 'error');
      return { accepted, value, errors: errors.map(({ path, message }) => `${path.join('.')}: ${message}`) };
    });
    return [subject.name, index + 1, judged, isLooser] as const;
  }),
);

describe.each(judgedObjects)('of objects with the values of %s, place %i', (name, _, judged, isLooser) => {
  if (!isLooser) {
    it('the check accepts none that the API server refuses', () => {
      const left = leftToTheServer.filter((purpose) => purpose.subjects.includes(name));
      const missed = judged.filter(({ accepted, errors }) => !accepted && errors.length === 0);
      expect(missed.filter(({ value }) => !left.some(({ covers = () => true }) => covers(value)))).toEqual([]);
    });
  }

  it('each problem is told once', () => {
    expect(judged.filter(({ errors }) => new Set(errors).size < errors.length)).toEqual([]);
  });

  it('the check refuses only those that the API server refuses, and those that a flow may not have either', () => {
    const purposes = [...refusedOnPurpose, ...refusedObjects].filter((purpose) => purpose.subjects.includes(name));
    const more = judged.filter(({ accepted, errors }) => accepted && errors.length > 0);
    expect(more.filter(({ value }) => !purposes.some(({ covers = () => true }) => covers(value)))).toEqual([]);
  });
});

it.each([
  ['leaving values to the API server', leftToTheServer, false],
  ['refusing more than the API server', refusedObjects, true],
] as const)('every reason for %s is still needed', (_, purposes, isAccepted) => {
  const isNeeded = ({ subjects: names, covers = () => true }: Purpose, one: string) =>
    judgedObjects.some(
      ([name, , judged]) =>
        name === one &&
        names.includes(name) &&
        judged.some(
          ({ accepted, value, errors }) => accepted === isAccepted && errors.length > 0 === isAccepted && covers(value),
        ),
    );
  const needless = purposes.flatMap((purpose) => purpose.subjects.filter((name) => !isNeeded(purpose, name)));
  expect(needless).toEqual([]);
});
