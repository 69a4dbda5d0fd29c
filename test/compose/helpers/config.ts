import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';
import type { OutputFile } from '../../../src/output/output-unit';
import { lacking } from '../../../tools/lacking';
import { folderWith } from '../../helpers/files';
import { variable } from './running';

const there = process.env[variable] !== undefined;
if (!there) lacking('compose', 'there is no Compose; the setup says why');

/** A `describe` whose tests are skipped if there is no Compose. */
export const onCompose = there ? describe : describe.skip;

/** The result of `docker-compose config` for the files of one application. */
export interface Configured {
  /** The error that it printed; empty if it accepts the files. */
  readonly complaint: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is Compose's own
  readonly services: Readonly<Record<string, any>>;
}

/** Runs `docker-compose config` on files, with `value` for every variable in `.env.example`. */
export function configured(files: readonly OutputFile[], value = 'v'): Configured {
  const texts = Object.fromEntries(files.map(({ path, text }) => [path.split('/').slice(2).join('/'), text]));
  const example = texts['.env.example'] ?? '';
  const asked = [...example.matchAll(/^# (\S+\.env): /gm)].map(([, path = '']) => [path, '']);
  const folder = folderWith({
    ...texts,
    '.env': example.replace(/=$/gm, `='${value}'`),
    ...Object.fromEntries(asked),
  });
  const args = ['--profile', '*', 'config'];
  const { status, stdout, stderr } = spawnSync(process.env[variable] as string, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder },
  });
  return status === 0
    ? { complaint: '', services: parse(stdout).services ?? {} }
    : { complaint: stderr.trim(), services: {} };
}
