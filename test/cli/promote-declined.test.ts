import { createColors } from 'picocolors';
import { run } from '../../src/cli/run';
import type { Terminal } from '../../src/cli/terminal';

const promotion = { from: 'dev', to: 'tst', moves: [], unchanged: [], lifted: [], skipped: [], changes: [] };
jest.doMock('../../src/actions/promote/promote', () => ({
  promote: async ({ confirm }: { confirm: (promotion: object, warnings: []) => Promise<boolean> }) => ({
    promotion,
    isDone: await confirm(promotion, []),
    warnings: [],
  }),
}));
jest.doMock('../../src/cli/promotion-text', () => ({ promotionText: () => 'the promotion', endingsText: () => '' }));

/** What the command prints for scripts, if a person gives this answer. */
async function printed(answer: boolean): Promise<{ results: string; codes: number[] }> {
  const results: string[] = [];
  const codes: number[] = [];
  const terminal: Terminal = {
    out: (text) => void results.push(text),
    redraw: () => {},
    err: () => {},
    exit: (code) => void codes.push(code),
    width: 80,
    paint: createColors(false),
    isInteractive: true,
    ask: async () => answer,
  };
  await run(['promote', 'tst', '-o', 'json'], terminal);
  return { results: results.join('\n'), codes };
}

test.each([true, false])('promote prints its result as JSON, whatever a person answers: %s', async (answer) => {
  const { results, codes } = await printed(answer);
  expect(JSON.parse(results)).toMatchObject({ isDone: answer, promotion: { to: 'tst' } });
  expect(codes).toEqual(answer ? [] : [1]);
});
