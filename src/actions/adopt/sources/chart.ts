import { join } from 'node:path';
import type { SourceObject } from '../../../adoption/source-object';
import { namespaceIn, shownObject } from '../../../adoption/source-object';
import { type Issue, warningIssue } from '../../../diagnostics';
import { fieldsOf } from '../../../equivalence/fields';
import { statIfThere } from '../../../files/stat';
import { builtBy } from './built-by';
import { shownSource } from './manifests';
import type { ReadSource, SourceContext } from './source';

/** A chart, and the files of values for one environment. */
export interface Chart {
  readonly path: string;
  readonly values: readonly string[];
}

/** The chart that a source names: `chart` or `chart+values.yaml+more.yaml`. Undefined if it names something else. */
export function chartOf(source: string): Chart | undefined {
  if (statIfThere(source)) return isChart(source) ? { path: source, values: [] } : undefined;
  // The folder of the chart may contain a `+` itself.
  for (let end = source.indexOf('+'); end >= 0; end = source.indexOf('+', end + 1)) {
    const path = source.slice(0, end);
    if (isChart(path)) return { path, values: source.slice(end + 1).split('+') };
  }
  return undefined;
}

function isChart(path: string): boolean {
  return path.endsWith('.tgz') ? statIfThere(path)?.isFile() === true : Boolean(statIfThere(join(path, 'Chart.yaml')));
}

/**
 * The objects of a chart, as the user's own helm builds them. The release has the name of the application. Tests of the
 * chart are left out. Objects that other hooks make are adopted like the others.
 */
export function readChart({ path, values }: Chart, { application }: SourceContext): ReadSource {
  const files = values.flatMap((file) => ['--values', file]);
  const args = ['template', application, path, ...files, '--skip-tests'];
  const read = builtBy([{ program: 'helm', args }], shownSource(path));
  return { ...read, issues: [...read.issues, ...read.objects.flatMap(hookIssues)] };
}

function hookIssues({ object, location }: SourceObject): Issue[] {
  const hook = fieldsOf(fieldsOf(object.metadata).annotations)['helm.sh/hook'];
  if (typeof hook !== 'string') return [];
  const where = namespaceIn(object);
  const message = `\`${shownObject(object)}\`${where === undefined ? '' : ` in \`${where}\``} is a hook of Helm (\`${hook}\`)`;
  const hint = 'towpath applies it with the other objects; a job that has to run first is `before: true`';
  return [warningIssue('adopt-hook', message, { location, hint })];
}
