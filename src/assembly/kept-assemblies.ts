import { isEqual } from '../data/equal';
import type { Environment } from '../environments/environment';
import type { ApplicationEntry } from '../workspace/workspace';
import type { ApplicationAssembly } from './application-assembly';

interface Kept {
  readonly construct: ApplicationEntry['construct'];
  readonly file: string;
  readonly values: string;
  readonly assembly: ApplicationAssembly;
}

/**
 * The applications that a watch built in an earlier round. An application is not built again if its code was not loaded
 * again and its environment sets the same values for it. An application with issues is always built again, because the
 * lines that the issues name may have moved. The owner of this object drops it when anything else has changed, such as
 * `towpath.yaml`.
 */
export class KeptAssemblies {
  readonly #assemblies = new Map<string, Kept>();

  /** @param purpose tells apart assemblies of one application and environment that are built in different ways */
  assembly(
    purpose: string,
    { id, construct, file = id }: ApplicationEntry,
    environment: Environment,
    build: () => ApplicationAssembly,
  ): ApplicationAssembly {
    const key = `${purpose} ${environment.name} ${id}`;
    const values = valuesFor(environment, id);
    const last = this.#assemblies.get(key);
    if (last?.construct === construct && last.values === values) return { ...last.assembly, environment };
    const assembly = build();
    if (assembly.issues.length === 0) this.#assemblies.set(key, { construct, file, values, assembly });
    else this.#assemblies.delete(key);
    return assembly;
  }

  /** The files of applications whose objects differ from those that were built before from the same code and values. */
  changedSince(earlier: KeptAssemblies): readonly string[] {
    const changed = [...this.#assemblies].filter(([key, { values, assembly }]) => {
      const last = earlier.#assemblies.get(key);
      return last?.values === values && !isEqual(last.assembly.objects, assembly.objects);
    });
    return [...new Set(changed.map(([, { file }]) => file))];
  }
}

/** The values that an environment sets for an application, as text. The order of the entries counts. */
function valuesFor({ props: { apps, ...shared } }: Environment, application: string): string {
  return JSON.stringify([shared, apps?.[application]]);
}
