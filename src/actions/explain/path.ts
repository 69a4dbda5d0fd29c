/** `a.b["c.d"][0]` → its steps; the counterpart of `formatPath`. */
export function parsePath(text: string): (string | number)[] {
  const steps = text.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g);
  return [...steps].map(([, index, quoted, plain]) => {
    if (index !== undefined) return Number(index);
    return quoted !== undefined ? (JSON.parse(`"${quoted}"`) as string) : (plain as string);
  });
}
