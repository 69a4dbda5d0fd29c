import type { InitPreview, InitProposal } from '../actions/index';
import type { PackageManager } from '../actions/init/package-manager';
import { count } from '../data/count';
import { table } from './table';
import type { Terminal } from './terminal';
import { wrap } from './wrap';

/** What `towpath init` proposes for a repository: the flows that it found, what it guessed, and the files. */
export function proposalText(
  { parts, guesses, adopt, applications, environments, folder }: InitProposal,
  { texts }: InitPreview,
  { width, paint }: Pick<Terminal, 'width' | 'paint'>,
): string {
  const place = (from: { file: string; line: number } | undefined) => (from ? `${from.file}:${from.line}` : '');
  const columns = [{ head: 'flow' }, { head: 'kind' }, { head: 'from' }];
  const rows = parts.map(({ id, detail, from }) => [id, detail, place(from)]);
  const shown = [...Object.keys(applications), ...Object.keys(environments)].map((file) =>
    folder === '' ? file : `${folder}/${file}`,
  );
  const printed = shown.filter((file) => Object.hasOwn(texts, file));
  const others = Object.keys(texts).filter((file) => !printed.includes(file));
  return [
    ...(parts.length > 0 ? [table(columns, rows, width)] : []),
    ...(guesses.length > 0
      ? [
          [
            'Guesses, to be checked:',
            ...guesses.map(({ text, from }) => wrap(`  ${text}${from ? ` (${place(from)})` : ''}`, width)),
          ].join('\n'),
        ]
      : []),
    ...(adopt.length > 0
      ? [wrap('This repository has objects of Kubernetes, so `towpath adopt` writes the application.', width)]
      : []),
    ...printed.map((file) => `${paint.dim(`--- ${file}`)}\n${texts[file]?.trimEnd()}`),
    ...(others.length > 0
      ? [
          [
            `${count(others.length, printed.length > 0 ? 'more file' : 'file')}:`,
            ...others.map((file) => `  ${file}`),
          ].join('\n'),
        ]
      : []),
  ].join('\n\n');
}

/** The commands that come after `towpath init`. */
export function nextCommands(
  { folder, adopt }: Pick<InitProposal, 'folder' | 'adopt'>,
  manager: PackageManager,
): readonly string[] {
  const enter = folder === '' ? [] : [`cd ${folder}`];
  const last = adopt.length > 0 ? adopt : [`${manager} run synth`];
  return [...enter, `${manager} install`, ...last];
}
