import fc from 'fast-check';
import { ask } from '../../tools/verdicts/ask';
import { readGolden } from '../../tools/verdicts/golden';
import { subjects } from '../../tools/verdicts/subjects';
import { onServer, server } from './helpers/server';

/** How many values of each subject the server is asked about again. */
const asked = 20;

onServer('the committed verdicts about values', () => {
  it.each(subjects.map((subject) => [subject.name, subject] as const))(
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
      const verdicts = await ask(
        server(),
        sample.map(({ value }) => subject.object(value as never)),
      );
      expect(verdicts.map(({ accepted }, index) => ({ value: sample[index]?.value, accepted }))).toEqual(sample);
    },
  );
});
