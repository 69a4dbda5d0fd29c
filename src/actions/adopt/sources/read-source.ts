import { isComposeText } from '../../../adoption/compose/document';
import { errorIssue } from '../../../diagnostics';
import { statIfThere } from '../../../files/stat';
import { chartOf, readChart } from './chart';
import { composeFilesOf, readComposeFiles, readComposeText } from './compose';
import { isKustomization, readKustomization } from './kustomization';
import { readManifests, shownSource } from './manifests';
import type { ReadSource, SourceContext } from './source';
import { readTexts } from './texts';

/**
 * Reads the objects of one environment: `-` for standard input, a chart with files of values (`chart+values.yaml`), a
 * folder of kustomize, Compose files (`compose.yaml+compose.prod.yaml`), or a file or folder of YAML. What cannot be read is an issue.
 */
export function readSource(source: string, context: SourceContext): ReadSource {
  const read = readByForm(source, context);
  if (read.objects.length > 0 || read.issues.some(({ severity }) => severity === 'error')) return read;
  const hint = 'name a file of YAML, a folder that contains such files, a Compose file, a kustomize folder, or a chart';
  const message = `the source of \`${context.environment}\`, \`${shownSource(source)}\`, has no objects`;
  return { ...read, issues: [errorIssue('adopt-nothing', message, { hint }), ...read.issues] };
}

function readByForm(source: string, context: SourceContext): ReadSource {
  if (source === '-') return readInput(context);
  const compose = composeFilesOf(source);
  if (compose) return readComposeFiles(compose, context);
  const chart = chartOf(source);
  if (chart) return readChart(chart, context);
  if (statIfThere(source)?.isDirectory() && isKustomization(source)) return readKustomization(source);
  return readManifests(source, context);
}

function readInput(context: SourceContext): ReadSource {
  const { input = '', values } = context;
  if (isComposeText(input)) return readComposeText(input, context);
  return readTexts([{ file: 'standard input', text: input }], values);
}
