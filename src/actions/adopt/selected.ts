import { applicationsIn, type FoundApplication } from '../../adoption/applications';
import { plainObjects, type SourceObject, type Sources } from '../../adoption/source-object';
import { count } from '../../data/count';
import { shellWord } from '../../data/shell-word';
import { type Issue, issueError, warningIssue } from '../../diagnostics';
import type { AdoptOptions } from './adopt-options';
import { readSources } from './read-sources';

/** The names of the applications of the sources, if these have several. */
export async function severalApplications(options: AdoptOptions): Promise<readonly string[]> {
  return applicationsIn(plainObjects((await readSources(options)).objects)).map(({ name }) => name);
}

/** The objects that are adopted, and a finding if they belong to several applications. */
export interface Selected {
  readonly objects: ReadonlyMap<string, readonly SourceObject[]>;
  readonly issues: readonly Issue[];
}

/** @throws TowpathError `adopt-application-unknown` if the sources do not have the wanted application beside others */
export function selected(sources: Sources, { select, sources: places }: AdoptOptions): Selected {
  const found = applicationsIn(plainObjects(sources));
  if (select === undefined) return { objects: sources, issues: found.length > 1 ? [severalFound(found, places)] : [] };
  const one = found.find(({ name }) => name === select);
  if (!one) throw unknown(select, found);
  const objects = new Map(
    [...sources].map(([environment, all]) => [environment, all.filter(({ object }) => one.objects.has(object))]),
  );
  return { objects, issues: [] };
}

function severalFound(found: readonly FoundApplication[], places: AdoptOptions['sources']): Issue {
  const arguments_ = Object.entries(places).map(([environment, place]) => shellWord(`${environment}=${place}`));
  const commands = found.map(({ name }) => `\`towpath adopt ${name} ${arguments_.join(' ')} --select ${name}\``);
  return warningIssue('adopt-several-applications', `the sources have ${found.length} applications: ${shown(found)}`, {
    hint: `to adopt each of them apart, run ${commands.join(' and ')}`,
  });
}

function unknown(select: string, found: readonly FoundApplication[]): Error {
  const message =
    found.length === 0
      ? `the sources have one application, so \`${select}\` cannot be selected from them`
      : `the sources have no application \`${select}\``;
  return issueError('adopt-application-unknown', message, {
    hint: found.length === 0 ? 'leave out `--select`' : `the applications are ${shown(found)}`,
  });
}

function shown(found: readonly FoundApplication[]): string {
  return found.map(({ name, objects }) => `\`${name}\` (${count(objects.size, 'object')})`).join(', ');
}
