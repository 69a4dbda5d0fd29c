/**
 * The modules of a bundle: folders and files of `src/`, and packages whose code goes into the bundle. Each bundle is one file,
 * which Node parses as a whole, so a bundle holds what is loaded together. A module belongs to the first group that has
 * it.
 */
export interface Group {
  readonly name: string;
  readonly folders?: readonly string[];
  readonly packages?: readonly string[];
}

export const groups: readonly Group[] = [
  // Loaded when a command fails.
  { name: 'codes', folders: ['diagnostics/codes'] },
  {
    name: 'core',
    folders: [
      ...['diagnostics', 'data', 'kubernetes', 'files'],
      // What the command line needs for its help and for errors of background code.
      ...['applications/call-site', 'workspace/builtins', 'workspace/late-failures'],
      ...['workspace/thrown-issues', 'workspace/user-code'],
      // Words that tables of the command line show.
      ...['promotion/lifted-rule', 'actions/deployments/deployment'],
      ...['targets/registry', 'targets/compose/index', 'targets/pulumi/target', 'targets/yaml/target'],
    ],
    packages: ['fastest-levenshtein'],
  },
  {
    name: 'synthesis',
    folders: [
      ...['index', 'model', 'environments', 'applications', 'targets', 'workspace', 'assembly', 'output', 'plus'],
      // Actions that ask no cluster.
      ...['actions/synth', 'actions/validate', 'actions/flows', 'actions/explain', 'actions/pin', 'actions/schema'],
    ],
  },
  {
    // Loaded by each call, also one for help.
    name: 'command-line',
    folders: [
      ...['cli/start', 'cli/run', 'cli/program', 'cli/command-loaders', 'cli/named-command', 'cli/summaries'],
      ...['cli/terminal', 'cli/outputs', 'cli/own-output', 'cli/sealed-paint'],
      ...['cli/options', 'cli/asks-for-json', 'cli/json'],
      ...[
        'cli/fail',
        'cli/system-issue',
        'cli/usage-issue',
        'cli/other-words',
        'cli/issues',
        'cli/grouped-issues',
        'cli/until-interrupted',
      ],
      ...['cli/background', 'cli/slow-code', 'cli/closed-outputs', 'cli/exit-guard', 'cli/meant-call'],
    ],
    packages: ['commander'],
  },
  { name: 'commands', folders: ['cli'], packages: ['picocolors'] },
  // Loaded for `towpath adopt`.
  { name: 'adoption', folders: ['actions/adopt', 'adoption', 'equivalence'] },
  {
    name: 'actions',
    folders: ['actions', 'cluster', 'gates', 'holds', 'promotion', 'release', 'testing'],
    packages: ['croner', 'diff'],
  },
  {
    // Loaded when a repository has a file that may declare flows.
    name: 'python',
    folders: [
      ...['source/find-in-python', 'source/python', 'source/frameworks'],
      ...['source/manifests/pyproject', 'source/manifests/prefect-yaml'],
    ],
    packages: ['@lezer/common', '@lezer/highlight', '@lezer/lr', '@lezer/python', 'smol-toml'],
  },
  { name: 'source', folders: ['source'], packages: ['ignore'] },
  { name: 'patterns', packages: ['re2js'] },
  { name: 'zod', packages: ['zod'] },
  { name: 'yaml', packages: ['yaml'] },
];

/**
 * The group of a module.
 *
 * @param module path below `build/` without an ending, or the name of a package
 * @returns undefined for a package that is not bundled
 */
export function groupOf(module: string): Group | undefined {
  const isIn = (folder: string) => module === folder || module.startsWith(`${folder}/`);
  return groups.find(({ folders = [], packages = [] }) => folders.some(isIn) || packages.includes(module));
}
