import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cli } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { workspaceWith } from '../helpers/workspace';
import { kubeconfigOf, type ServedCluster } from '../memory-cluster/serve';
import { root as repository } from '../project/repository';

/** How the commands of a block ended. */
export interface Ran {
  /** Commands that ended with another code than 0, with this code. */
  readonly failed: Readonly<Record<string, number>>;
  readonly output: string;
}

/** A folder in which a reader types the commands of a document, with the programs that they call. */
export class Ground {
  /** Where the reader is: a block may change the folder. */
  folder: string;
  /** What the reader has outside of the workspace. */
  readonly home = folderWith({});
  /** The variables of the reader's shell. */
  readonly env: Record<string, string> = {};

  constructor(
    readonly root: string,
    clusters: ReadonlyMap<string, ServedCluster> = new Map(),
  ) {
    this.folder = root;
    const addresses = new Map([...clusters].map(([context, { url }]) => [context, url]));
    this.env.KUBECONFIG = join(this.home, 'kubeconfig');
    writeFileSync(this.env.KUBECONFIG, kubeconfigOf(addresses));
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** Makes the folder a checkout with a remote repository and one commit. */
  checkout(): void {
    const remote = folderWith({});
    git(remote, 'init', '--quiet', '--bare', '--initial-branch=main');
    if (!existsSync(join(this.root, '.gitignore'))) this.write({ '.gitignore': 'node_modules\n' });
    for (const args of [
      ['init', '--quiet', '--initial-branch=main'],
      ['config', 'user.name', 'Ada'],
      ['config', 'user.email', 'ada@example.org'],
      ['remote', 'add', 'origin', remote],
    ])
      git(this.root, ...args);
    this.commit('first');
    git(this.root, 'push', '--quiet', '--set-upstream', 'origin', 'main');
  }

  commit(message: string): void {
    git(this.root, 'add', '-A');
    git(this.root, 'commit', '--quiet', '-m', message);
  }

  /** Types the lines of a text into a shell, one after the other, also after one that fails. */
  async type(text: string): Promise<Ran> {
    const [failed, where] = [join(this.home, 'failed'), join(this.home, 'where')];
    writeFileSync(failed, '');
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const typed = lines.map((line) => {
      const quoted = `'${line.replaceAll("'", "'\\''")}'`;
      return `eval ${quoted} || printf '%s\\t%s\\n' "$?" ${quoted} >>'${failed}'`;
    });
    const output = await shell(['set -o pipefail', ...typed, `pwd >'${where}'`].join('\n'), this.folder, this.env);
    this.folder = readFileSync(where, 'utf8').trim();
    const codes = readFileSync(failed, 'utf8').split('\n').filter(Boolean);
    const endings = codes.map((line): [string, number] => {
      const [code = '', command = ''] = line.split('\t');
      return [withoutComment(command), Number(code)];
    });
    return { failed: Object.fromEntries(endings), output };
  }
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, '').trim();
}

function shell(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<string> {
  const path = [programs(), join(repository, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const child = spawn('bash', ['-c', script], {
    cwd,
    env: { ...process.env, PATH: path, PACKAGES: packages(), ...env },
  });
  child.stdin.end();
  return new Promise((resolve, reject) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}

let madePackages: string | undefined;
let madePrograms: string | undefined;

/** The packages that an installation would bring. */
function packages(): string {
  if (madePackages) return madePackages;
  madePackages = join(workspaceWith({}), 'node_modules');
  symlinkSync(join(repository, 'node_modules/@types'), join(madePackages, '@types'));
  return madePackages;
}

/**
 * What a reader has in PATH: the real towpath, git and npm. Npm installs by a link to packages that are there, so that
 * the test needs no registry. kubectl, helm, docker and gh stand for programs that this machine may lack; they fail if
 * what they are given is not there or not YAML.
 */
function programs(): string {
  if (madePrograms) return madePrograms;
  const node = process.execPath;
  const clock = join(repository, 'test/fixtures/clock.cjs');
  const isYaml = `"${node}" -e 'const y = require("${repository}/node_modules/yaml"); const d = y.parseAllDocuments(require("fs").readFileSync(0, "utf8")); process.exit(d.length > 0 && d.every((one) => one.errors.length === 0 && one.get("kind")) ? 0 : 1)'`;
  const texts = {
    towpath: `exec "${node}" \${CLOCK:+--require "${clock}"} "${cli}" "$@"`,
    npx: 'exec "$@"',
    npm: `case "$1" in install|ci) [ -f package.json ] && { [ -e node_modules ] || ln -s "$PACKAGES" node_modules; }; exit ;; esac
exec "${dirname(node)}/npm" "$@"`,
    kubectl: `case "$1 $2" in
  "apply -f") [ "$3" = - ] && exec ${isYaml} ;;
  "apply -R") [ "$3" = -f ] && find "$4" -name '*.yaml' -exec sed -s '1s/^/---\\n/' {} + | ${isYaml} ; exit ;;
  "get crd") cat "$CRDS/$3.yaml"; exit ;;
esac
if [ "$1" = kustomize ]; then shift; for one; do [ -d "$one" ] && cat "$one"/base.yaml && exit; done; fi
exit 1`,
    helm: 'for one; do [ -d "$one/templates" ] && cat "$one"/templates/*.yaml && exit; done; exit 1',
    docker: '[ "$1" = compose ] && [ -f compose.yaml ]',
    gh: `case "$1 $2" in "--version "*) ;; "pr list") echo '[]' ;; "pr create") echo https://forge.example/1 ;; *) exit 1 ;; esac`,
  };
  const scripts = Object.entries(texts).map(([name, text]) => [name, `#!/bin/sh\n${text}\n`]);
  madePrograms = folderWith(Object.fromEntries(scripts));
  for (const name of Object.keys(texts)) chmodSync(join(madePrograms, name), 0o755);
  return madePrograms;
}
