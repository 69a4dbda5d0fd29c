import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { fileNameOf } from '../../../src/cli/live-diff/file-name';
import { hunksOf, yamlOf } from '../../../src/cli/live-diff/hunks';
import { sideBySide } from '../../../src/cli/live-diff/side-by-side';
import { liveText } from '../../../src/cli/live-diff/text';
import { unifiedDiff } from '../../../src/cli/live-diff/unified';
import { folderWith } from '../../helpers/files';
import { tree } from '../../helpers/workspace';
import { configMap, content, plain } from './objects';

const lines = Array.from({ length: 20 }, (_, index) => `k${String(index).padStart(2, '0')}=v`);
const changed = lines.map((line) => (line === 'k01=v' || line === 'k18=v' ? `${line}2` : line)).concat('new=x');
const object = configMap({ before: content(...lines), after: content(...changed) });
const many = (value: string) => Array.from({ length: 3000 }, (_, index) => `k${index}=${value}`);

describe('a unified diff', () => {
  it.each([
    ['changes in two places', object],
    ['something new', configMap({ change: 'added', after: content(...lines) })],
    [
      'more lines than are matched with each other',
      configMap({ before: content(...many('a')), after: content(...many('b')) }),
    ],
  ])('is a patch from the live object to the planned one: %s', (_, one) => {
    const name = fileNameOf(one);
    const folder = folderWith(one.before ? { [name]: yamlOf(one.before) } : {});
    const gone = configMap({ change: 'pruned', name: 'old', before: content('a=b') });
    writeFileSync(join(folder, '.diff'), `${liveText([one, gone], unifiedDiff, plain)}\n`);
    const { status } = spawnSync('git', ['apply', '.diff'], {
      cwd: folder,
      env: { GIT_CEILING_DIRECTORIES: join(folder, '..') },
    });
    expect(status).toBe(0);
    expect(tree(folder)).toMatchObject({ [name]: yamlOf(one.after) });
  });

  it('has three lines around each change', () => {
    const shown = unifiedDiff(object, plain).slice(2);
    expect(shown.filter((line) => line.startsWith('@@'))).toHaveLength(2);
    expect(shown.filter((line) => line.startsWith(' '))).toHaveLength(3 + 3 + 3 + 1);
  });

  it('is empty if no field changes', () => {
    expect(unifiedDiff(configMap({ before: content('a=b'), after: content('a=b') }), plain)).toEqual([]);
  });

  it('contains no terminal codes of the objects', () => {
    const tricky = { ...content(), data: { key: 'one\u001b[2J', other: 'a\u0007\r\nb\u009b31m' } };
    const shown = unifiedDiff(configMap({ change: 'added', after: tricky }), plain).join('\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe('side by side', () => {
  const wide = configMap({
    before: content('key=short', 'same=x'),
    after: content(`key=${'ü'.repeat(200)}`, 'more=y', 'same=x'),
  });

  it.each([1, 40, 41, 80, 200])('shows every line whole on a screen of %d columns', (width) => {
    const shown = sideBySide(wide, { ...plain, width }).join('\n');
    const lines = hunksOf(wide).flatMap((hunk) => hunk.lines.map((line) => line.slice(1)));
    expect(lines.filter((line) => !shown.includes(line))).toEqual([]);
  });

  it('shows the two texts below each other if they are wider than half of the screen', () => {
    const rows = sideBySide(wide, { ...plain, width: 60 });
    expect(rows).toEqual(expect.arrayContaining(['<   key: short', `>   key: "${'ü'.repeat(200)}"`]));
  });

  it('has both texts, and marks different lines', () => {
    const small = configMap({ before: content('key=short', 'same=x'), after: content('key=long', 'more=y', 'same=x') });
    const [, ...rows] = sideBySide(small, { ...plain, width: 60 });
    const half = 28;
    const marked = rows.map((row) => row.charAt(half + 1)).filter((mark) => mark.trim() !== '');
    expect(marked).toEqual(['|', '>']);
    const left = rows.map((row) => row.slice(0, half).trimEnd()).filter((text) => text !== '');
    expect(yamlOf(small.before).trimEnd().split('\n')).toEqual(expect.arrayContaining(left));
    expect(left).toContain('  key: short');
  });

  it('has a default width without a screen', () => {
    const shown = sideBySide(wide, plain);
    expect(shown).toEqual(sideBySide(wide, { ...plain, width: 130 }));
  });

  it('has the same text with colours', () => {
    const painted = sideBySide(wide, { width: 60, paint: createColors(true) }).join('\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
    expect(painted.replace(/\u001b\[\d+m/g, '')).toEqual(sideBySide(wide, { ...plain, width: 60 }).join('\n'));
    expect(painted).not.toEqual(sideBySide(wide, { ...plain, width: 60 }).join('\n'));
  });
});
