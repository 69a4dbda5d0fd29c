import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, parse } from 'node:path';
import { schema } from '../../src/actions/schema/schema';
import { checkSynth } from '../../src/actions/synth/synth';
import { codes } from '../../src/diagnostics/codes';
import type { ApplicationClass } from '../../src/workspace/workspace';
import { generated, generatedFiles } from '../../tools/generate/generated';
import { folderWith } from '../helpers/files';
import { filesBelow, root, sources, textOf } from './repository';

/** Files that are not what makes them says they are, and the command that mends that. */
function stale(files: readonly string[], command: string): string[] {
  return files.map((file) => `${file} is stale; \`${command}\` writes it`);
}

describe('what .projenrc.ts writes', () => {
  // What projen reads of the repository: the lists that it merges into, and what keeps it from writing a sample.
  const read = ['.projenrc.ts', 'README.md', 'package.json', 'projenrc/tsconfig.json', 'tsconfig.json'];
  let copy: string;
  let files: string[];

  beforeAll(() => {
    copy = folderWith({});
    for (const path of read) cpSync(join(root, path), join(copy, path));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const { steps } = JSON.parse(readFileSync(join(root, '.projen/tasks.json'), 'utf8')).tasks.default;
    const [command, ...args]: string[] = steps[0].execArgs;
    execFileSync(join(root, 'node_modules/.bin', command as string), args, {
      cwd: copy,
      // Nothing is installed: only what is written counts.
      env: { ...process.env, PROJEN_DISABLE_POST: '1' },
      stdio: 'pipe',
    });
    files = filesBelow(copy);
  });

  test('is what the repository holds, byte for byte', () => {
    const changed = files.filter((file) => textOf(file) !== textOf(file, copy));
    expect(stale(changed, 'npx projen')).toEqual([]);
  });

  test('is everything that the repository holds as written by projen', () => {
    const listed: string[] = JSON.parse(textOf('.projen/files.json') ?? '').files;
    expect(files).toEqual(expect.arrayContaining([...listed, 'biome.jsonc', 'package.json']));
  });
});

describe('what is made from the source', () => {
  test('is up to date', async () => {
    const texts = Object.entries(await generated());
    const changed = texts.filter(([file, text]) => textOf(file) !== text).map(([file]) => file);
    expect(stale(changed, 'npm run generate')).toEqual([]);
  });

  test('is left alone by the formatter', () => {
    const code = generatedFiles.filter((file) => file.endsWith('.ts'));
    const { files } = JSON.parse((textOf('biome.jsonc') ?? '').replace(/^\/\/.*\n/, ''));
    expect(files.includes).toEqual(expect.arrayContaining(code.map((file) => `!${file}`)));
  });
});

describe('the workspace at the top', () => {
  // Handed in, so that they are built on the source, and not on what was last compiled.
  const applications: Record<string, ApplicationClass> = Object.fromEntries(
    readdirSync(join(root, 'apps')).map((file) => [parse(file).name, require(join(root, 'apps', file)).default]),
  );

  test('has an up-to-date dist/', async () => {
    const { written, removed, conflicts } = await checkSynth({ root, applications });
    const changed = [...written, ...removed].map((file) => `dist/${file}`);
    expect([...stale(changed, 'npm run synth'), ...conflicts]).toEqual([]);
  });

  test('has up-to-date schemas', async () => {
    const { written } = await schema({ root, applications, check: true });
    expect(stale(written, 'npm run generate')).toEqual([]);
  });
});

describe('the registry of codes', () => {
  test('has no code that nothing reports', () => {
    const text = sources()
      .filter((file) => !file.startsWith('diagnostics/codes/'))
      .map((file) => textOf(`src/${file}`))
      .join('\n');
    expect(Object.keys(codes).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
  });
});
