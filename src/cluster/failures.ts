import type { KubernetesObject } from '../assembly/application-assembly';
import { errorIssue, type Issue, TowpathError } from '../diagnostics';
import { ApiFailure } from './http/api-failure';

type Named = Pick<KubernetesObject, 'kind' | 'metadata'>;

/**
 * The issues of a request that the server refused. For a Secret only the reason is shown, because a message may quote
 * its content.
 *
 * @param about the object that was sent, if there was one
 */
export function failureIssues(error: unknown, about?: Named): Issue[] {
  if (TowpathError.is(error)) return [...error.issues];
  if (!(error instanceof ApiFailure)) throw error;
  return [issueOf(error, about)];
}

/** Runs a request, and turns a refusal of the server into a TowpathError. */
export async function translateFailures<T>(work: Promise<T>, about?: Named): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new TowpathError(failureIssues(error, about));
  }
}

function issueOf({ method, path, status }: ApiFailure, about: Named | undefined): Issue {
  const { code, reason, causes } = status;
  const name = about && `${about.kind}/${about.metadata.name}`;
  const isSilent = about?.kind === 'Secret' && !(code === 403 && saysMissingRight(status.message));
  const text = isSilent ? reason || `the server answered with the code ${code}` : status.message;
  const message = name && !text.includes(about.metadata.name) ? `${name}: ${text}` : text;
  const issue = (issueCode: Issue['code'], hint?: string): Issue => errorIssue(issueCode, message, { hint });
  if (causes.some((cause) => cause.reason === 'NamespaceTerminating')) return issue('namespace-terminating');
  if (code === 404 && /^namespaces /.test(status.message)) return issue('namespace-missing');
  if (code === 404 && about?.kind.endsWith('RoleBinding'))
    return { ...issue('cluster-forbidden', rbacHint), message: `${name}: ${unbound}` };
  if (code === 401)
    return { ...issue('credentials-failed'), message: 'the API server rejected the credentials (401 Unauthorized)' };
  if (code === 403) return issue('cluster-forbidden', forbiddenHint(status.message));
  if (code >= 500 || code === 429)
    return { ...issue('cluster-failed'), message: `${message} (${method} ${path.split('?')[0]})` };
  return issue('cluster-refused');
}

/** A missing right can be granted. A request that an admission rule refuses must be changed. */
function forbiddenHint(message: string): string | undefined {
  return saysMissingRight(message) || / attempting to grant RBAC permissions /.test(message) ? rbacHint : undefined;
}

/** A server reads the role of a binding, unless the account may bind that role. */
const unbound = 'its role does not exist, and only an account that may `bind` this role can create the binding first';

export const rbacHint = 'ask an administrator to apply the Roles that `towpath rbac -e ENV` prints';

/** The server's words for a missing right. They contain nothing of the object. */
export function saysMissingRight(message: string): boolean {
  return / cannot \w+ resource /.test(message);
}
