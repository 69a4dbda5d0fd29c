import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { TowpathError } from '../diagnostics';
import { indexFolder } from './index-file';

function locked(outdir: string): TowpathError {
  const message = `another synthesis is writing to ${outdir}, and does not come to an end`;
  return new TowpathError([{ code: 'output-locked', severity: 'error', message }]);
}

/** How long a lock stands that nobody refreshes any more, in milliseconds: its owner was killed. */
const stale = 10_000;

/** Does `work` while no other synthesis works on the same output folder; waits for its turn. */
export async function withLock<T>(outdir: string, work: () => Promise<T>, onWait: () => void): Promise<T> {
  const folder = join(outdir, indexFolder);
  mkdirSync(folder, { recursive: true });
  const notice = setTimeout(onWait, 1000);
  const retries = { retries: 600, factor: 1.2, minTimeout: 20, maxTimeout: 200, randomize: true };
  const release = await lock(folder, { stale, retries, lockfilePath: join(folder, 'lock') })
    .catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ELOCKED' ? locked(outdir) : error;
    })
    .finally(() => clearTimeout(notice));
  try {
    return await work();
  } finally {
    await release();
  }
}
