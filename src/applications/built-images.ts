import { BuiltImage } from '../model/image';
import { isRepository } from '../model/image-reference';

/** The images that an application builds, by name. */
export class BuiltImages {
  readonly #byName = new Map<string, BuiltImage>();

  /** The images, sorted by name. */
  get all(): readonly BuiltImage[] {
    return [...this.#byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  /**
   * Adds an image, unless there is one of this name.
   * @param report is called if the repository is invalid, or is not that of the known image
   */
  declare(name: string, repository: string, report: (problem: string) => void): BuiltImage {
    const image = this.#byName.get(name) ?? new BuiltImage(name, repository);
    const problem = problemOf(image, repository);
    if (problem) report(problem);
    this.#byName.set(name, image);
    return image;
  }
}

function problemOf({ name, repository }: BuiltImage, asked: string): string | undefined {
  if (repository !== asked)
    return `the image \`${name}\` is declared with two repositories, \`${repository}\` and \`${asked}\``;
  if (isRepository(asked)) return undefined;
  return `found \`${asked}\`; expected registry and path without a tag, such as \`example/pssp-api\``;
}
