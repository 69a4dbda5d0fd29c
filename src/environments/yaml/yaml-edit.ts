/** A change: the text to set at a path of map keys, or `null` to remove the entry. */
export interface YamlEdit {
  readonly path: readonly string[];
  readonly value: string | null;
}
