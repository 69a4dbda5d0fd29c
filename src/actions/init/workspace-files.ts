import { newestDefaults } from '../../model/defaults';

/** The files of a new workspace by path: an application of one service, in two environments. */
export function workspaceFiles(name: string): Record<string, string> {
  return {
    [`apps/${name}.ts`]: `import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow } from 'towpath';

/** The parts that are the same in every environment. The files in environments/ set the rest. */
export default class ${className(name)} extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    new ServiceFlow(this, 'web', {
      image: this.image('web', 'example/${name}'), // the environment sets the tag
      user: 1000,
      port: 8000,
      probes: { readiness: { http: '/' } },
    });
  }
}
`,
    'environments/dev.yaml': `# yaml-language-server: $schema=.schema/environment.json
# The first environment. It follows the branch main: each new pod pulls the newest image.
namespace: ${name}-dev
defaults: { pullPolicy: Always }
apps:
  ${name}:
    tag: main
`,
    'environments/prod.yaml': `# yaml-language-server: $schema=.schema/environment.json
promotesFrom: [dev]
namespace: ${name}-prod
apps:
  ${name}:
    tag: v0.1.0
    flows:
      web: { replicas: 2 }
`,
    'towpath.yaml': `# yaml-language-server: $schema=environments/.schema/workspace.json
defaults: ${newestDefaults}
`,
  };
}

/** Lines for files that a repository may already have. */
export const lines: Readonly<Record<string, readonly string[]>> = {
  '.gitignore': ['node_modules/', '/.towpath/'],
  // The bytes of dist/ are compared, so git must not change line ends in it.
  '.gitattributes': ['/dist/** text eol=lf linguist-generated'],
};

/** The package.json of a folder that has none. */
export function packageJson(name: string, dependencies: Readonly<Record<string, string>>): string {
  const scripts = { synth: 'towpath synth', validate: 'towpath validate' };
  return `${JSON.stringify({ name: `${name}-deployment`, private: true, scripts, dependencies }, null, 2)}\n`;
}

function className(name: string): string {
  const words = name.split('-').filter((word) => word !== '');
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Z]/.test(joined) ? joined : `App${joined}`;
}
