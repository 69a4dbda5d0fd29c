import { groupBy } from '../data/group-by';
import { configProperties, sharedVolumeProperties } from '../model/parts';
import type { ForeignCode, PartCode } from './draft';
import type { EnvironmentFiles } from './environment-files';
import { factor } from './factor';
import type { Read } from './read-environment';
import { identityOf, nameIn } from './source-object';
import { isEmpty } from './values';
import { numbered } from './words';

const properties = { config: configProperties, volume: sharedVolumeProperties };

/** The ConfigMaps, disks and Secrets of the application. Values of single environments go into their files. */
export function factorParts(reads: ReadonlyMap<string, Read>, files: EnvironmentFiles): PartCode[] {
  const all = [...reads].flatMap(([environment, { parts }]) => parts.map((part) => ({ environment, part })));
  return [...groupBy(all, ({ part }) => `${part.kind}/${part.id}`).values()].map((some) => {
    const { kind, id } = (some[0] as (typeof all)[number]).part;
    const values = new Map(some.map(({ environment, part }) => [environment, part.props]));
    // Code only names a Secret; all else is said by environment files.
    const { code, overlays } = kind === 'secret' ? { code: {}, overlays: values } : factor(values, properties[kind]);
    for (const [environment, overlay] of overlays) {
      if (!isEmpty(overlay)) files.add(environment, { [`${kind}s`]: { [id]: overlay } });
    }
    return { kind, id, props: code, environments: [...values.keys()] };
  });
}

/** The objects that stand as they are. Where environments differ, the code has the value of each. */
export function factorForeign(reads: ReadonlyMap<string, Read>): ForeignCode[] {
  const all = [...reads].flatMap(([environment, { foreign }]) => {
    const alike = groupBy(foreign, (object) => `${identityOf(object)} ${String(object.apiVersion)}`);
    // An environment may have objects of one name in several namespaces.
    return [...alike].flatMap(([name, some]) =>
      some.map((object, index) => ({ environment, object, place: `${name} ${index}` })),
    );
  });
  const ids = new Set<string>();
  return [...groupBy(all, ({ place }) => place).values()].map((some) => {
    const [{ object }] = some;
    const plain = `${String(object.kind)}-${nameIn(object)}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const id = numbered(plain, ids);
    const { code } = factor(new Map(some.map((one) => [one.environment, one.object])), {});
    return { id, manifest: code, environments: some.map(({ environment }) => environment) };
  });
}
