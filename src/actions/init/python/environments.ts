/** The environments of a proposed application. Their versions are examples that are legal in each of them. */
export function pythonEnvironments(application: string): Record<string, string> {
  return {
    'environments/dev.yaml': `# yaml-language-server: $schema=.schema/environment.json
# The first environment. It follows the branch main: each new pod pulls the newest image.
namespace: ${application}-dev
defaults: { pullPolicy: Always }
apps:
  ${application}:
    tag: main
`,
    ...Object.fromEntries(
      [
        ['tst', 'dev'],
        ['prod', 'tst'],
      ].map(([name, from]) => [
        `environments/${name}.yaml`,
        `# yaml-language-server: $schema=.schema/environment.json
# Versions come from ${from}: \`towpath promote ${name}\` sets the tag.
promotesFrom: [${from}]
namespace: ${application}-${name}
apps:
  ${application}:
    tag: v0.1.0
`,
      ]),
    ),
  };
}
