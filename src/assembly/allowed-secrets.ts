import { errorIssue, formatPath, type Issue, warningIssue } from '../diagnostics';
import { type IsCustom, type SecretWithContent, secretsWithContent } from '../targets/kubernetes/secret-content';
import { workspaceFile } from '../workspace/workspace-file';
import type { AssembledObject } from './application-assembly';

/**
 * Refuses Secrets with content in the application, except those that `allowSecrets` lists. The issue names the fields
 * and contains no value.
 */
export function refusedSecrets(
  objects: readonly AssembledObject[],
  allowed: readonly string[] = [],
  isCustom?: IsCustom,
): Issue[] {
  return objects.flatMap(({ manifest, path }) =>
    secretsWithContent(manifest, isCustom)
      .filter(({ name }) => name === undefined || !allowed.includes(name))
      .map((secret) => refusedSecret(secret, path)),
  );
}

/** Reports the entries of `allowSecrets` that match no Secret with content. */
export function unusedAllowances(objects: readonly AssembledObject[], allowed: readonly string[] = []): Issue[] {
  if (allowed.length === 0) return [];
  const used = objects.flatMap(({ manifest }) => secretsWithContent(manifest).map(({ name }) => name));
  return allowed
    .filter((name) => !used.includes(name))
    .map((name) =>
      warningIssue('allowance-unused', `\`allowSecrets\` lists \`${name}\`, but no Secret with this name has content`, {
        hint: 'remove the entry, or correct the name',
        path: 'allowSecrets',
        location: { file: workspaceFile },
      }),
    );
}

function refusedSecret({ path, name, fields }: SecretWithContent, object: string): Issue {
  const what = name === undefined ? 'a Secret without a name' : `the Secret \`${name}\``;
  const allow =
    name === undefined
      ? ''
      : `; if the content is not secret, allow it with \`allowSecrets: [${name}]\` in ${workspaceFile}`;
  return errorIssue(
    'secret-with-content',
    `the application sets the content of ${what}: ${fields.map((field) => `\`${field}\``).join(', ')}`,
    {
      hint: `refer to a Secret in the cluster with \`this.secret(name)\`${allow}`,
      path: path.length === 0 ? object : `${object} ${formatPath(path)}`,
    },
  );
}
