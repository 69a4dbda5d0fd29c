/** A node of a syntax tree of Babel, as far as this file looks at it. */
interface Node {
  type: string;
  [key: string]: unknown;
}

interface ClassNode extends Node {
  superClass?: Node | null;
  body: Node & { body: Node[] };
}

/** The parts of `@babel/types` that this file uses. */
interface Types {
  [make: string]: (...parts: unknown[]) => Node;
}

/**
 * A plugin of Babel that assigns the fields of a class in its constructor, as the TypeScript compiler does for targets
 * before ES2022. A field without a value does not exist until it is assigned, so a value that the constructor of the
 * superclass has set stays. Private names (`#x`), static fields and fields with decorators are left as they are.
 *
 * @see https://www.typescriptlang.org/tsconfig/#useDefineForClassFields
 */
export function assignedFields({ types }: { types: Types }): object {
  const Class = ({ node }: { node: ClassNode }) => assignFields(node, types);
  // The fields move before the plugin for TypeScript puts the parameters that are properties in front of them.
  return { visitor: { Program: (program: { traverse(visitor: object): void }) => program.traverse({ Class }) } };
}

function assignFields(node: ClassNode, types: Types): void {
  const fields = node.body.body.filter(isPlainField);
  if (fields.length === 0) return;
  const own = node.body.body.find(({ kind }) => kind === 'constructor') as
    | (Node & { body: { body: Node[] } })
    | undefined;
  const statements = own?.body.body ?? [];
  const start = node.superClass ? statements.findIndex(isSuperCall) + 1 : 0;
  // A constructor that calls `super` inside another statement keeps its fields.
  if (own && node.superClass && start === 0) return;
  const assigned = fields.flatMap(({ key, computed, value }) => {
    if (!value) return [];
    const left = types.memberExpression?.(
      types.thisExpression?.(),
      key,
      computed || (key as Node).type !== 'Identifier',
    );
    return [types.expressionStatement?.(types.assignmentExpression?.('=', left, value)) as Node];
  });
  node.body.body = node.body.body.filter((member) => !fields.includes(member));
  if (own) statements.splice(start, 0, ...assigned);
  else if (assigned.length > 0) node.body.body.unshift(constructorWith(assigned, Boolean(node.superClass), types));
}

function isPlainField({ type, static: isStatic, declare, abstract, computed, decorators }: Node): boolean {
  const hasDecorators = Array.isArray(decorators) && decorators.length > 0;
  return type === 'ClassProperty' && !isStatic && !declare && !abstract && !computed && !hasDecorators;
}

function isSuperCall({ type, expression }: Node): boolean {
  const call = expression as { type?: string; callee?: Node } | undefined;
  return type === 'ExpressionStatement' && call?.type === 'CallExpression' && call.callee?.type === 'Super';
}

function constructorWith(statements: readonly Node[], isDerived: boolean, types: Types): Node {
  const args = types.identifier?.('args');
  const call = types.callExpression?.(types.super?.(), [types.spreadElement?.(args)]);
  const body = types.blockStatement?.([...(isDerived ? [types.expressionStatement?.(call)] : []), ...statements]);
  const parameters = isDerived ? [types.restElement?.(args)] : [];
  return types.classMethod?.('constructor', types.identifier?.('constructor'), parameters, body) as Node;
}
