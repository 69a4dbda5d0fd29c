import { type Data, dataOf } from './data';
import { MAX_DEPTH, parse } from './parse';
import { type Position, positionsIn } from './position';
import { conflictError, reportSyntax } from './syntax';
import { isMapToken } from './tokens';
import { locationAt, type ValueLocation } from './value-location';
import { type LocatedYamlError, locateErrors, type ReportYamlError, type YamlErrorAtOffset } from './yaml-error';

export interface ReadResult {
  /** The data that could be read. It is complete only if there are no problems. */
  readonly data: { [key: string]: Data };
  /** The problems, in the order of the text. */
  readonly problems: LocatedYamlError[];
  /** Finds the position of the key of a map entry, or of a list item. */
  positionOf(path: readonly (string | number)[]): Position | undefined;
}

const MAX_KIB = 256;
/** Matches the line with which git begins a conflict. */
const CONFLICT = /^<{7} /m;

/** Reads untrusted YAML. It does not throw on invalid content, but reports it in `problems`. */
export function readYaml(text: string): ReadResult {
  const found: YamlErrorAtOffset[] = [];
  const { data, root } = read(text, (problem, offset, path = []) => found.push({ ...problem, offset, path }));
  const conflict = found.length > 0 ? CONFLICT.exec(text) : null;
  const position = positionsIn(text);
  const positionOf: ReadResult['positionOf'] = (path) => {
    const place = locationAt(root, path);
    return place && position(place.offset);
  };
  const problems = conflict ? [{ ...conflictError, offset: conflict.index, path: [] }] : found;
  return { data, problems: locateErrors(problems, position), positionOf };
}

function read(text: string, report: ReportYamlError): { data: ReadResult['data']; root?: ValueLocation } {
  if (Buffer.byteLength(text) > MAX_KIB * 1024) {
    const message = `The file is larger than ${MAX_KIB} KiB.`;
    report({ code: 'yaml-too-large', message, hint: 'Split the file, or move large texts out of it.' }, 0);
    return { data: {} };
  }
  const { tokens, documents, tooDeepAt } = parse(text);
  if (tooDeepAt === undefined) reportSyntax(tokens, text, report);
  else {
    const message = `The nesting is deeper than ${MAX_DEPTH} levels.`;
    const hint = `Use fewer levels of maps and lists: at most ${MAX_DEPTH}.`;
    report({ code: 'yaml-too-deep', message, hint }, tooDeepAt);
  }
  const [first, second] = documents;
  if (second) {
    const hint = 'Remove the "---" or "..." line and the text after it, or merge the documents.';
    report({ code: 'yaml-several-documents', message: 'A second YAML document starts here.', hint }, second.offset);
  }
  const token = first?.value;
  const root: ValueLocation = { path: [], offset: token?.offset ?? 0, inner: new Map() };
  const data = dataOf(token, first?.start, root, report);
  if (!token) return { data: {} };
  if (isMapToken(token)) return { data: data as ReadResult['data'], root };
  // dataOf has already reported an alias, and text that is nested too deeply was not read to its end.
  if (token.type !== 'alias' && tooDeepAt === undefined) {
    const hint = 'Start the file with "key: value" entries.';
    report({ code: 'yaml-not-a-map', message: 'The content of the file is not a map.', hint }, token.offset);
  }
  return { data: {}, root };
}
