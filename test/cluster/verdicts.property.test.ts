import fc from 'fast-check';
import { ask } from '../../tools/verdicts/ask';
import { readGolden } from '../../tools/verdicts/golden';
import { placesOf } from '../../tools/verdicts/subject';
import { allSubjects } from '../../tools/verdicts/subjects';
import { onServer, server } from './helpers/server';

/** How many values of each subject the server is asked about again. */
const asked = 20;

onServer('the committed verdicts about values', () => {
  it.each(allSubjects.map((subject) => [subject.name, subject] as const))(
    'are those of the server: %s',
    async (name, subject) => {
      const golden = readGolden(name);
      const sample =
        fc.sample(
          fc.shuffledSubarray(golden, {
            minLength: Math.min(asked, golden.length),
            maxLength: Math.min(asked, golden.length),
          }),
          1,
        )[0] ?? [];
      for (const [index, { object }] of placesOf(subject).entries()) {
        const verdicts = await ask(
          server(),
          sample.map(({ value }) => object(value as never)),
        );
        const judged = sample.map(({ value }, at) => ({ value, accepted: verdicts[at]?.accepted === true }));
        // Further places may accept more than the first one, which is the strictest.
        const told = index === 0 ? judged : judged.filter(({ accepted }) => !accepted);
        expect(sample).toEqual(expect.arrayContaining(told));
      }
    },
  );
});
