import { createColors } from 'picocolors';
import type { AdoptOptions } from '../../src/actions/adopt/adopt-options';
import { run } from '../../src/cli/run';

let found: readonly string[] = [];
const adopted: unknown[] = [];
jest.doMock('../../src/actions/adopt/selected', () => ({ severalApplications: async () => found }));
jest.doMock('../../src/actions/adopt/adopt', () => ({
  adopt: async ({ application, select }: AdoptOptions) => {
    adopted.push([application, select]);
    const differences = application === 'mail' ? ['prod: Service/mail: expected no such object, found 1 of v1'] : [];
    return {
      files: {},
      written: [],
      compared: { prod: 1 },
      differences,
      references: [],
      credentials: [],
      commands: [],
      findings: [],
    };
  },
}));

const two = ['shop', 'mail'];

/** Runs `towpath adopt`, and returns what was adopted, with the questions and the exit codes. */
async function adopt(
  applications: readonly string[],
  isAccepted: boolean,
  flags: readonly string[] = [],
  isInteractive = true,
) {
  adopted.splice(0);
  found = applications;
  const [questions, codes, lines] = [[] as string[], [] as number[], [] as string[]];
  await run(['adopt', 'all', 'prod=all.yaml', ...flags], {
    out: (text) => void lines.push(text),
    err: (text) => void lines.push(text),
    redraw: () => {},
    exit: (code) => void codes.push(code),
    width: 80,
    paint: createColors(false),
    isInteractive,
    ask: async (question) => {
      questions.push(question);
      return isAccepted;
    },
  });
  return { adopted: [...adopted], questions: questions.length, codes, lines };
}

test('a terminal asks whether several applications are adopted apart', async () => {
  const apart = [
    ['shop', 'shop'],
    ['mail', 'mail'],
  ];
  expect(await adopt(two, true)).toMatchObject({ adopted: apart, questions: 1, codes: [1] });
  expect(await adopt(two, false)).toMatchObject({ adopted: [['all', undefined]], questions: 1, codes: [] });
});

test.each([
  ['one application', [], [], true],
  ['no terminal', two, [], false],
  ['a dry run', two, ['--dry-run'], true],
  ['JSON', two, ['-o', 'json'], true],
])('nothing is asked with %s', async (_, applications, flags, isInteractive) => {
  const asked = await adopt(applications, true, flags, isInteractive);
  expect(asked).toMatchObject({ adopted: [['all', undefined]], questions: 0 });
});

test('nothing is asked if the application is selected', async () => {
  expect(await adopt(two, true, ['--select', 'mail'])).toMatchObject({ adopted: [['all', 'mail']], questions: 0 });
});
