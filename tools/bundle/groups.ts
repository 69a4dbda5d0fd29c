/**
 * The modules of a bundle: rooms of `src/`, and packages whose code goes into the bundle. Each bundle is one file,
 * which Node parses as a whole, so a bundle holds what is loaded together.
 */
export interface Group {
  readonly name: string;
  readonly rooms?: readonly string[];
  readonly packages?: readonly string[];
}

export const groups: readonly Group[] = [
  {
    name: 'core',
    rooms: ['diagnostics', 'data', 'kubernetes', 'files'],
    packages: ['fastest-levenshtein'],
  },
  {
    name: 'synthesis',
    rooms: ['index', 'model', 'environments', 'applications', 'targets', 'workspace', 'assembly', 'output', 'plus'],
  },
  { name: 'command-line', rooms: ['cli'], packages: ['commander', 'picocolors'] },
  { name: 'actions', rooms: ['actions', 'cluster', 'release', 'testing'], packages: ['diff'] },
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
  const [first = ''] = module.split('/');
  return groups.find(({ rooms = [], packages = [] }) => rooms.includes(first) || packages.includes(module));
}
