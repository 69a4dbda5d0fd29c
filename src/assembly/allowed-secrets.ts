import { errorIssue, formatPath, type Issue, warningIssue } from '../diagnostics';
import { type IsCustom, type SecretWithContent, secretsWithContent } from '../targets/kubernetes/secret-content';
import { workspaceFile } from '../workspace/workspace-file';
import type { AssembledObject } from './application-assembly';

/**
 * Refuses Secrets with content in the application, except those that `allowSecrets` names. The issue names fields and
 * shows no value.
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

/** Reports the entries of `allowSecrets` that no Secret needs any more. */
export function unusedAllowances(objects: readonly AssembledObject[], allowed: readonly string[] = []): Issue[] {
  if (allowed.length === 0) return [];
  const used = objects.flatMap(({ manifest }) => secretsWithContent(manifest).map(({ name }) => name));
  return allowed
    .filter((name) => !used.includes(name))
    .map((name) =>
      warningIssue('allowance-unused', `\`allowSecrets\` names \`${name}\`, and no Secret of that name holds content`, {
        hint: 'take the entry out, or correct the name',
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
      : `; content that need not be hidden is allowed by \`allowSecrets: [${name}]\` in ${workspaceFile}`;
  return errorIssue(
    'secret-with-content',
    `the application gives ${what} its content: ${fields.map((field) => `\`${field}\``).join(', ')}`,
    {
      hint: `refer to a Secret that is filled in the cluster, by \`this.secret(name)\`${allow}`,
      path: path.length === 0 ? object : `${object} ${formatPath(path)}`,
    },
  );
}
