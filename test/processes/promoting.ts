import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type RunOptions, towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { shop, workspaceWith } from '../helpers/workspace';

const environment = (from: string, tag: string) => `${from}namespace: shop-${tag}\napps: { shop: { tag: ${tag} } }\n`;

/** A checkout with dev and prod and a remote repository, and programs that end the promotion in the middle. */
export async function promoting() {
  const root = workspaceWith({
    'apps/shop.ts': shop,
    'environments/dev.yaml': environment('', 'v2'),
    'environments/prod.yaml': environment('promotesFrom: [dev]\n', 'v1'),
    '.gitignore': 'node_modules\n',
  });
  const remote = folderWith({});
  const run = (...args: string[]) =>
    git(root, ...args)
      .toString()
      .trim();
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  await towpath(root, ['synth']);
  run('init', '--quiet', '--initial-branch=main');
  run('config', 'user.name', 'Ada');
  run('config', 'user.email', 'ada@example.org');
  run('add', '-A');
  run('commit', '--quiet', '-m', 'first');
  run('remote', 'add', 'origin', remote);
  const bin = folderWith({ git: gitProgram(), gh: forgeProgram('url'), glab: forgeProgram('web_url') });
  for (const program of ['git', 'gh', 'glab']) chmodSync(join(bin, program), 0o755);
  const kept = folderWith({});
  const restored = ['.git', 'dist', 'environments'];
  for (const folder of restored) cpSync(join(root, folder), join(kept, folder), { recursive: true });
  return {
    root,
    remote,
    bin,
    git: run,
    promote: (args: readonly string[], { env, ...options }: RunOptions = {}) =>
      towpath(root, ['promote', 'prod', '--pins', ...args], {
        env: { PATH: `${bin}${delimiter}${process.env.PATH}`, ...env },
        ...options,
      }),
    /** The commit of a branch of the remote repository; empty if there is no such branch. */
    pushed: (branch: string) =>
      execFileSync('git', ['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`], { cwd: remote })
        .toString()
        .trim(),
    /** Everything as it was before the first promotion. */
    restore() {
      for (const folder of restored) {
        rmSync(join(root, folder), { recursive: true, force: true });
        cpSync(join(kept, folder), join(root, folder), { recursive: true });
      }
      rmSync(remote, { recursive: true, force: true });
      execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
      for (const file of ['calls', 'body', 'open']) rmSync(join(bin, file), { force: true });
    },
  };
}

/** Kills whoever calls it before or after the command of git that KILL_BEFORE or KILL_AFTER names. */
function gitProgram(): string {
  const real = execFileSync('/bin/sh', ['-c', 'command -v git']).toString().trim();
  return `#!/bin/sh
case " $* " in *" \${KILL_BEFORE:-nothing} "*) kill -9 $PPID; exit 1 ;; esac
${real} "$@"
code=$?
case " $* " in *" \${KILL_AFTER:-nothing} "*) kill -9 $PPID ;; esac
exit $code
`;
}

/** Writes down its calls and the text of the pull request, and remembers that it opened one. */
function forgeProgram(field: string): string {
  return `#!/bin/sh
here=$(dirname "$0")
address=\${ADDRESS:-https://forge.example/1}
case " $* " in *" \${KILL_BEFORE:-nothing} "*) kill -9 $PPID; exit 1 ;; esac
printf '%s\\n' "$*" >> "$here/calls"
case "$2" in
  list) if [ -f "$here/open" ]; then echo "[{\\"${field}\\":\\"$address\\"}]"; else echo '[]'; fi ;;
  create)
    cat > "$here/body"; touch "$here/open"; echo "Creating"; echo "$address"
    case " $* " in *" \${KILL_AFTER:-nothing} "*) kill -9 $PPID ;; esac ;;
esac
`;
}
