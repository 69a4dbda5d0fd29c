import type { SyntaxNode } from '@lezer/common';

/** The children of a node in the order of the text. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** The first child that is one of the named kinds. */
export function childOf(node: SyntaxNode, ...names: readonly string[]): SyntaxNode | undefined {
  return childrenOf(node).find(({ name }) => names.includes(name));
}

/** The arguments of a call. */
export interface Arguments {
  readonly positional: readonly SyntaxNode[];
  readonly keywords: ReadonlyMap<string, SyntaxNode>;
}

const noArguments: Arguments = { positional: [], keywords: new Map() };

/** Reads an `ArgList`. Arguments behind `*` and `**` are left out, because only a run knows them. */
export function argumentsOf(list: SyntaxNode | undefined, text: string): Arguments {
  if (!list) return noArguments;
  const positional: SyntaxNode[] = [];
  const keywords = new Map<string, SyntaxNode>();
  let part: SyntaxNode[] = [];
  for (const node of childrenOf(list)) {
    if (node.name === 'Comment' || node.name === '(') continue;
    if (node.name !== ',' && node.name !== ')') {
      part.push(node);
      continue;
    }
    const [first, second, third] = part;
    if (first && !second) positional.push(first);
    if (first && second?.name === 'AssignOp' && third) keywords.set(text.slice(first.from, first.to), third);
    part = [];
  }
  return { positional, keywords };
}
