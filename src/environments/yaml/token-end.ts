import type { CST } from 'yaml';
import { colonOf, entriesOf, type MapEntry, type MaybeToken } from './tokens';

/** Returns the offset at which the content of a token ends, without comments and blank lines after it. */
export function tokenEnd(token: CST.Token): number {
  switch (token.type) {
    case 'block-map':
    case 'block-seq': {
      const last = entriesOf(token).at(-1);
      return last ? entryEnd(last) : token.offset;
    }
    case 'flow-collection':
      return tokenEnd(token.end[0]!);
    case 'block-scalar':
      return blockScalarContent(token).end;
    default:
      return token.offset + ('source' in token ? token.source.length : 0);
  }
}

/** Returns the offset at which an entry of a map or an item of a list ends. */
export function entryEnd(entry: MapEntry): number {
  return tokenEnd(isWritten(entry.value) ? entry.value : (colonOf(entry) ?? entry.key ?? entry.start[0]!));
}

/** Returns the offsets at which the lines of a block scalar start and end. */
export function blockScalarContent({ offset, props, source }: CST.BlockScalar): { start: number; end: number } {
  const start = props.reduce((at, prop) => at + ('source' in prop ? prop.source.length : 0), offset);
  // `source` includes trailing empty lines only if they belong to the text ("|+").
  return { start, end: start + source.replace(/\r?\n$/, '').length };
}

/** Reports whether a value is written in the file. A written `null` counts. */
export function isWritten(value: MaybeToken): value is CST.Token {
  return Boolean(value) && !(value?.type === 'scalar' && value.source === '');
}
