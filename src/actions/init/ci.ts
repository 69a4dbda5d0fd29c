/** A workflow of GitHub that checks a workspace in a folder of a repository. */
export function checkWorkflow(folder: string): string {
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
      - run: npm install
      - run: npm test
      - run: npx towpath schema --check
      - run: npx towpath synth --check
`;
}
