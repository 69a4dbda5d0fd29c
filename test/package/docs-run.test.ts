import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../helpers/compiled';
import { root as repository } from '../project/repository';
import { type Block, blocks } from './documents';
import { elsewhere, stories } from './stories';

// A story is a dozen processes.
jest.setTimeout(600_000);
beforeAll(compile, 120_000);

const typed = blocks.filter(isTyped);
const keyOf = ({ place, code }: Block) => `${place.replace(/:\d+$/, '')} ${code.trimStart()}`;
const told = stories.flatMap(({ document, steps }) => steps.map(({ block }) => `${document} ${block}`));

/** Commands for a shell, and the steps of a pipeline. */
function isTyped({ info, code }: Block): boolean {
  return info === 'sh' || (info === 'console' && code.startsWith('$ ')) || (info === 'yaml' && /run: /.test(code));
}

/** The one block that begins so. */
function blockOf(key: string): Block {
  const found = typed.filter((block) => keyOf(block).startsWith(key));
  if (found.length !== 1) throw new Error(`${found.length} blocks begin with ${key}`);
  return found[0] as Block;
}

test('every block of commands is run once, or a reason says why not', () => {
  const known = [...told, ...Object.keys(elsewhere)].map((key) => blockOf(key).place);
  expect([...known].sort()).toEqual(typed.map(({ place }) => place).sort());
});

test.each(Object.entries(elsewhere))('%s is run in another way by a test that exists', (_, { test }) => {
  expect(existsSync(join(repository, test))).toBe(true);
});

/** What a reader types of a block: after the prompts of a terminal, or in the steps of a pipeline. */
function commandsIn({ info, code }: Block): string {
  if (info === 'console') return [...code.matchAll(/^\$ (.*)$/gm)].map(([, line]) => line).join('\n');
  if (info === 'yaml') return [...code.matchAll(/run: (.*)$/gm)].map(([, line]) => line).join('\n');
  return code;
}

/** The lines of output that a block shows; `…` stands for others. */
function shownLines({ info, code }: Block): string[] {
  return info === 'console'
    ? code.split('\n').filter((line) => line !== '' && line !== '…' && !line.startsWith('$ '))
    : [];
}

test.each(stories.map((story) => [story.document, story.about, story] as const))(
  'the commands of %s work: %s',
  async (document, _, { begin, steps }) => {
    let ground = await begin();
    for (const { block: start, before, after, fails = {}, isChoice = false } of steps) {
      const block = blockOf(`${document} ${start}`);
      const commands = commandsIn(block);
      for (const text of isChoice ? commands.trim().split('\n') : [commands]) {
        if (isChoice) ground = await begin();
        await before?.(ground);
        const ran = await ground.type(text);
        if (JSON.stringify(ran.failed) !== JSON.stringify(fails))
          throw new Error(`${block.place}\n${JSON.stringify(ran.failed)}\n${ran.output}`);
        for (const line of shownLines(block)) expect(ran.output).toContain(line);
        await after?.(ground, ran);
      }
    }
  },
);
