import { isMap, mapValues } from '../../data/merge';
import type { ReferenceAttribute } from '../../model/reference';
import { printText } from '../print-value';
import { Expression } from '../values';

/** The host or a port of a flow. */
export interface FlowReference {
  readonly flow: string;
  readonly attribute: ReferenceAttribute;
}

/** The namespace of the application. */
export const namespacePart = Symbol('namespace');

/** A part of a text that refers to a flow or to the namespace of the application. */
export type Part = string | FlowReference | typeof namespacePart;

/** The variable of generated code that holds the namespace of the application. */
export const namespaceVariable = 'namespace';

/** A text that refers to flows. */
export class ReferringText extends Expression {
  /** @param text what stood in the source */
  constructor(
    readonly parts: readonly Part[],
    readonly text: string,
  ) {
    super(codeOf(parts));
  }

  /** Whether the code is a template, and not only a reference. */
  get isTemplate(): boolean {
    return !isOnlyReference(this.parts);
  }
}

/** A value with the texts of the source in the place of references, for files that cannot contain code. */
export function withSourceTexts(value: unknown): unknown {
  if (value instanceof ReferringText) return value.text;
  if (Array.isArray(value)) return value.map(withSourceTexts);
  return isMap(value) ? mapValues(value, withSourceTexts) : value;
}

function codeOf(parts: readonly Part[]): string {
  if (isOnlyReference(parts)) return referenceCode(parts[0]);
  return `text\`${parts.map(printPart).join('')}\``;
}

function isOnlyReference(parts: readonly Part[]): parts is readonly [FlowReference] {
  return parts.length === 1 && typeof parts[0] === 'object';
}

function printPart(part: Part): string {
  if (typeof part === 'string') return part.replace(/[\\`]|\$\{/g, '\\$&');
  return `\${${part === namespacePart ? namespaceVariable : referenceCode(part)}}`;
}

function referenceCode({ flow, attribute }: FlowReference): string {
  const isNamed = attribute.startsWith('port.');
  const member = isNamed ? `namedPort(${printText(attribute.slice('port.'.length))})` : attribute;
  return `this.flow(${printText(flow)}).${member}`;
}
