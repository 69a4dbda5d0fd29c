import { fillPlaceholders, type Values, withoutPlaceholders } from '../../../adoption/placeholders';
import { readObjects } from '../../../adoption/read-objects';
import { placeOf, type SourceObject, shownObject } from '../../../adoption/source-object';
import { errorIssue, type Issue } from '../../../diagnostics';
import type { ReadSource } from './source';

/** A text with the path that messages show. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** The objects of texts of YAML or JSON, with values for their placeholders. */
export function readTexts(texts: readonly SourceText[], values: Values): ReadSource {
  const filled = texts.map(({ file, text }) => ({ file, ...fillPlaceholders(text, values) }));
  const read = filled.map(({ file, text }) => readObjects(text, file));
  const known = withoutPlaceholders(read.flatMap(({ objects }) => objects));
  const { objects, issues } = withoutTwins(known.objects);
  return {
    objects,
    issues: [...read.flatMap((one) => one.issues), ...known.issues, ...issues],
    own: filled.flatMap(({ own }) => own),
    used: filled.flatMap(({ used }) => used),
  };
}

function withoutTwins(objects: readonly SourceObject[]): Pick<ReadSource, 'objects' | 'issues'> {
  const known = new Set<string>();
  const issues: Issue[] = [];
  const single = objects.filter(({ object, location }) => {
    const place = placeOf(object);
    if (!known.has(place)) return known.add(place);
    const message = `\`${shownObject(object)}\` stands here for the second time`;
    issues.push(
      errorIssue('adopt-object-twice', message, { location, hint: 'the first one was adopted; delete one of the two' }),
    );
    return false;
  });
  return { objects: single, issues };
}
