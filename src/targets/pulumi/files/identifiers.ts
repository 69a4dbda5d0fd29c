const taken =
  'k8s pulumi application clusterProvider common merged provider namespace deploy exports module require undefined'.split(
    ' ',
  );
const reserved =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  );

/** An identifier of TypeScript for each path: `api/deployment` becomes `apiDeployment`. */
export function identifiers(paths: readonly string[]): ReadonlyMap<string, string> {
  const used = new Set([...taken, ...reserved]);
  return new Map(
    [...paths].sort().map((path): [string, string] => {
      const base = camelCase(path);
      let name = base;
      for (let count = 2; used.has(name); count++) name = `${base}${count}`;
      used.add(name);
      return [path, name];
    }),
  );
}

function camelCase(path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words
    .map(
      (word, index) => `${index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()}${word.slice(1)}`,
    )
    .join('');
  return /^[a-z]/.test(name) ? name : `_${name}`;
}
