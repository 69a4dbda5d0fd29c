import { isMap, isScalar, YAMLMap } from 'yaml';
import { plainValue, yamlDocuments } from '../../../data/yaml-documents';
import { errorIssue, type Issue } from '../../../diagnostics';

/**
 * The text of `Pulumi.<env>.yaml`. Pulumi stores its own data in it, such as the salt of a stack's secrets, so other
 * content stays, byte for byte if nothing changes.
 *
 * @param file the path for messages
 * @returns an issue if a file that exists cannot be read as such settings, because it is not written then
 */
export function stackSettings(
  file: string,
  text: string | undefined,
  config: Readonly<Record<string, string>>,
): string | Issue {
  const read = yamlDocuments(text?.trim() ? text : '{}');
  if ('problem' in read) return unusable(file, read.problem);
  const [document, another] = read.documents;
  const [error] = document?.errors ?? [];
  if (error) return unusable(file, 'it is not valid YAML', read.placeAt(error.pos[0]).line);
  if (!document || another) return unusable(file, 'it has several documents');
  const found = plainValue(document);
  if ('problem' in found) return unusable(file, found.problem);
  const known = isMap(document.contents) ? document.contents.get('config', true) : undefined;
  const isEmpty = (node: unknown) => node === undefined || node === null || (isScalar(node) && node.value === null);
  if (!isMap(document.contents ?? new YAMLMap()) || !(isMap(known) || isEmpty(known)))
    return unusable(file, 'it is not a map with `config`');
  if (isMap(document.contents)) document.contents.flow = false;
  if (isEmpty(known)) document.setIn(['config'], new YAMLMap());
  const missing = Object.entries(config).filter(([key, value]) => document.getIn(['config', key]) !== value);
  if (text !== undefined && missing.length === 0) return text;
  for (const [key, value] of missing) document.setIn(['config', key], value);
  return document.toString({ lineWidth: 0 });
}

function unusable(file: string, problem: string, line?: number): Issue {
  const hint = 'fix the file, or delete it to have it written again; Pulumi keeps the salt of secrets in it';
  const location = { file, ...(line !== undefined && { line }) };
  return errorIssue('file-unreadable', `\`${file}\` cannot be read as settings of Pulumi: ${problem}`, {
    location,
    hint,
  });
}
