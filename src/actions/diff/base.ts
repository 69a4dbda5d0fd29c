import { indexFolder } from '../../assembly/index-file';
import { TowpathError } from '../../diagnostics';
import type { AssemblyFile } from './assembly-objects';
import { filesAt } from './git';

interface Index {
  readonly environment: string;
  readonly application?: string;
  readonly files: Readonly<Record<string, { readonly objects?: AssemblyFile['objects'] }>>;
}

/**
 * What a commit's synthesis wrote, from its committed output.
 * @throws TowpathError where there is no such commit, or no output in it
 */
export function baseFiles(root: string, outdir: string, ref: string): AssemblyFile[] {
  const all = filesAt(root, ref, outdir);
  const isIndex = (path: string) => path.startsWith(`${outdir}/${indexFolder}/`) && path.endsWith('.json');
  const indexes = [...all].filter(([path]) => isIndex(path)).map(([path, text]) => readIndex(path, text, ref));
  if (indexes.length === 0) throw withoutOutput(ref, `\`${ref}\` has no index in ${outdir}/${indexFolder}/`);
  return indexes.flatMap(({ environment, application, files }) =>
    Object.entries(files).flatMap(([path, { objects = [] }]): AssemblyFile[] => {
      const text = all.get(`${outdir}/${path}`);
      const owner = { environment, ...(application !== undefined && { application }) };
      return text === undefined ? [] : [{ ...owner, path, text, objects }];
    }),
  );
}

function readIndex(path: string, text: string, ref: string): Index {
  try {
    const index = JSON.parse(text) as Index;
    if (typeof index.environment === 'string' && typeof index.files === 'object') return index;
  } catch {
    // Said below, together with an index that is JSON and something else.
  }
  throw withoutOutput(ref, `${path} of \`${ref}\` is not an index that towpath wrote`);
}

function withoutOutput(ref: string, message: string): TowpathError {
  const hint = `run \`towpath synth\` at ${ref} and commit what it writes, or compare with another commit`;
  return new TowpathError([{ code: 'base-without-output', severity: 'error', message, hint }]);
}
