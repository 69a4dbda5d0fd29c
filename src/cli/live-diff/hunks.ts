import { type StructuredPatchHunk, structuredPatch } from 'diff';
import type { ObjectDiff } from '../../actions/diff/live';
import type { KubernetesObject } from '../../assembly/application-assembly';
import { stringifyObject } from '../../targets/yaml/stringify';

/** Unchanged lines to show around changed ones. */
const context = 3;

/** Above this number of changed lines they are not matched with each other, because that takes quadratic time. */
const most = 4000;

export type Hunk = Pick<StructuredPatchHunk, 'oldStart' | 'oldLines' | 'newStart' | 'newLines' | 'lines'>;

/** An object as text; empty if there is none. */
export function yamlOf(object: KubernetesObject | undefined): string {
  return object ? stringifyObject(object) : '';
}

/** The changes of an object's YAML in the form of `diff -u`: each line begins with a space, `-` or `+`. */
export function hunksOf({ before, after }: Pick<ObjectDiff, 'before' | 'after'>): readonly Hunk[] {
  const [old, made] = [yamlOf(before), yamlOf(after)];
  if (old !== '' && made !== '') {
    const patch = structuredPatch('', '', old, made, '', '', { context, maxEditLength: most });
    if (patch) return patch.hunks;
  }
  return old === made ? [] : [wholly(linesOf(old), linesOf(made))];
}

function wholly(old: readonly string[], made: readonly string[]): Hunk {
  return {
    oldStart: old.length === 0 ? 0 : 1,
    oldLines: old.length,
    newStart: made.length === 0 ? 0 : 1,
    newLines: made.length,
    lines: [...old.map((line) => `-${line}`), ...made.map((line) => `+${line}`)],
  };
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** The position of a hunk in both texts: `@@ -5,7 +5,8 @@`. */
export function headerOf({ oldStart, oldLines, newStart, newLines }: Hunk): string {
  return `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`;
}

function range(start: number, lines: number): string {
  return lines === 1 ? String(start) : `${start},${lines}`;
}
