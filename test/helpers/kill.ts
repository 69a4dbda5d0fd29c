import fs from 'node:fs';

const changes = ['chmodSync', 'linkSync', 'mkdirSync', 'renameSync', 'rmSync', 'rmdirSync', 'writeFileSync'] as const;

class Killed extends Error {}

/**
 * Does `work` as a process would that is killed at its n-th change to the file system, counted from 1: that
 * change is not made, or half of it when it is a text, and neither is any later one, cleaning up included.
 *
 * @returns whether it was killed; false when it came to its end before
 */
export function killedAt(step: number, work: () => void): boolean {
  let left = step;
  const spies = changes.map((name) => {
    const real = fs[name] as (...args: unknown[]) => unknown;
    const fake = (...args: unknown[]) => {
      left -= 1;
      if (left > 0) return real(...args);
      if (left === 0 && name === 'writeFileSync') real(args[0], String(args[1]).slice(0, String(args[1]).length / 2));
      throw new Killed();
    };
    return jest.spyOn(fs, name).mockImplementation(fake as never);
  });
  try {
    work();
    return false;
  } catch (error) {
    if (error instanceof Killed) return true;
    throw error;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
