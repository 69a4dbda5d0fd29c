import { type Document, isNode, type Tags } from 'yaml';
import { isMap } from '../data/merge';
import { plainValue, type YamlPlace, yamlDocuments } from '../data/yaml-documents';
import { errorIssue, formatPath, type Issue, type ValuePath, warningIssue } from '../diagnostics';
import type { Fields } from '../equivalence/fields';
import { withoutServerFields } from './server-fields';
import { wrongShapes } from './shapes';
import { type SourceObject, shownObject } from './source-object';

/** Versions that no server of today has, with those that have the same fields. */
const successors: Readonly<Record<string, string>> = {
  'batch/v1beta1 CronJob': 'batch/v1',
  'policy/v1beta1 PodDisruptionBudget': 'policy/v1',
  'autoscaling/v2beta2 HorizontalPodAutoscaler': 'autoscaling/v2',
  'v1 Route': 'route.openshift.io/v1',
};

export interface ReadObjects {
  readonly objects: readonly SourceObject[];
  readonly issues: readonly Issue[];
}

/**
 * Reads the objects of a file as kubectl does. A document that cannot be read is an issue, and the others are read.
 *
 * @param file the path for messages
 */
export function readObjects(text: string, file: string): ReadObjects {
  const read = yamlDocuments(text, { version: '1.1', customTags: withoutTimes });
  if ('problem' in read) return { objects: [], issues: [invalid(read.problem, file, { line: 1, col: 1 })] };
  return readDocuments(read.documents, file, read.placeAt);
}

/**
 * kubectl reads YAML 1.1, but leaves dates and times (`2026-01-01`, `12:30`) as text.
 * @see https://pkg.go.dev/sigs.k8s.io/yaml/goyaml.v2
 */
function withoutTimes(tags: Tags): Tags {
  return tags.filter((tag) => typeof tag === 'string' || !isTime(tag));
}

function isTime({ tag, format }: Exclude<Tags[number], string> & { readonly format?: string }): boolean {
  return tag === 'tag:yaml.org,2002:timestamp' || format === 'TIME';
}

function readDocuments(
  documents: readonly Document.Parsed[],
  file: string,
  placeAt: (offset: number) => YamlPlace,
): ReadObjects {
  const issues: Issue[] = [];
  const objects = documents.flatMap((document): SourceObject[] => {
    const [problem] = document.errors;
    if (problem) {
      issues.push(invalid(problem.message.split('\n')[0] ?? '', file, placeAt(problem.pos[0])));
      return [];
    }
    const start = placeAt(document.contents?.range?.[0] ?? 0);
    const location = { file, line: start.line };
    const read = plainValue(document);
    if ('problem' in read) {
      issues.push(invalid(read.problem, file, start));
      return [];
    }
    return flattened(read.value).flatMap(({ content: object, path }) => {
      if (!isMap(object) || typeof object.kind !== 'string' || typeof object.apiVersion !== 'string') {
        issues.push(
          invalid('a document is no object of Kubernetes, because it has no `apiVersion` or no `kind`', file, start),
        );
        return [];
      }
      const wrong = wrongShapes(object);
      if (wrong.length > 0) {
        for (const shape of wrong) {
          const message = `\`${formatPath(shape.path)}\` of \`${shownObject(object)}\` ${shape.fault}`;
          issues.push(invalid(message, file, placeAt(offsetOf(document, [...path, ...shape.path]))));
        }
        return [];
      }
      const current = successors[`${object.apiVersion} ${object.kind}`];
      if (current) issues.push(gone(object, current, location));
      return [{ object: withoutServerFields({ ...object, ...(current && { apiVersion: current }) }), location }];
    });
  });
  return { objects, issues };
}

interface Flattened {
  readonly content: unknown;
  readonly path: ValuePath;
}

/** The objects of a document: one, those of a list, or none in an empty document. */
function flattened(content: unknown, path: ValuePath = []): Flattened[] {
  if (content === null || content === undefined) return [];
  const { kind, items } = isMap(content) ? content : {};
  const isList = typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
  return isList ? items.flatMap((item, index) => flattened(item, [...path, 'items', index])) : [{ content, path }];
}

/** Where the value at a path starts; for a value behind an alias, where the nearest value around it starts. */
function offsetOf(document: Document.Parsed, path: ValuePath): number {
  const node = document.getIn(path, true);
  if (isNode(node) && node.range) return node.range[0];
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1));
}

function invalid(message: string, file: string, { line, col }: YamlPlace): Issue {
  return errorIssue('adopt-unreadable', message, {
    location: { file, line, column: col },
    hint: 'the other documents were read; fix this one and adopt again',
  });
}

function gone(object: Fields, current: string, location: SourceObject['location']): Issue {
  return warningIssue(
    'adopt-api-gone',
    `\`${shownObject(object)}\` has the version \`${String(object.apiVersion)}\`, which servers no longer have`,
    {
      location,
      hint: `it was adopted as \`${current}\`, which has the same fields`,
    },
  );
}
