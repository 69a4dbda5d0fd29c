/** Characters that are invisible or control a terminal: controls, direction marks, line separators. */
const hidden = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A text of somebody else's in a form that is safe on a terminal: each hidden character is shown as its code. */
export function escapeHidden(text: string): string {
  return text.replace(hidden, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
