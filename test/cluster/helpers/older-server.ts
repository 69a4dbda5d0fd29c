import type { ChildProcess } from 'node:child_process';
import { lacking } from '../../../tools/lacking';
import { endKeeper, firstLine, startKeeper } from './keeper';
import { olderVariable } from './running';
import type { Server } from './server';

/**
 * A `describe` with a server of an older Kubernetes, without controllers, as long as its tests run.
 * Skipped where there can be none.
 *
 * @param tests get a function that tells the server, once it is there: in hooks and tests
 */
export function onOlderServer(name: string, tests: (older: () => Server) => void): void {
  const there = process.env[olderVariable] !== undefined;
  if (!there) lacking('older-server', 'there is no API server of an older Kubernetes; the setup says why');
  (there ? describe : describe.skip)(name, () => {
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
