import { type Data, dataOf } from './data';
import { MAX_DEPTH, parse } from './parse';
import { type Place, placeAt } from './place';
import { type Position, positionsIn } from './position';
import { type FoundProblem, problemsToShow, type ReadProblem, type Report } from './problem';
import { reportSyntax } from './syntax';
import { isMapToken } from './tokens';

export interface ReadResult {
  /** What could be read. Only to be relied on when there are no problems. */
  readonly data: { [key: string]: Data };
  /** What was found, in the order of the text. */
  readonly problems: ReadProblem[];
  /** Where the key of a map entry, or a list item, stands. */
  positionOf(path: readonly (string | number)[]): Position | undefined;
}

const MAX_KIB = 256;

/** Reads untrusted YAML. Never throws on its content: what is wrong with it is in `problems`. */
export function readYaml(text: string): ReadResult {
  const found: FoundProblem[] = [];
  const { data, root } = read(text, (problem, offset, path = []) => found.push({ ...problem, offset, path }));
  const position = positionsIn(text);
  const positionOf: ReadResult['positionOf'] = (path) => {
    const place = placeAt(root, path);
    return place && position(place.offset);
  };
  return { data, problems: problemsToShow(found, position), positionOf };
}

function read(text: string, report: Report): { data: ReadResult['data']; root?: Place } {
  if (Buffer.byteLength(text) > MAX_KIB * 1024) {
    const message = `The file is larger than ${MAX_KIB} KiB.`;
    report({ code: 'yaml-too-large', message, hint: 'Split it, or move large texts out of it.' }, 0);
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
    const hint = 'Keep one document per file: remove the "---" or "..." line and what follows, or merge the two.';
    report({ code: 'yaml-several-documents', message: 'A second YAML document starts here.', hint }, second.offset);
  }
  const token = first?.value;
  const root: Place = { path: [], offset: token?.offset ?? 0, inner: new Map() };
  const data = dataOf(token, first?.start, root, report);
  if (!token) return { data: {} };
  if (isMapToken(token)) return { data: data as ReadResult['data'], root };
  // An alias in this place is reported already.
  if (token.type !== 'alias') {
    const hint = 'Start the file with "key: value" entries.';
    report({ code: 'yaml-not-a-map', message: 'The file does not hold a map.', hint }, token.offset);
  }
  return { data: {}, root };
}
