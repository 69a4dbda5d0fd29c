import { type Issue, warningIssue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import type { Hold } from '../../holds/hold';
import { declareHolds } from '../hold/write-holds';
import { editPins, type PinChange } from '../pin/edited-files';
import type { CheckedRestore } from './checked-restore';
import { keptPins } from './kept-pins';
import { declaredPins, pinsOf } from './pins';

/** Edits the pins, and writes the holds. If that fails, it returns a warning, and the cluster is restored even so. */
export async function restorePins(
  root: string,
  environment: Environment,
  selected: readonly CheckedRestore[],
  holds: readonly Hold[],
): Promise<{ changes: readonly PinChange[]; warnings: readonly Issue[] }> {
  const pins = selected.flatMap(({ plan: { desired }, flows, declared }) =>
    pinsOf(environment, desired.application, declaredPins(desired.flows, declared), (flow) => flows.includes(flow)),
  );
  try {
    const changes = await editPins(root, environment, pins);
    const { warnings } = await declareHolds(root, environment, holds);
    return { changes, warnings: [...selected.flatMap((one) => keptPins(environment, one)), ...warnings] };
  } catch (error) {
    const pinTexts = pins.map(
      ({ path, tag, digest }) => `${path.join('.')}: ${[tag, digest].filter(Boolean).join('@')}`,
    );
    const hint = `set these pins in the files of \`${environment.name}\` yourself, or the next deploy undoes the rollback: ${pinTexts.join(', ')}`;
    const message = `the pins in the environment files could not be edited: ${error instanceof Error ? error.message : error}`;
    return { changes: [], warnings: [warningIssue('pins-not-restored', message, { hint })] };
  }
}
