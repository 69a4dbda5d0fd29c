import { createColors } from 'picocolors';
import { run } from '../../src/cli/run';
import type { Terminal } from '../../src/cli/terminal';
import { issueError } from '../../src/diagnostics';

const calls: unknown[] = [];
let deployed: () => unknown = () => ({ outcomes: [{ application: 'shop', state: 'deployed' }], warnings: [] });
const change = { file: 'environments/tst.yaml', path: 'apps.shop.tag', before: 'v1', after: 'v2' };
jest.doMock('../../src/actions/pin/pin-tag', () => ({
  pinTag: async (request: object) => {
    calls.push(['pinTag', request]);
    return { changes: [change], warnings: [] };
  },
}));
jest.doMock('../../src/actions/deploy/deploy', () => ({
  deploy: async () => {
    calls.push(['deploy']);
    return deployed();
  },
}));

async function towpath(...args: readonly string[]) {
  calls.splice(0);
  const results: string[] = [];
  const messages: string[] = [];
  const codes: number[] = [];
  const terminal: Terminal = {
    out: (text) => void results.push(text),
    redraw: () => {},
    err: (text) => void messages.push(text),
    exit: (code) => void codes.push(code),
    width: 80,
    paint: createColors(false),
    isInteractive: false,
    ask: async () => true,
  };
  await run(args, terminal);
  return { results: results.join('\n'), messages: messages.join('\n'), codes };
}

test('a deploy with a tag pins it first, and shows the edits beside its result', async () => {
  const { results, messages, codes } = await towpath('deploy', '-e', 'tst', 'shop', '--tag', 'v2');
  expect(calls).toEqual([['pinTag', { environment: 'tst', flows: ['shop'], tag: 'v2' }], ['deploy']]);
  expect(messages).toContain('environments/tst.yaml apps.shop.tag: v1 → v2');
  expect(messages).not.toContain('stay at');
  expect(results).not.toContain('environments/tst.yaml');
  expect(codes).toEqual([]);
});

test('a deploy that is refused after the pin says what stays written, and what the same command does', async () => {
  deployed = () => {
    throw issueError('version-held', 'v2 is held');
  };
  const { messages, codes } = await towpath('deploy', '-e', 'tst', '--tag', 'v2');
  expect(messages).toContain('v2 is held');
  expect(messages).toContain('the pins in environments/tst.yaml were edited and stay at v2');
  expect(messages).toContain('the same command edits nothing more, and deploys again');
  expect(codes).toEqual([2]);
});

test.each([['--dry-run=server'], ['--plan', 'plan.json']])('a tag and %s are refused', async (...more) => {
  const { codes } = await towpath('deploy', '-e', 'tst', '--tag', 'v2', ...more);
  expect(codes).toEqual([2]);
  expect(calls).toEqual([]);
});

test('a plan and a dry run that asks no cluster are refused', async () => {
  const { messages, codes } = await towpath('deploy', '-e', 'tst', '--plan', 'plan.json', '--dry-run=client');
  expect(messages).toContain('use `--dry-run=server`');
  expect(codes).toEqual([2]);
});
