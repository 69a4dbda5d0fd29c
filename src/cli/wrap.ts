import { printableLine } from '../diagnostics';

/**
 * Breaks a line at spaces, so that each line fits the screen. A word that is wider than the screen stays whole, because
 * a name or a tag that is split cannot be found or copied.
 *
 * @param indent the number of spaces before each line but the first
 */
export function wrap(line: string, width: number, indent = 0): string {
  if (line.length <= width) return line;
  const text = line.trimStart();
  const start = line.slice(0, line.length - text.length);
  const lines: string[] = [];
  let current = start;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = ' '.repeat(indent);
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  const [first = '', ...others] = [...lines, current];
  return [first, ...others.map(printableLine)].join('\n');
}
