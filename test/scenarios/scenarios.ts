import { answers } from './answers';
import { deleting } from './delete';
import { failed } from './failed';
import { gateScenarios } from './gates';
import type { Ground, Scenarios } from './ground';
import { holdScenarios } from './holds';
import { lease } from './lease';
import { lostRecords } from './lost-records';
import { oneOf } from './one-of';
import { overtaken } from './overtaken';
import { prune } from './prune';
import { records } from './records';
import { refused } from './refused';
import { reviewedPlans } from './reviewed-plan';
import { rollback } from './rollback';
import { rollbackOnFailure } from './rollback-on-failure';
import { storedReleases } from './stored-releases';
import { takingOver } from './taking-over';
import { workspaces } from './workspaces';

const scenarios: Readonly<Record<string, Scenarios>> = {
  'answers of the server': answers,
  pruning: prune,
  records,
  'the lease': lease,
  'overtaken plans': overtaken,
  'taking over': takingOver,
  'one-ofs': oneOf,
  rollback,
  'two workspaces': workspaces,
  'refused objects': refused,
  'stored releases': storedReleases,
  deleting,
  'reviewed plans': reviewedPlans,
  'deploys that are taken back': rollbackOnFailure,
  'deploys that fail': failed,
  'lost records': lostRecords,
  gates: gateScenarios,
  holds: holdScenarios,
};

/** Declares all scenarios as tests, each on a ground of its own. */
export function runScenarios(newGround: () => Ground): void {
  for (const [subject, table] of Object.entries(scenarios)) {
    describe(subject, () => {
      for (const [name, scenario] of Object.entries(table)) it(name, () => scenario(newGround()));
    });
  }
}
