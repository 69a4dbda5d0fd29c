import { shellWords } from './shell-words';

/** What the last stage of a Dockerfile sets, also through the stages that it is made from. */
export interface Stage {
  readonly name?: string | undefined;
  readonly entrypoint?: Instruction | undefined;
  readonly cmd?: Instruction | undefined;
  readonly user?: { readonly text: string; readonly line: number } | undefined;
  readonly ports?: readonly { readonly port: number; readonly line: number }[] | undefined;
  /** The values of `ARG` and `ENV`. */
  readonly values?: Values | undefined;
}

type Values = ReadonlyMap<string, string>;

export interface Instruction {
  /** A list, or the line of a shell. */
  readonly words: readonly string[] | string;
  readonly line: number;
}

/** Reads the last stage of a Dockerfile, which is the one that `docker build` makes by default. */
export function lastStage(text: string): Stage {
  const stages: Stage[] = [];
  let common: Values = new Map();
  for (const { line, keyword, rest } of instructions(text)) {
    if (keyword === 'FROM') {
      stages.push(newStage(filled(rest, common), stages));
      continue;
    }
    // An `ARG` before the first stage is for the names of images.
    const stage = stages.pop();
    if (!stage) {
      common = withValues(common, keyword, rest);
      continue;
    }
    stages.push({ ...stage, ...changeOf(stage, keyword, rest, line) });
  }
  return stages.at(-1) ?? {};
}

function changeOf({ ports = [], values = new Map() }: Stage, keyword: string, rest: string, line: number): Stage {
  // A new entrypoint drops the command of the image that the stage is made from.
  if (keyword === 'ENTRYPOINT') return { entrypoint: { words: listOrShell(rest), line }, cmd: undefined };
  if (keyword === 'CMD') return { cmd: { words: listOrShell(rest), line } };
  if (keyword === 'USER') return { user: { text: filled(rest, values).split(':')[0]?.trim() ?? '', line } };
  if (keyword !== 'EXPOSE') return { values: withValues(values, keyword, rest) };
  const numbers = filled(rest, values)
    .split(/\s+/)
    .flatMap((word) => /^(\d{1,5})(?:\/tcp)?$/i.exec(word)?.[1] ?? []);
  return { ports: [...ports, ...numbers.map((port) => ({ port: Number(port), line }))] };
}

/** The values after an `ARG` or `ENV`: `A=b C="d"`, or `A b`, which only `ENV` takes. */
function withValues(values: Values, keyword: string, rest: string): Values {
  if (keyword !== 'ARG' && keyword !== 'ENV') return values;
  const words = shellWords(rest);
  const old = /^([A-Za-z_]\w{0,100})\s+([^=\s]+)$/.exec(rest);
  const pairs = words.flatMap((word): [string, string][] => {
    const at = word.indexOf('=');
    return at > 0 ? [[word.slice(0, at), filled(word.slice(at + 1), values)]] : [];
  });
  return new Map([...values, ...(old ? [[old[1] ?? '', old[2] ?? ''] as const] : pairs)]);
}

/** A text with the values in the places of `$A`, `${A}` and `${A:-b}`. What has no value stays as it is. */
function filled(text: string, values: Values): string {
  return text.replaceAll(
    /\$(?:(\w{1,100})|\{(\w{1,100})(?::?-([^}]{0,200}))?\})/g,
    (whole, plain?: string, braced?: string, fallback?: string) =>
      values.get(plain ?? braced ?? '') ?? fallback ?? whole,
  );
}

function newStage(rest: string, stages: readonly Stage[]): Stage {
  const [image = '', , name] = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
  const parent = stages.find((stage) => stage.name !== undefined && stage.name === image.toLowerCase());
  return { ...parent, name: name?.toLowerCase() };
}

function listOrShell(rest: string): readonly string[] | string {
  if (!rest.startsWith('[')) return rest;
  try {
    const list: unknown = JSON.parse(rest);
    return Array.isArray(list) ? list.map(String) : rest;
  } catch {
    return rest;
  }
}

/** The instructions of a Dockerfile, with continued lines joined. */
function instructions(text: string): { line: number; keyword: string; rest: string }[] {
  const found: { line: number; keyword: string; rest: string }[] = [];
  let open: { line: number; text: string } | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*#/.test(line) || (line.trim() === '' && !open)) continue;
    open = { line: open?.line ?? index + 1, text: `${open?.text ?? ''} ${line.replace(/\\\s*$/, '')}` };
    if (/\\\s*$/.test(line)) continue;
    const [keyword = '', ...rest] = open.text.trim().split(' ');
    found.push({ line: open.line, keyword: keyword.toUpperCase(), rest: rest.join(' ').trim() });
    open = undefined;
  }
  return found;
}
