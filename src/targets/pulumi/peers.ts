import { errorIssue, type Issue, TowpathError } from '../../diagnostics';

/** The oldest versions with all functions that are used. package.json has the same versions for the optional peers. */
export const oldestSupported: Readonly<Record<string, string>> = {
  '@pulumi/pulumi': '3.142.0',
  '@pulumi/kubernetes': '4.20.0',
};

/**
 * Checks that the packages of Pulumi are installed before anything loads them.
 * @throws TowpathError with each package that is missing or too old
 */
export function requirePulumi(versionOf: (name: string) => string | undefined = installedVersion): void {
  const issues = Object.entries(oldestSupported).flatMap(([name, floor]): Issue[] => {
    const found = versionOf(name);
    if (found !== undefined && !isOlder(found, floor)) return [];
    const message =
      found === undefined
        ? `\`${name}\` is not installed, and \`towpath/pulumi\` needs it`
        : `\`${name}\` has version ${found}, and \`towpath/pulumi\` needs ${floor} or newer`;
    return [errorIssue('pulumi-missing', message, { hint: `run \`npm install ${name}@^${floor}\`` })];
  });
  if (issues.length === 0) return;
  const error = new TowpathError(issues);
  // Pulumi prints the stack of any error that a program throws.
  error.stack = error.message;
  throw error;
}

function installedVersion(name: string): string | undefined {
  try {
    return (require(`${name}/package.json`) as { version: string }).version;
  } catch {
    return undefined;
  }
}

function isOlder(found: string, floor: string): boolean {
  const [a, b] = [found, floor].map((version) => version.split('-')[0]?.split('.').map(Number) ?? []);
  const differs = [0, 1, 2].find((part) => a?.[part] !== b?.[part]);
  return differs !== undefined && (a?.[differs] ?? 0) < (b?.[differs] ?? 0);
}
