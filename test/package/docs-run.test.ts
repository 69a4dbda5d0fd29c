import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { merge } from '../../src/data/merge';
import { compile } from '../helpers/compiled';
import { root as repository } from '../project/repository';
import { type Block, blocks } from './documents';
import type { Ground } from './ground';
import { elsewhere, stories } from './stories';

// A story is a dozen processes.
jest.setTimeout(600_000);
beforeAll(compile, 120_000);

const used = blocks.filter(isUsed);
const keyOf = ({ place, code }: Block) => `${place.replace(/:\d+$/, '')} ${code.trimStart()}`;
const told = stories.flatMap(({ document, begun = [], steps }) =>
  [...begun, ...steps.map(({ block }) => block)].map((block) => `${document} ${block}`),
);

/** Commands, what they print, files, and tests; not code that is only a part of an application, which compiles and is validated. */
function isUsed({ info, code }: Block): boolean {
  return (
    ['sh', 'console', 'yaml', 'ts test', 'ts no-run'].includes(info) || (info === 'ts' && fileOf(code) !== undefined)
  );
}

/** The file that the first line of a block names. */
function fileOf(code: string): string | undefined {
  return /^(?:#|\/\/) (\S+\.(?:ya?ml|ts))$/m.exec(code.split('\n')[0] ?? '')?.[1];
}

/** The one block that begins so. */
function blockOf(key: string): Block {
  const found = used.filter((block) => keyOf(block).startsWith(key));
  if (found.length !== 1) throw new Error(`${found.length} blocks begin with ${key}`);
  return found[0] as Block;
}

test('every block of commands, output and files is used once, or a reason says why not', () => {
  const known = [...told, ...Object.keys(elsewhere)].map((key) => blockOf(key).place);
  expect([...known].sort()).toEqual(used.map(({ place }) => place).sort());
});

test.each(Object.entries(elsewhere))('%s is run in another way by a test that exists', (_, { test }) => {
  expect(existsSync(join(repository, test))).toBe(true);
});

/** What a reader types of a block: after the prompts of a terminal, or in the steps of a pipeline. Files are saved. */
function commandsIn({ info, code }: Block): string {
  if (info.startsWith('ts')) return '';
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

/** What a reader does with a block that names its file: the file gets the code, or YAML in addition to what it has. */
function save({ code }: Block, ground: Ground): void {
  const file = fileOf(code);
  if (file === undefined) return;
  const before = existsSync(join(ground.root, file)) ? ground.read(file) : '';
  ground.write({ [file]: before === '' ? code : stringify(merge(parse(before), parse(code))) });
}

test.each(stories.map((story) => [story.document, story.about, story] as const))(
  'the commands of %s work: %s',
  async (document, _, { begin, steps }) => {
    let ground = await begin();
    let earlier = '';
    for (const { block: start, before, after, fails = {}, isChoice = false, checked = '' } of steps) {
      const block = blockOf(`${document} ${start}`);
      const commands = [commandsIn(block), checked].filter(Boolean).join('\n');
      for (const text of isChoice ? commands.trim().split('\n') : [commands]) {
        if (isChoice) ground = await begin();
        await before?.(ground);
        save(block, ground);
        const ran = await ground.type(text);
        if (JSON.stringify(ran.failed) !== JSON.stringify(fails))
          throw new Error(`${block.place}\n${JSON.stringify(ran.failed)}\n${ran.output}`);
        // A block without commands shows what those of the block before have printed.
        if (commands !== '') earlier = ran.output;
        for (const line of shownLines(block)) expect(earlier).toContain(line);
        await after?.(ground, ran);
      }
    }
  },
);
