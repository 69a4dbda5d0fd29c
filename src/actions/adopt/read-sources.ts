import { join } from 'node:path';
import type { SourceObject } from '../../adoption/source-object';
import { type Issue, TowpathError, warningIssue } from '../../diagnostics';
import { allSettled } from '../../diagnostics/all-settled';
import { workspaceRoot } from '../../workspace/workspace-root';
import type { AdoptOptions } from './adopt-options';
import { clusterSourceOf, readCluster } from './sources/cluster';
import { givenValues } from './sources/given-values';
import { readSource } from './sources/read-source';

/** What stands in the sources of all environments. */
export interface ReadSources {
  readonly objects: ReadonlyMap<string, readonly SourceObject[]>;
  readonly issues: readonly Issue[];
  /** The repositories of images whose tag was a placeholder. */
  readonly own: ReadonlySet<string>;
  /** The contexts of the environments that were read from clusters. */
  readonly contexts: ReadonlyMap<string, string>;
}

/** @throws TowpathError with everything that is wrong, if nothing can be read */
export async function readSources({
  application,
  sources,
  set = [],
  envFiles = [],
  input,
  kubeconfig,
  root = '.',
}: AdoptOptions): Promise<ReadSources> {
  const contexts = contextsOf(sources);
  const given = givenValues(set, envFiles, Object.keys(sources));
  if (given.issues.length > 0) throw new TowpathError(given.issues);
  const own = join(workspaceRoot(root), 'apps', application);
  const read = new Map(
    await allSettled(
      Object.entries(sources).map(async ([environment, source]) => {
        const cluster = clusterSourceOf(source);
        const context = { application, environment, values: given.of(environment), own, input };
        return [environment, cluster ? await readCluster(cluster, kubeconfig) : readSource(source, context)] as const;
      }),
    ),
  );
  const all = [...read.values()];
  const used = new Set(all.flatMap((source) => source.used));
  const issues = [
    ...all.flatMap((source) => source.issues),
    ...given.names.filter((name) => !used.has(name)).map(unusedValue),
  ];
  if (all.every(({ objects }) => objects.length === 0)) throw new TowpathError(issues);
  return {
    objects: new Map([...read].map(([environment, { objects }]) => [environment, objects])),
    issues,
    own: new Set(all.flatMap((source) => source.own)),
    contexts,
  };
}

function unusedValue(name: string): Issue {
  const message = `no source contains the placeholder \`\${${name}}\`, so the value of \`--set ${name}=…\` is not used`;
  return warningIssue('adopt-value-unusable', message, {
    hint: 'compare the name with the placeholders of the sources',
  });
}

/** The contexts of the environments that are read from clusters. */
function contextsOf(sources: AdoptOptions['sources']): ReadonlyMap<string, string> {
  const entries = Object.entries(sources).map(
    ([environment, source]) => [environment, clusterSourceOf(source)] as const,
  );
  return new Map(entries.flatMap(([environment, cluster]) => (cluster ? [[environment, cluster.context]] : [])));
}
