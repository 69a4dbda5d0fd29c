import { isMap, ownValue, setOwn } from '../data/merge';
import type { Fields } from '../equivalence/fields';
import { withSourceTexts } from './references/referring-text';

/** The contents of the environment files of an application, to which values are added one after another. */
export class EnvironmentFiles {
  private readonly files = new Map<string, Record<string, unknown>>();

  /** @param heads what each file says beside its applications */
  constructor(
    heads: ReadonlyMap<string, Fields>,
    private readonly application: string,
  ) {
    for (const [environment, head] of heads) addTo(this.fileOf(environment), head);
  }

  /** Adds values of the application to the file of an environment. */
  add(environment: string, content: Fields): void {
    addTo(this.fileOf(environment), { apps: { [this.application]: withSourceTexts(content) } });
  }

  get contents(): ReadonlyMap<string, Fields> {
    return this.files;
  }

  private fileOf(environment: string): Record<string, unknown> {
    const file = this.files.get(environment) ?? {};
    this.files.set(environment, file);
    return file;
  }
}

/** Merges into the target itself: a copy for each of many flows would take a time that grows with their square. */
function addTo(target: Record<string, unknown>, content: Fields): void {
  for (const [key, value] of Object.entries(content)) {
    if (!isMap(value)) {
      if (value !== undefined) setOwn(target, key, value);
      continue;
    }
    const known = ownValue(target, key);
    const inner: Record<string, unknown> = isMap(known) ? known : {};
    addTo(inner, value);
    setOwn(target, key, inner);
  }
}
