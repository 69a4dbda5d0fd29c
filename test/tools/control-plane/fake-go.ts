import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '../../helpers/files';

/** What answers as Go does, and builds empty programs at once. */
const script = `#!${process.execPath}
const { mkdirSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const args = process.argv.slice(2);
const program = (file) => writeFileSync(file, '', { mode: 0o755 });
if (args[0] === 'env') console.log(process.env.FAKE_VERSION ?? 'go1.26.1');
if (args[1] === 'download') {
  if (process.env.FAKE_OFFLINE) process.exit(1);
  mkdirSync('module/kustomize/stage', { recursive: true });
  writeFileSync('module/go.mod', '');
  console.log(JSON.stringify({ GoMod: join(process.cwd(), 'module/go.mod'), Dir: join(process.cwd(), 'module') }));
}
if (args[0] === 'build') {
  const [out, ...packages] = args.slice(args.indexOf('-o') + 1);
  if (process.env.FAKE_KILL && out.endsWith('etcd')) process.kill(process.ppid, 'SIGKILL');
  for (const name of packages) program(out.endsWith('/') ? join(out, basename(name)) : out);
}
if (args[0] === 'install') program(join(process.env.GOBIN, 'kwok'));
`;

/** A folder for PATH that has nothing but it. */
export function fakeGo(): string {
  const folder = folderWith({ go: script });
  chmodSync(join(folder, 'go'), 0o755);
  return folder;
}
