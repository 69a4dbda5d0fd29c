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
  const verb = (name: string, args: readonly string[], cwd: () => string, before?: (cwd: string) => void): Row => ({
    name,
    what: `towpath ${args.join(' ')}, ${size} / synth, nothing changed`,
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
  const workspace = () => checkout.project(largeFiles(flows));
  const setTag = (cwd: string, tag: string) =>
    writeFileSync(join(cwd, 'environments/dev.yaml'), environmentText('dev', ['large'], tag));
  return [
    {
      name: 'one-tag',
      what: `synth --layout app, one tag changed, ${size} / nothing changed`,
      goal: 1.1,
      prepare: () => {
        const { cwd = '', ...ours } = unchanged();
        execFileSync(synth[0] ?? '', synth.slice(1), { cwd });
        let round = 0;
        return {
          ours: { ...ours, cwd, before: () => setTag(cwd, `tag-${round++}`), prints: '1 file written' },
          peer: unchanged(),
        };
      },
    },
    verb('validate', ['validate'], workspace),
    verb('flows', ['flows'], workspace),
    verb('explain', ['explain', '-e', 'prod', 'large.store-0'], workspace),
    verb('pin', ['pin', '-e', 'dev', 'large=tag-new'], workspace, (cwd) => setTag(cwd, 'tag-old')),
    verb('diff-base', ['diff', '--base', 'HEAD'], () => committed(workspace(), synth)),
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
