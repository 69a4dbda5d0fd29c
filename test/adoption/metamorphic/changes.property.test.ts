import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { type AdoptResult, adopt } from '../../../src/actions/adopt/adopt';
import { build } from '../../../src/actions/synth/build';
import { isMap } from '../../../src/data/merge';
import { compare, type Fields, normalize } from '../../../src/equivalence';
import { manifestsAt } from '../../helpers/cases';
import { workspaceWith } from '../../helpers/workspace';
import { adoptedCases, placesOf } from '../cases';
import { repositoryManifests } from '../repository-manifests';
import { bookshop } from './bookshop';
import { changed, kindsOfChange } from './changes';

/** The objects of an application by environment. */
type Objects = Readonly<Record<string, readonly Fields[]>>;

interface Adopted extends AdoptResult {
  readonly code: string;
  /** What the files make, as synthesis of the written workspace says it. */
  readonly made: Objects;
  /** The objects of each flow in all environments. */
  readonly flows: ReadonlyMap<string, readonly Fields[]>;
}

async function adoptObjects(objects: Objects): Promise<Adopted> {
  const root = workspaceWith({});
  mkdirSync(join(root, 'old'));
  const sources = Object.entries(objects).map(([environment, some]) => {
    const file = join(root, `old/${environment}.yaml`);
    writeFileSync(file, some.map((object) => stringify(object, { version: '1.1' })).join('---\n'));
    return [environment, file] as const;
  });
  const result = await adopt({ root, application: 'adopted', sources: Object.fromEntries(sources) });
  const { applications } = await build({ root, reload: true });
  const flows = new Map<string, Fields[]>();
  const made = applications.map(({ environment, objects: all }) => {
    const plain = all.map(({ manifest, flow }) => ({ flow, manifest: { ...manifest } as Fields }));
    for (const { flow, manifest } of plain)
      if (flow !== undefined) flows.set(flow, [...(flows.get(flow) ?? []), manifest]);
    return [environment.name, plain.map(({ manifest }) => manifest)] as const;
  });
  const code = readFileSync(join(root, 'apps/adopted.ts'), 'utf8');
  return { ...result, code, made: Object.fromEntries(made), flows };
}

/** The statements of each flow in a program. */
function statements(code: string): ReadonlyMap<string, string> {
  const parts = code.split(/^ {4}(?=(?:const \w+ = )?new \w+\(this, ')/m).slice(1);
  return new Map(parts.map((part) => [/^[^']*'([^']+)'/.exec(part)?.[1] ?? '', part] as const));
}

/** The fields that differ, each in one form whatever the order of its keys. */
function moves(after: readonly Fields[], before: readonly Fields[]): string[] {
  return compare(after, before, (object) => withSortedKeys(normalize(object)) as Fields).sort();
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (!isMap(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, withSortedKeys(value[key])]));
}

async function applications(): Promise<Map<string, Objects>> {
  const read = (places: Readonly<Record<string, string>>): Objects =>
    Object.fromEntries(
      Object.entries(places).map(([environment, place]) => [
        environment,
        manifestsAt(place).map((object) => ({ ...object })),
      ]),
    );
  const cases = adoptedCases.flatMap((one) => {
    const places = placesOf(one);
    return places ? [[one.application, read(places)] as const] : [];
  });
  const own = [...(await repositoryManifests())].map(([application, places]) => [application, read(places)] as const);
  return new Map([['bookshop', bookshop], ...own, ...cases]);
}

test('a change of one environment moves exactly what refers to it', async () => {
  const all = await applications();
  const known = new Map<string, Promise<Adopted>>();
  const before = (name: string, objects: Objects) =>
    known.get(name) ?? known.set(name, adoptObjects(objects)).get(name);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...all.keys()),
      fc.constantFrom(...kindsOfChange),
      fc.nat(20),
      fc.nat(20),
      async (name, kind, place, choice) => {
        const objects = all.get(name) as Objects;
        const environments = Object.keys(objects);
        const environment = environments[place % environments.length] as string;
        const first = (await before(name, objects)) as Adopted;
        const change = changed(
          kind,
          objects[environment] ?? [],
          choice,
          first.references.map(({ path, text }) => `${path.split('.').at(-1)}=${text}`),
        );
        fc.pre(change !== undefined);
        if (!change) return;
        const second = await adoptObjects({ ...objects, [environment]: change.objects });
        expect(second.differences).toEqual([]);
        for (const one of environments) {
          const wanted = one === environment ? moves(change.objects, objects[one] ?? []) : [];
          expect(wanted.length > 0).toBe(one === environment);
          expect(moves(second.made[one] ?? [], first.made[one] ?? [])).toEqual(wanted);
        }
        const [old, written] = [statements(first.code), statements(second.code)];
        const others = [...first.flows].filter(([, own]) => !change.concerns(own)).map(([flow]) => flow);
        for (const flow of others) expect([change.shown, written.get(flow)]).toEqual([change.shown, old.get(flow)]);
      },
    ),
    { numRuns: 4 },
  );
}, 300_000);
