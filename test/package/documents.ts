import { textOf } from '../project/repository';
import { packageFiles } from './staging';

/** A block of code in a document. */
export interface Block {
  /** Where it is, for messages: `docs/guide.md:12`. */
  readonly place: string;
  /** The words after the backticks: the language, and how a test completes the code. */
  readonly info: string;
  readonly code: string;
}

/** The Markdown files of the package, without the decision records, which are not instructions. */
const documents: readonly string[] = packageFiles().filter(
  (file) => file.endsWith('.md') && !file.startsWith('docs/decisions/') && file !== 'CHANGELOG.md',
);

export const blocks: readonly Block[] = documents.flatMap((file) => {
  const text = textOf(file) ?? '';
  return [...text.matchAll(/^([ ]*)```([^\n]*)\n(.*?)^\1```$/gms)].map(({ index, 2: info = '', 3: code = '' }) => ({
    place: `${file}:${text.slice(0, index).split('\n').length}`,
    info,
    code,
  }));
});

/** The blocks of a language. */
export function blocksOf(language: string): readonly Block[] {
  return blocks.filter(({ info }) => info.split(' ')[0] === language);
}

/** The calls of towpath in a text of a shell: each as its words, without `towpath`. Placeholders stay as words. */
export function callsIn(shell: string): string[][] {
  const commands = shell.split('\n').flatMap((line) => line.replace(/(^|\s)#.*$/, '').split(/&&|\||;/));
  return commands.flatMap((command) => {
    const words = command.trim().split(/\s+/);
    const start = words[0] === 'npx' || words[0] === '$' ? (words[1] === 'npx' ? 2 : 1) : 0;
    return words[start] === 'towpath' ? [words.slice(start + 1).filter((word) => word !== '>')] : [];
  });
}

/** The calls of towpath inside the text of documents, between single backticks; `[…]` marks optional words. */
export function mentionedCalls(): [place: string, call: string][] {
  return documents.flatMap((file) =>
    [...(textOf(file) ?? '').matchAll(/(?<!`)`(?:npx )?towpath (?!\[)([a-z][^`\n]*)`(?!`)/g)].map(
      ({ 1: call = '' }): [string, string] => [file, call],
    ),
  );
}
