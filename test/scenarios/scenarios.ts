import { answers } from './answers';
import type { Ground, Scenarios } from './ground';
import { lease } from './lease';
import { lostRecords } from './lost-records';
import { overtaken } from './overtaken';
import { prune } from './prune';
import { records } from './records';
import { rollback } from './rollback';
import { takingOver } from './taking-over';
import { workspaces } from './workspaces';

const scenarios: Readonly<Record<string, Scenarios>> = {
  'answers of the server': answers,
  pruning: prune,
  records,
  'the lease': lease,
  'overtaken plans': overtaken,
  'taking over': takingOver,
  rollback,
  'two workspaces': workspaces,
  'lost records': lostRecords,
};

/** Declares all scenarios as tests, each on a ground of its own. */
export function runScenarios(newGround: () => Ground): void {
  for (const [subject, table] of Object.entries(scenarios)) {
    describe(subject, () => {
      for (const [name, scenario] of Object.entries(table)) it(name, () => scenario(newGround()));
    });
  }
}
