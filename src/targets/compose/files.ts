import { sha256Of } from '../../data/sha256';
import type { WorkloadSpec } from '../../model/flow-spec';
import type { Projection } from '../../model/variable';
import { type Context, resolved } from './context';
import { fieldText } from './downward';

type Volume = NonNullable<NonNullable<WorkloadSpec['volumes']>[string]>;
type Items = Readonly<Record<string, string>> | undefined;

/** The texts of the files in a volume, by path. */
export type Files = ReadonlyMap<string, string>;

/** The folder beside compose.yaml with the files of a volume. */
export function folderOf(spec: WorkloadSpec, volume: string): string {
  return `files/${spec.flow}/${volume}`;
}

/** The files of a volume whose content is known here; undefined if any of it comes from outside. */
export function knownFiles(
  context: Context,
  spec: WorkloadSpec,
  { config, projected, items }: Volume,
): Files | undefined {
  const sources: readonly Projection[] = config !== undefined ? [{ config, items }] : (projected ?? []);
  const found = sources.map((source) => sourceFiles(context, spec, source));
  if (found.length === 0 || found.includes(undefined)) return undefined;
  return new Map(found.flatMap((files) => [...(files as Files)]));
}

/** The files of one source; undefined if its content comes from outside. */
export function sourceFiles(context: Context, spec: WorkloadSpec, source: Projection): Files | undefined {
  if ('config' in source) {
    const config = context.configs.get(String(source.config));
    return (
      config &&
      chosen(
        Object.entries(config.data).map(([key, value]) => [key, resolved(context, value)]),
        source.items,
      )
    );
  }
  if (!('fields' in source)) return undefined;
  const texts = Object.entries(source.fields).map(
    ([path, field]) => [path, fieldText(context.model, spec, field)] as const,
  );
  return texts.some(([, text]) => text === undefined) ? undefined : new Map(texts as [string, string][]);
}

function chosen(content: readonly (readonly [string, string])[], items: Items): Files {
  if (items === undefined) return new Map(content);
  const byKey = new Map(content);
  return new Map(
    Object.entries(items).flatMap(([key, path]) => {
      const text = byKey.get(key);
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}

/** A hash of the content of files, so that Compose replaces a container whose files changed. */
export function filesHash(files: Files): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256Of(JSON.stringify(sorted)).slice(0, 16);
}
