import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isDead, newOwner } from '../../src/files/lock-owner';
import { withLock } from '../../src/output/lock';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';
import { deadOwner, ownerParts } from '../helpers/owner';
import { snapshot } from '../helpers/snapshot';

const ignore = () => {};

let outdir: string;
beforeEach(() => {
  outdir = join(folderWith({}), 'dist');
});

/** Leaves a lock in the state in which a killed holder leaves it. */
function leaveLock(owner: string, age = 0, content = ''): string {
  const folder = join(outdir, '.towpath/.lock');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, owner);
  writeFileSync(file, content);
  const then = new Date(Date.now() - age);
  utimesSync(file, then, then);
  return file;
}

async function countTo(number: number): Promise<number> {
  let count = 0;
  const step = async () => {
    const seen = count;
    await setImmediate();
    await setImmediate();
    count = seen + 1;
  };
  await Promise.all(Array.from({ length: number }, () => withLock(outdir, 'synthesis', step, ignore)));
  return count;
}

test('only one synthesis at a time holds the lock', async () => {
  expect(await countTo(20)).toBe(20);
});

test('only one synthesis at a time holds the lock, even if all of them find the lock of a killed process', async () => {
  leaveLock(deadOwner());
  expect(await countTo(20)).toBe(20);
});

test('an output folder without files is removed, and an output folder with files stays', async () => {
  await withLock(outdir, 'synthesis', async () => {}, ignore);
  expect(existsSync(outdir)).toBe(false);
  await withLock(outdir, 'synthesis', async () => writeFileSync(join(outdir, 'a'), ''), ignore);
  expect(readdirSync(outdir, { recursive: true })).toEqual(['a']);
});

test('an error in the work releases the lock', async () => {
  const fail = async () => {
    throw new Error('on purpose');
  };
  await expect(withLock(outdir, 'synthesis', fail, ignore)).rejects.toThrow('on purpose');
  expect(await withLock(outdir, 'synthesis', async () => 'done', ignore)).toBe('done');
});

test.each([
  ['synthesis', 'a synthesis'],
  ['promotion', 'a promotion'],
  ['pin', 'a pin'],
  ['hold', 'a hold'],
  ['', 'a command of towpath'],
  ['a\nb', 'a command of towpath'],
])('a process that waits too long names the holder whose lock contains %j', async (content, named) => {
  leaveLock(newOwner(), 0, content);
  let time = 0;
  // Each look at the clock is a minute later.
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => (time += 60_000));
  const told: string[] = [];
  const [issue] = await failure(() =>
    withLock(
      outdir,
      'pin',
      async () => {},
      (holder) => told.push(holder),
    ),
  ).finally(() => clock.mockRestore());
  expect(issue?.code).toBe('output-locked');
  expect(issue?.message).toContain(`${named} (process ${process.pid}) has been writing`);
  expect(told).toEqual([`${named} (process ${process.pid})`]);
});

test('the lock contains what its holder does, also if it was taken over', async () => {
  const words: string[] = [];
  const work = async () => {
    const lock = join(outdir, '.towpath/.lock');
    words.push(...readdirSync(lock).map((file) => readFileSync(join(lock, file), 'utf8')));
  };
  await withLock(outdir, 'promotion', work, ignore);
  leaveLock(deadOwner(), 0, 'promotion');
  await withLock(outdir, 'pin', work, ignore);
  expect(words).toEqual(['promotion', 'pin']);
});

test('an empty folder that existed before stays', async () => {
  mkdirSync(outdir);
  await withLock(outdir, 'synthesis', async () => {}, ignore);
  expect(existsSync(outdir)).toBe(true);
});

test('the prepared folder of a killed process is removed', async () => {
  const prepared = join(outdir, `.towpath/.lock.${deadOwner()}`);
  const alive = join(outdir, `.towpath/.lock.${newOwner()}`);
  mkdirSync(prepared, { recursive: true });
  mkdirSync(alive);
  await withLock(outdir, 'synthesis', async () => {}, ignore);
  expect([existsSync(prepared), existsSync(alive)]).toEqual([false, true]);
});

test.each([
  ['the folder', '.towpath'],
  ['the lock', '.towpath/.lock'],
  ['the file of the holder', '.towpath/.lock/somebody'],
])('a link instead of %s is refused, and the target of the link does not change', async (_, path) => {
  const outside = folderWith({ 'old.txt': 'mine\n', 'somebody/old.txt': 'mine\n' });
  const [file, long] = [join(outside, 'old.txt'), new Date(Date.now() - 3_600_000)];
  utimesSync(file, long, long);
  mkdirSync(dirname(join(outdir, path)), { recursive: true });
  symlinkSync(path.endsWith('somebody') ? file : outside, join(outdir, path));
  const before = snapshot(outside);
  const [issue] = await failure(() => withLock(outdir, 'synthesis', async () => {}, ignore));
  expect(issue?.code).toBe('path-outside-workspace');
  expect(snapshot(outside)).toEqual(before);
});

test('a link that replaces the lock during the work is not followed', async () => {
  const outside = folderWith({});
  const lock = join(outdir, '.towpath/.lock');
  const work = async () => {
    cpSync(lock, outside, { recursive: true });
    rmSync(lock, { recursive: true });
    symlinkSync(outside, lock);
  };
  await withLock(outdir, 'synthesis', work, ignore);
  expect(readdirSync(outside)).toHaveLength(1);
});

describe('the holder of a lock', () => {
  test('is alive as long as its process runs', () => {
    const owner = newOwner();
    expect(isDead(owner, leaveLock(owner, 3_600_000))).toBe(false);
  });

  test('is dead if its process has ended', () => {
    const owner = deadOwner();
    expect(isDead(owner, leaveLock(owner))).toBe(true);
  });

  test('is dead if another process has the same number now', () => {
    const [pid, start, place, id] = ownerParts();
    const owner = [pid, `${start}0`, place, id].join('-');
    // On other systems nobody knows when a process began, so only its number is compared.
    expect(isDead(owner, leaveLock(owner))).toBe(process.platform === 'linux');
  });

  test('on another machine is dead after half a minute', () => {
    const [pid, start, , id] = ownerParts();
    const owner = [pid, start, 'elsewhere', id].join('-');
    expect(isDead(owner, leaveLock(owner, 20_000))).toBe(false);
    expect(isDead(owner, leaveLock(owner, 40_000))).toBe(true);
  });

  test('with an unreadable name is dead after half a minute', () => {
    expect(isDead('.DS_Store', leaveLock('.DS_Store'))).toBe(false);
    expect(isDead('.DS_Store', leaveLock('.DS_Store', 40_000))).toBe(true);
  });
});
