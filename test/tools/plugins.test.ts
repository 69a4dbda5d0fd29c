import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plugins } from '../../tools/pulumi/binaries';
import { unpackPlugins } from '../../tools/pulumi/plugins';
import { folderWith } from '../helpers/files';

const platform = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
const name = `plugins-${platform}.tar.xz`;
const sumOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** A folder with an archive of these programs, and what SHA256SUMS says of it. */
function archiveOf(programs: readonly string[], sums?: (sum: string) => string, mode = 0o755): string {
  const source = folderWith(Object.fromEntries(programs.map((program) => [program, `I am ${program}`])));
  for (const program of programs) chmodSync(join(source, program), mode);
  const folder = folderWith({});
  execFileSync('tar', ['-cJf', join(folder, name), '-C', source, ...programs]);
  const said = (sums ?? ((sum) => `${'0'.repeat(64)}  other.tar.xz\n${sum}  ${name}\n`))(sumOf(join(folder, name)));
  writeFileSync(join(folder, 'SHA256SUMS'), said);
  return folder;
}

/** Unpacks into a place of which nothing is there yet; tells what is there afterwards, and the error. */
function unpack(archives: string): {
  readonly found: readonly string[];
  readonly error?: string;
  readonly place: string;
} {
  const cache = join(folderWith({}), 'cache');
  const place = join(cache, 'plugins');
  try {
    unpackPlugins(archives, place);
  } catch (error) {
    mkdirSync(cache, { recursive: true });
    return { found: readdirSync(cache), error: (error as Error).message, place };
  }
  mkdirSync(place, { recursive: true });
  return { found: readdirSync(place).sort(), place };
}

it('unpacks the plugins, and leaves nothing else', () => {
  const { found, place } = unpack(archiveOf([...plugins, 'README']));
  expect(found).toEqual([...plugins].sort());
  expect(readdirSync(join(place, '..'))).toEqual(['plugins']);
  expect(readFileSync(join(place, plugins[0] ?? ''), 'utf8')).toBe(`I am ${plugins[0]}`);
});

it('unpacks nothing where there is no archive', () => {
  expect(unpack(folderWith({})).found).toEqual([]);
  expect(unpack('/nowhere').found).toEqual([]);
});

it.each<[title: string, archives: () => string, error: RegExp]>([
  ['another sum is said', () => archiveOf(plugins, () => `${'0'.repeat(64)}  ${name}\n`), /SHA256SUMS says 0000/],
  ['no sum is said of it', () => archiveOf(plugins, (sum) => `${sum}  other.tar.xz\n`), /SHA256SUMS says nothing/],
  ['a plugin is missing', () => archiveOf(plugins.slice(1)), /tar/],
  ['a plugin cannot be run', () => archiveOf(plugins, undefined, 0o644), /cannot be run/],
])('refuses all of an archive where %s', (_, archives, expected) => {
  const { found, error } = unpack(archives());
  expect(error).toMatch(expected);
  expect(found).toEqual([]);
});

it('refuses an archive that lost its end', () => {
  const archives = archiveOf(plugins);
  const whole = readFileSync(join(archives, name));
  writeFileSync(join(archives, name), whole.subarray(0, -20));
  expect(unpack(archives).error).toMatch(/SHA-256/);
  writeFileSync(join(archives, 'SHA256SUMS'), `${sumOf(join(archives, name))}  ${name}\n`);
  expect(unpack(archives)).toMatchObject({ found: [], error: expect.anything() });
});

it('refuses an archive without sums', () => {
  const archives = folderWith({ [name]: 'anything' });
  expect(unpack(archives)).toMatchObject({ found: [], error: expect.stringContaining('SHA256SUMS') });
});
