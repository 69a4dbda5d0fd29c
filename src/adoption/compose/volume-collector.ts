import type { Fields } from '../../equivalence/fields';
import { numbered } from '../words';
import { objectName } from './names';

/** Collects the volumes of a pod while its mounts are read. Each source is one volume, however often it is mounted. */
export class VolumeCollector {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** The content of each volume by its name; undefined for a disk that each pod gets for itself. */
  readonly #contents = new Map<string, Fields | undefined>();

  has(source: string): boolean {
    return this.#names.has(source);
  }

  /**
   * Adds the volume for a source, unless the source has one already.
   *
   * @param wanted the name of the volume, unless another volume has it
   * @param content undefined for a disk that each pod gets for itself
   * @returns the name of the volume
   */
  add(source: string, wanted: string, content: Fields | undefined): string {
    const known = this.#names.get(source);
    if (known !== undefined) return known;
    const plain = objectName(wanted).slice(0, 55) || 'volume';
    const free = numbered(plain, this.#taken);
    this.#names.set(source, free);
    this.#contents.set(free, content);
    return free;
  }

  /** The volumes in the form in which the template of a pod lists them. */
  volumes(): Fields[] {
    return [...this.#contents].flatMap(([name, content]) => (content ? [{ name, ...content }] : []));
  }

  /** The names of the disks that each pod gets for itself. */
  disks(): string[] {
    return [...this.#contents].flatMap(([name, content]) => (content ? [] : [name]));
  }
}
