import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../compare';
import type { Work } from '../run';
import type { Checkout } from '../subjects/checkout';
import { environmentText, javaScript, largeFiles, workspaceFiles } from '../subjects/workspace';

/** Rows that compare commands with a synthesis that finds nothing changed, and sizes with each other. */
export function verbRows(checkout: Checkout, flows: number): readonly Row[] {
  const synth = checkout.towpath('synth', '--layout', 'app');
  const unchanged = (files = largeFiles(flows)): Work => ({ commands: [synth], cwd: checkout.project(files) });
  const size = `${flows} flows x 3`;
  return [
    {
      name: 'one-tag',
      what: `synth --layout app, one tag changed, ${size} / nothing changed`,
      goal: 1.1,
      prepare: () => ({ ours: oneTag(unchanged(), synth), peer: unchanged() }),
    },
    ...commandRows(checkout, flows, unchanged, synth),
    {
      name: 'many-flows',
      what: `synth --layout app, ${flows * 10} flows x 3 / ${size}, both with nothing changed`,
      goal: 12,
      mostRounds: 3,
      prepare: () => ({ ours: unchanged(largeFiles(flows * 10)), peer: unchanged() }),
    },
    {
      name: 'many-applications',
      what: `synth --layout app, ${flows * 2} applications of one flow x 3 / one of ${flows}, both with nothing changed`,
      goal: 12,
      mostRounds: 3,
      prepare: () => ({ ours: unchanged(manyApplications(flows * 2)), peer: unchanged() }),
    },
  ];
}

/** A synthesis in which one tag has changed since the synthesis before it. */
function oneTag({ cwd = '', ...unchanged }: Work, synth: readonly string[]): Work {
  execFileSync(synth[0] ?? '', synth.slice(1), { cwd });
  let round = 0;
  return { ...unchanged, cwd, before: () => setTag(cwd, `tag-${round++}`), prints: '1 file written' };
}

/** Rows that compare other commands with a synthesis that finds nothing changed. */
function commandRows(checkout: Checkout, flows: number, unchanged: () => Work, synth: readonly string[]): Row[] {
  const workspace = () => checkout.project(largeFiles(flows));
  const row = (name: string, args: readonly string[], cwd = workspace, before?: (cwd: string) => void): Row => ({
    name,
    what: `towpath ${args.join(' ')}, ${flows} flows x 3 / synth, nothing changed`,
    goal: 1,
    prepare: () => {
      const folder = cwd();
      const ours = {
        commands: [checkout.towpath(...args)],
        cwd: folder,
        ...(before && { before: () => before(folder) }),
      };
      return { ours, peer: unchanged() };
    },
  });
  return [
    row('validate', ['validate']),
    row('flows', ['flows']),
    row('explain', ['explain', '-e', 'prod', 'large.store-0']),
    row('pin', ['pin', '-e', 'dev', 'large=tag-new'], workspace, (cwd) => setTag(cwd, 'tag-old')),
    row('diff-base', ['diff', '--base', 'HEAD'], () => committed(workspace(), synth)),
  ];
}

function setTag(cwd: string, tag: string): void {
  writeFileSync(join(cwd, 'environments/dev.yaml'), environmentText('dev', ['large'], tag));
}

function manyApplications(count: number): Record<string, string> {
  return workspaceFiles(Object.fromEntries(Array.from({ length: count }, (_, i) => [`app-${i}.js`, javaScript(1)])));
}

/** The workspace with its output, in the first commit of a repository. */
function committed(cwd: string, synth: readonly string[]): string {
  execFileSync(synth[0] ?? '', synth.slice(1), { cwd });
  writeFileSync(join(cwd, 'towpath.yaml'), 'layout: app\n');
  writeFileSync(join(cwd, '.gitignore'), 'node_modules\n');
  const as = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '.'],
    [...as, 'commit', '--quiet', '-m', 'bench'],
  ]) {
    execFileSync('git', args, { cwd });
  }
  return cwd;
}
