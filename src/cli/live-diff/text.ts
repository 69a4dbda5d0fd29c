import type { LiveChange, ObjectDiff } from '../../actions/diff/live';
import { printable } from '../../diagnostics';
import type { Terminal } from '../terminal';
import { valueChange } from '../value-change';
import { conflictLines, notesOf } from './notes';
import { summaryLine, summaryOf } from './summary';

export type Look = Pick<Terminal, 'paint' | 'width'>;

/** Formats the changes of one object. */
export type Body = (object: ObjectDiff, look: Look) => string[];

const titles: readonly (readonly [LiveChange, string])[] = [
  ['added', 'Added'],
  ['changed', 'Changed'],
  ['rerun', 'Recreated'],
];

/** A diff for people: added, changed and pruned objects, and conflicts that would stop a deploy. */
export function liveText(objects: readonly ObjectDiff[], body: Body, look: Look): string {
  const changes = titles.flatMap(([change, title]) => {
    const found = objects.filter((object) => object.change === change);
    return section(
      title,
      found.map((object) => withNotes(object, look, body(object, look))),
      look,
    );
  });
  return [...changes, ...aside(objects, look)].join('\n\n');
}

/** The parts that a comparison of texts does not show: pruned, kept and refused objects, conflicts, and the counts. */
export function aside(objects: readonly ObjectDiff[], look: Look): string[] {
  const those = (change: LiveChange) => objects.filter((object) => object.change === change);
  const conflicting = objects.filter(({ conflicts }) => conflicts.length > 0);
  const conflicts = conflicting.map((object) =>
    [heading(object, '!', look), ...conflictLines(object).map((line) => `    ${printable(line)}`)].join('\n'),
  );
  return [
    ...section('Pruned', lines(those('pruned').map((object) => heading(object, '-', look))), look),
    ...section(
      'Kept',
      lines(those('kept').map((object) => `${heading(object, ' ', look)}: ${printable(object.keeps ?? '')}`)),
      look,
    ),
    ...section('Refused', lines(those('refused').map((object) => refusedLines(object, look))), look),
    ...section('Conflicts that stop a deploy', lines(conflicts), look),
    look.paint.bold(summaryLine(summaryOf({ objects }))),
  ];
}

/** A refused object with the reasons, and the declared fields that differ. */
function refusedLines(object: ObjectDiff, look: Look): string {
  const fields = object.fields.map(({ path, from, to }) => {
    return `${path}: ${valueChange(from ?? '(none)', to ?? '(none)')}`;
  });
  const notes = [...(object.reasons ?? []), ...fields];
  return [heading(object, '!', look), ...notes.map((line) => `    ${printable(line)}`)].join('\n');
}

const signs = { added: '+', changed: '~', rerun: '±', pruned: '-', kept: ' ', refused: '!' } as const;

/** An object with its notes. */
export function withNotes(object: ObjectDiff, look: Look, body: readonly string[] = []): string {
  const notes = notesOf(object).map((note) => look.paint.dim(`    ${printable(note)}`));
  return [heading(object, signs[object.change], look), ...notes, ...body].join('\n');
}

function heading({ application, kind, name }: ObjectDiff, sign: string, { paint }: Look): string {
  const colours: Readonly<Record<string, (text: string) => string>> = { '+': paint.green, '-': paint.red };
  return (colours[sign] ?? paint.yellow)(printable(`${sign} ${application} ${kind}/${name}`));
}

function section(title: string, blocks: readonly string[], { paint }: Look): string[] {
  if (blocks.length === 0) return [];
  const [first, ...rest] = blocks;
  return [`${paint.bold(title)}\n${first}`, ...rest];
}

/** Groups of lines that are close to each other. */
function lines(all: readonly string[]): string[] {
  return all.length === 0 ? [] : [all.join('\n')];
}
