/** Characters that are invisible or control a terminal: controls, direction marks, line separators. */
const hidden = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Makes text from outside safe to show on a terminal: each hidden character is replaced by its code. */
export function escapeHidden(text: string): string {
  return text.replace(hidden, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
