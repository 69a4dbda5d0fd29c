import { sha256Of } from '../../data/sha256';
import { packageVersion } from '../../files/package-version';
import type { ApplicationModel } from '../../model/application-model';

/**
 * Identifies what the schema of an application is made from, as the first value of its file. Making the schema again
 * would take a third of the time of a synthesis.
 *
 * @param models the application in each environment
 */
export function applicationStamp(models: readonly ApplicationModel[]): string {
  const flows = models.flatMap((model) => model.flows.map(({ id, kind }) => `${id} ${kind}`));
  const images = models.flatMap((model) => model.images.map(({ name }) => name));
  return stampOf([[...new Set(flows)].sort(), [...new Set(images)].sort()]);
}

/** Identifies what the schema of environments is made from. @param environments the names of all environments */
export function environmentStamp(environments: readonly string[]): string {
  return stampOf([...environments].sort());
}

function stampOf(content: readonly unknown[]): string {
  const hash = sha256Of(JSON.stringify(content)).slice(0, 12);
  return `Written by towpath ${packageVersion} from ${hash}`;
}

/** How the file of a schema with a stamp begins. */
export function beginningWith(stamp: string): string {
  return `{\n  "$comment": ${JSON.stringify(stamp)},\n`;
}
