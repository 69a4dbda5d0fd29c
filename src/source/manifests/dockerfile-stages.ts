/** What the last stage of a Dockerfile sets, also through the stages that it is made from. */
export interface Stage {
  readonly name?: string | undefined;
  readonly entrypoint?: Instruction | undefined;
  readonly cmd?: Instruction | undefined;
  readonly user?: { readonly text: string; readonly line: number } | undefined;
  readonly ports?: readonly { readonly port: number; readonly line: number }[] | undefined;
}

export interface Instruction {
  /** A list, or the line of a shell. */
  readonly words: readonly string[] | string;
  readonly line: number;
}

/** Reads the last stage of a Dockerfile, which is the one that `docker build` makes by default. */
export function lastStage(text: string): Stage {
  const stages: Stage[] = [];
  for (const { line, keyword, rest } of instructions(text)) {
    if (keyword === 'FROM') {
      stages.push(newStage(rest, stages));
      continue;
    }
    const stage = stages.pop() ?? {};
    stages.push({ ...stage, ...changeOf(stage, keyword, rest, line) });
  }
  return stages.at(-1) ?? {};
}

function changeOf({ ports = [] }: Stage, keyword: string, rest: string, line: number): Stage {
  // A new entrypoint drops the command of the image that the stage is made from.
  if (keyword === 'ENTRYPOINT') return { entrypoint: { words: listOrShell(rest), line }, cmd: undefined };
  if (keyword === 'CMD') return { cmd: { words: listOrShell(rest), line } };
  if (keyword === 'USER') return { user: { text: rest.split(':')[0]?.trim() ?? '', line } };
  if (keyword !== 'EXPOSE') return {};
  const numbers = rest.split(/\s+/).flatMap((word) => /^(\d{1,5})(?:\/tcp)?$/i.exec(word)?.[1] ?? []);
  return { ports: [...ports, ...numbers.map((port) => ({ port: Number(port), line }))] };
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
