import { numbered } from '../words';
import { objectName } from './names';

/** Gives names to the ConfigMaps for files of the host. Each source has one name, and no two sources have the same. */
export class ConfigMapNames {
  readonly #bySource = new Map<string, string>();
  readonly #taken: Set<string>;

  /** @param others the names of all other ConfigMaps */
  constructor(others: Iterable<string>) {
    this.#taken = new Set(others);
  }

  /**
   * Returns the name for a source.
   *
   * @param wanted the name, unless another ConfigMap has it
   */
  nameFor(source: string, wanted: string): string {
    const known = this.#bySource.get(source);
    if (known !== undefined) return known;
    const name = numbered(objectName(wanted), this.#taken);
    this.#bySource.set(source, name);
    return name;
  }
}
