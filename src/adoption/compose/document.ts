import { isMap } from '../../data/merge';
import { errorIssue, type Issue, type ValuePath } from '../../diagnostics';
import type { Fields } from '../../equivalence/fields';
import { foreignYaml } from '../../source/manifests/yaml';

/** A Compose file as plain data, with the lines of its values. */
export interface ComposeDocument {
  readonly file: string;
  readonly data: Fields;
  readonly lineOf: (path: ValuePath) => number;
}

/** Reads the text of a Compose file. @param file the path for messages */
export function composeDocument(file: string, text: string): ComposeDocument | Issue {
  const invalid = (message: string, line: number) =>
    errorIssue('compose-invalid', message, {
      location: { file, line },
      hint: '`docker compose config` shows how Compose reads the file',
    });
  const { data, lineOf, issues } = foreignYaml(file, text);
  const [problem] = issues;
  if (problem) return invalid(problem.message, problem.location?.line ?? 1);
  if (!isMap(data)) return invalid('the file is no map with `services`', 1);
  return { file, data, lineOf };
}

/** Whether a text is a Compose file rather than an object of Kubernetes. */
export function isComposeText(text: string): boolean {
  return /^["']?services["']?[ \t]*:/m.test(text) && !/^["']?(?:kind|apiVersion)["']?[ \t]*:/m.test(text);
}
