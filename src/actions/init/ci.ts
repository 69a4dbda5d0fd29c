import type { PackageManager } from './package-manager';

/** A workflow of GitHub that checks a workspace in a folder of a repository. */
export function checkWorkflow(folder: string, manager: PackageManager): string {
  // The machines of GitHub have npm; corepack, which comes with Node, brings the others.
  const enable = manager === 'npm' ? '' : '      - run: corepack enable\n';
  const call = manager === 'npm' ? 'npx' : `${manager} exec`;
  const inFolder = folder === '' ? '' : `    defaults: { run: { working-directory: ${folder} } }\n`;
  return `# Checks that the deployment is valid, and that its files are fresh.
name: towpath
on: [push]
jobs:
  check:
    runs-on: ubuntu-latest
${inFolder}    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with: { node-version: 22 }
${enable}      - run: ${manager} install
      - run: ${manager} test
      - run: ${call} towpath schema --check
      - run: ${call} towpath synth --check
`;
}
