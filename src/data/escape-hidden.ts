/** Characters that nobody sees, or that steer a terminal: controls, marks of direction, line separators. */
const hidden = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A text that somebody else wrote, as it may be shown on a terminal: each hidden character as its code. */
export function escapeHidden(text: string): string {
  return text.replace(hidden, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
