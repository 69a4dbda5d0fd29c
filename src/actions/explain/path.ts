/** Splits `a.b["c.d"][0]` into its steps. It is the inverse of `formatPath`. */
export function parsePath(text: string): (string | number)[] {
  const steps = text.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g);
  return [...steps].map(([, index, quoted, plain]) => {
    if (index !== undefined) return Number(index);
    return quoted !== undefined ? unquoted(quoted) : (plain as string);
  });
}

/** The text between quotes. Text that JSON cannot read is taken literally. */
function unquoted(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
