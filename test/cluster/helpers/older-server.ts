import type { ChildProcess } from 'node:child_process';
import { endKeeper, firstLine, startKeeper } from './keeper';
import { olderVariable } from './running';
import type { Server } from './server';

/**
 * A `describe` with a server of an older Kubernetes, without controllers, as long as its tests run.
 * Skipped where there can be none; the setup says why.
 *
 * @param tests get a function that tells the server, once it is there: in hooks and tests
 */
export function onOlderServer(name: string, tests: (older: () => Server) => void): void {
  (process.env[olderVariable] === undefined ? describe.skip : describe)(name, () => {
    let keeper: ChildProcess;
    let said: string;
    beforeAll(async () => {
      keeper = startKeeper('older');
      said = await firstLine(keeper);
    });
    afterAll(() => endKeeper(keeper));
    tests(() => JSON.parse(said) as Server);
  });
}
