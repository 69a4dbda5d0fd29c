import type { KubernetesObject } from '../assembly/application-assembly';
import { ApiFailure } from '../cluster/http/api-failure';
import { type Issue, TowpathError } from '../diagnostics';

type Named = Pick<KubernetesObject, 'kind' | 'metadata'>;

/**
 * What a server refused, as problems in words. Of Secrets its reason alone is shown: a message may quote what it is
 * about.
 *
 * @param about the object that was sent, if it was one
 */
export function failureIssues(error: unknown, about?: Named): Issue[] {
  if (TowpathError.is(error)) return [...error.issues];
  if (!(error instanceof ApiFailure)) throw error;
  return [issueOf(error, about)];
}

/** Carries out what asks a server, so that what it refuses is an error in words. */
export async function told<T>(work: Promise<T>, about?: Named): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new TowpathError(failureIssues(error, about));
  }
}

function issueOf({ method, path, status }: ApiFailure, about: Named | undefined): Issue {
  const { code, reason, causes } = status;
  const name = about && `${about.kind}/${about.metadata.name}`;
  const said = about?.kind === 'Secret' ? reason || `it answered ${code}` : status.message;
  const message = name && !said.includes(about.metadata.name) ? `${name}: ${said}` : said;
  const issue = (issueCode: Issue['code'], hint?: string): Issue => ({
    code: issueCode,
    severity: 'error',
    message,
    ...(hint && { hint }),
  });
  if (causes.some((cause) => cause.reason === 'NamespaceTerminating')) return issue('namespace-terminating');
  if (code === 404 && /^namespaces /.test(status.message)) return issue('namespace-missing');
  if (code === 401) return { ...issue('credentials-failed'), message: 'the server does not accept the credentials' };
  if (code === 403) return issue('cluster-forbidden', forbiddenHint(status.message));
  if (code >= 500 || code === 429)
    return { ...issue('cluster-failed'), message: `${message} (${method} ${path.split('?')[0]})` };
  return issue('cluster-refused');
}

/** A right that is missing can be given; an admission rule that refuses is to be met. */
function forbiddenHint(message: string): string | undefined {
  return / cannot \w+ resource /.test(message)
    ? '`towpath rbac -e ENV` writes the rights that a deploy needs'
    : undefined;
}
