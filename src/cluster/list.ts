import { issueError, type TowpathError } from '../diagnostics';
import { apiVersionOf, groupKindOf } from '../kubernetes/api-version';
import type { ListOptions, LiveObject, ObjectList, Resource } from './cluster';
import { pathOf } from './discovery';
import { isApiFailure } from './http/api-failure';
import type { Ask } from './http/transport';
import { type Page, pageOf } from './objects';

const pageSize = '500';

/** The largest number of pages of one list. A server whose positions always change would send pages without end. */
const mostPages = 2000;

/** All objects of a kind, page by page, or in one answer if the server has forgotten the position of a page. */
export async function listAll(
  ask: Ask,
  resource: Resource,
  options: ListOptions = {},
  signal?: AbortSignal,
): Promise<ObjectList> {
  const groupKind = groupKindOf({ apiVersion: apiVersionOf(resource.group, resource.version), kind: resource.kind });
  const pages: Page[] = [];
  let next: string | undefined;
  do {
    const page = await pageAfter(next);
    if (page) pages.push(page);
    else pages.splice(0, pages.length, await part({}));
    // A list that continues where it has just continued would never end.
    if (next !== undefined && page?.next === next) throw endless(resource, 'it repeats the same page');
    if (pages.length >= mostPages && page?.next) throw endless(resource, `it has more than ${mostPages} pages`);
    next = page?.next;
  } while (next);
  const items = pages.flatMap((page) => page.items.map((item) => withKind(resource, item)));
  return { items, resourceVersion: pages.at(-1)?.resourceVersion ?? '' };

  async function pageAfter(token: string | undefined): Promise<Page | undefined> {
    try {
      return await part({ limit: pageSize, ...(token && { continue: token }) });
    } catch (error) {
      if (token && isApiFailure(error, 410)) return undefined;
      throw error;
    }
  }

  async function part(which: Record<string, string>): Promise<Page> {
    return ask({ method: 'GET', path: listPath(resource, options, which), signal }, pageOf(groupKind));
  }
}

function endless({ plural }: Resource, reason: string): TowpathError {
  const message = `the list of ${plural} from the API server never ends: ${reason}`;
  return issueError('cluster-unreachable', message);
}

export function listPath(resource: Resource, options: ListOptions, more: Record<string, string>): string {
  const { namespace, labelSelector, fieldSelector } = options;
  const query = new URLSearchParams({
    ...(labelSelector && { labelSelector }),
    ...(fieldSelector && { fieldSelector }),
    ...more,
  });
  return `${pathOf(resource, namespace)}?${query}`;
}

/** The items of a list leave out their kind. */
function withKind({ group, version, kind }: Resource, item: LiveObject): LiveObject {
  return { ...item, apiVersion: apiVersionOf(group, version), kind };
}
