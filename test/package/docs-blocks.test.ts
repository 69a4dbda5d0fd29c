import { execFileSync } from 'node:child_process';
import { CommanderError } from 'commander';
import { createColors } from 'picocolors';
import { parseAllDocuments } from 'yaml';
import { applicationText } from '../../src/actions/init/workspace-files';
import { program } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';
import { readEnvironmentSource } from '../../src/environments/source';
import { readWorkspaceFile } from '../../src/workspace/workspace-file';
import { towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { workspaceWith } from '../helpers/workspace';
import { compilerErrors } from './compiler-errors';
import { blocks, blocksOf, callsIn, mentionedCalls } from './documents';
import { isRunnable, moduleOf } from './snippets';

/** Every kind of block has a check below. The usage in docs/commands.md has no language, and is generated from the parser. */
test('every block is of a kind that is checked', () => {
  const kinds = ['ts', 'ts test', 'ts constructor', 'ts members', 'ts no-run', 'sh', 'yaml', 'console'];
  const others = blocks.filter(({ info, place }) => !kinds.includes(info) && !place.startsWith('docs/commands.md'));
  expect(others.map(({ place, info }) => `${place} ${info}`)).toEqual([]);
});

describe('TypeScript', () => {
  const snippets = blocksOf('ts').filter(({ place }) => !place.startsWith('docs/library.md'));

  test('compiles', () => {
    const modules = snippets.map((block, index): [string, string] => moduleOf(block, `snippet-${index}`));
    // Examples of tests import the application that `towpath init shop` writes.
    expect(compilerErrors(new Map([...modules, ['apps/shop.ts', applicationText('shop')]]))).toEqual([]);
  });

  const runnable = snippets.filter(isRunnable);

  test('has applications', () => {
    expect(runnable.length).toBeGreaterThan(5);
  });

  test.each(runnable.map((block) => [block.place, block]))('at %s is valid in an environment', async (_, block) => {
    const root = workspaceWith({
      'apps/snippet.ts': moduleOf(block, '')[1],
      'apps/nginx/default.conf': 'server {}',
      'environments/dev.yaml': 'namespace: dev\n',
      'towpath.yaml': 'allowSecrets: []\n',
    });
    const { stderr } = await towpath(root, ['validate']);
    expect(stderr.split('\n').filter((line) => line.startsWith('error'))).toEqual([]);
  });
});

describe('YAML', () => {
  test.each(blocksOf('yaml').map(({ place, code }) => [place, code]))(
    'at %s is what its first line says',
    (_, code) => {
      const documents = parseAllDocuments(code);
      expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
      const [, file = 'environments/prod.yaml'] = /^# ([\w./-]+\.yaml|\.github\S+)$/m.exec(code) ?? [];
      if (file === 'towpath.yaml') expect(readWorkspaceFile(folderWith({ [file]: code })).issues).toEqual([]);
      else if (file.startsWith('environments/')) expect(readEnvironmentSource(code, file).issues).toEqual([]);
      else {
        const steps = [...code.matchAll(/run: (.*)$/gm)].flatMap(([, run = '']) => callsIn(run));
        expect(steps.length).toBeGreaterThan(0);
      }
    },
  );
});

describe('commands', () => {
  const workflows = blocksOf('yaml').flatMap(({ place, code }) =>
    [...code.matchAll(/run: (.*)$/gm)].map(([, run = '']) => ({ place, code: run })),
  );
  const shells = [...blocksOf('sh'), ...blocksOf('console'), ...workflows];
  const calls = shells.flatMap(({ place, code }) => callsIn(code).map((words): [string, string[]] => [place, words]));

  test.each(blocksOf('sh').map(({ place, code }) => [place, code]))('at %s are shell', (_, code) => {
    execFileSync('bash', ['-n'], { input: code });
  });

  test.each(calls)('of towpath at %s can be parsed: %j', async (_, words) => {
    expect(await parsed(words)).toBe('');
  });

  // In a sentence, `towpath deploy` may lack its options and arguments, but has no unknown ones.
  test.each(mentionedCalls())('in the text of %s can be parsed: towpath %s', async (_, call) => {
    const words =
      call
        .replace(/\[[^\]]*\]|…/g, ' ')
        .split(/ \|\|? /)[0]
        ?.trim()
        .split(/\s+/) ?? [];
    expect([
      '',
      'commander.missingMandatoryOptionValue',
      'commander.missingArgument',
      'commander.optionMissingArgument',
    ]).toContain(await parsed(words));
  });
});

/** Parses a call as the command line does, without running it: the code of the error, or nothing. */
async function parsed(words: readonly string[]): Promise<string> {
  const silent = { out() {}, err() {}, width: 80, paint: createColors(false) } as unknown as Terminal;
  const root = program(silent);
  for (const command of root.commands) command.action(() => {});
  try {
    await root.parseAsync(words, { from: 'user' });
    return '';
  } catch (error) {
    if (error instanceof CommanderError)
      return ['commander.helpDisplayed', 'commander.help'].includes(error.code) ? '' : error.code;
    throw error;
  }
}
