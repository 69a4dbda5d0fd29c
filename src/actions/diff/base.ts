import { z } from 'zod';
import { issueError, type TowpathError } from '../../diagnostics';
import { indexFolder } from '../../output/index-file';
import { filesAt } from '../git/objects';
import type { AssemblyFile } from './assembly-objects';

const flow = z.looseObject({
  kind: z.string(),
  ...{ image: z.string().optional(), builds: z.string().optional(), external: z.string().optional() },
  refersTo: z.array(z.string()).optional(),
});
const object = z.looseObject({
  ...{ path: z.string(), flow: z.string().optional() },
  after: z.array(z.string()).optional(),
});

/** The part of an index that is read. The index of a commit may come from an older towpath, or from anybody. */
const indexFile = z.looseObject({
  ...{ environment: z.string(), application: z.string().optional() },
  flows: z.record(z.string(), flow).optional(),
  files: z.record(z.string(), z.looseObject({ objects: z.array(object).optional() })),
});

interface Index {
  readonly environment: string;
  readonly application?: string;
  readonly flows?: Readonly<Record<string, IndexedFlow>>;
  readonly files: Readonly<Record<string, { readonly objects?: AssemblyFile['objects'] }>>;
}

/** A flow in an index. */
export interface IndexedFlow {
  readonly kind: string;
  readonly image?: string;
  readonly builds?: string;
  readonly external?: string;
  /** Such as `db.host`. */
  readonly refersTo?: readonly string[];
}

/** One application, or the files of the whole environment, at a commit. */
export interface BaseUnit {
  readonly environment: string;
  readonly application?: string;
  readonly flows: Readonly<Record<string, IndexedFlow>>;
  readonly files: readonly AssemblyFile[];
}

/**
 * The files that a commit's `dist/` holds.
 *
 * @param environment the only environment to read. @default all
 * @throws TowpathError if there is no such commit, or no output in it
 */
export function baseUnits(root: string, outdir: string, ref: string, environment?: string): BaseUnit[] {
  const indexes = `${outdir}/${indexFolder}`;
  const folders = environment === undefined ? [outdir] : [`${outdir}/${environment}`, `${indexes}/${environment}`];
  const all = filesAt(root, ref, folders);
  const isIndex = (path: string) => path.startsWith(`${indexes}/`) && path.endsWith('.json');
  const units = [...all].filter(([path]) => isIndex(path)).map(([path, text]) => readIndex(path, text, ref));
  if (units.length === 0)
    throw withoutOutput(ref, `the commit \`${ref}\` contains no index of a synthesis in ${indexes}/`);
  return units.map(({ files, flows = {}, ...unit }) => {
    const owner = { environment: unit.environment, ...(unit.application && { application: unit.application }) };
    const texts = Object.entries(files).flatMap(([path, { objects = [] }]): AssemblyFile[] => {
      const text = all.get(`${outdir}/${path}`);
      return text === undefined ? [] : [{ ...owner, path, text, objects }];
    });
    return { ...owner, flows, files: texts };
  });
}

function readIndex(path: string, text: string, ref: string): Index {
  try {
    const index: unknown = JSON.parse(text);
    if (indexFile.safeParse(index).success) return index as Index;
  } catch {
    // Reported below, together with JSON that is not an index.
  }
  throw withoutOutput(ref, `${path} of \`${ref}\` is not an index that towpath wrote`);
}

function withoutOutput(ref: string, message: string): TowpathError {
  const hint = `run \`towpath synth\` at \`${ref}\` and commit its output, or compare with another commit`;
  return issueError('base-without-output', message, { hint });
}
